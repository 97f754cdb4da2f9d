package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.util.List;
import java.util.stream.Collectors;

/** The table of controls in the documents. */
public final class ControlsTable {
    private ControlsTable() {}

    /**
     * The whole document.
     *
     * @param rows the names of the pictures that show what controls do, without their ending
     */
    public static String of(List<Control<?>> controls, List<String> rows) {
        return """
                # Controls

                Everything that can be set for a picture. A control has the same name and the same written form everywhere: as a
                command-line option (`--step-size 0.1`), in a file of settings (`"step-size": 0.1`), in `builder.set("step-size",
                "0.1")`, in the text of a PNG (`congeal:step-size`), in the comment of a film and in the window. The builder also has a
                method for each, such as `stepSize(0.1)`.

                A control that is not set takes the value that suits the model or, if the model has none, the default below.

                A **schedule** is a number that may change in the course of a run: `0.1` is always the same; `0: 0.1 | 200: 0.02` changes
                linearly from 0.1 at step 0 to 0.02 at step 200 and stays there; `0: 1 | 50%: 0` changes until half of the steps are taken;
                `cosine(0.2, 0.01)` follows half a period of a cosine from the first step to the last. `steps(0: 0.1 | 75%: 0.01)` stays at
                0.1 until three quarters are done, and then at 0.01; `cosine(0.2, 0.01, 50)` begins its half period anew every 50 steps, and
                `cosine(0.2, 0.01, 10%, 2)` makes each twice as long as the one before; `warmup(20, 0.1)` rises to 0.1, or to another schedule
                in its place, in the first 20 steps.

                | control | meaning | must be | such as | default |
                |---|---|---|---|---|
                """ + controls.stream().map(ControlsTable::row).collect(Collectors.joining("\n", "", "\n")) + """

                ## What they do to a picture

                Each row is one picture of the bundled model, made several times with one seed and the settings below it. They are small
                and unfinished, so that a control's own mark can be seen. `bash docs/controls/rows.sh` makes all of them, and its
                arguments some: `bash docs/controls/rows.sh start`. These were made before the bundled CLIP had its last lesson (see the
                [changelog](../CHANGELOG.md)); what comes today differs a little in tone.

                """
                + rows.stream().map(ControlsTable::picture).collect(Collectors.joining("\n")) + """

                This file is written by a test from the declarations in `Control`; after changing them, run it with
                `mvn -pl samples -am test -Dtest=ControlsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontrols.write=true`.
                """;
    }

    private static String picture(String row) {
        return "### %1$s\n![%1$s](controls/%1$s.jpg)\n".formatted(row);
    }

    private static <T> String row(Control<T> control) {
        return "| `%s` | %s | %s | `%s` | %s |"
                .formatted(
                        control.name(),
                        cell(control.says()),
                        cell(control.form().allowed()),
                        cell(control.form().example()),
                        control.byDefault()
                                .map(control::write)
                                .filter(text -> !text.isEmpty())
                                .map(text -> "`" + cell(text) + "`")
                                .orElse(""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
