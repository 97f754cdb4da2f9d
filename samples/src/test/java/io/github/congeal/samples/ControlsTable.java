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

                This page lists all settings of a picture. A control has the same name and the same written form everywhere: as a
                command-line option (`--step-size 0.1`), in a file of settings (`"step-size": 0.1`), in `builder.set("step-size",
                "0.1")`, in the text of a PNG (`congeal:step-size`), in the comment of a film and in the window. The builder also has a
                method for each, such as `stepSize(0.1)`.

                A control that is not set takes the value that suits the model or, if the model has none, the default below.

                A **schedule** is a number that may change during a run:

                | schedule | value |
                |---|---|
                | `0.1` | always the same |
                | `0: 0.1 \\| 200: 0.02` | linear from 0.1 at step 0 to 0.02 at step 200, then constant |
                | `0: 1 \\| 50%: 0` | linear until half of the steps are taken |
                | `cosine(0.2, 0.01)` | half a period of a cosine from the first step to the last |
                | `cosine(0.2, 0.01, 50)` | the same, restarted every 50 steps |
                | `cosine(0.2, 0.01, 10%, 2)` | the same, each period twice as long as the one before |
                | `steps(0: 0.1 \\| 75%: 0.01)` | 0.1 for three quarters of the steps, then 0.01 |
                | `warmup(20, 0.1)` | rises in the first 20 steps to 0.1, or to another schedule in its place |

                | control | meaning | allowed | example | default |
                |---|---|---|---|---|
                """ + controls.stream().map(ControlsTable::row).collect(Collectors.joining("\n", "", "\n")) + """

                ## Effects on a picture

                Each row shows one picture of the bundled model, made several times with the same seed and the settings below it. The
                pictures are small and unfinished, so that a control's effect can be seen. `bash docs/controls/rows.sh` makes all rows,
                `bash docs/controls/rows.sh start` only those that are named.

                """
                + rows.stream().map(ControlsTable::picture).collect(Collectors.joining("\n")) + """

                A test writes this file from the declarations in `Control`. After changing them, run
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
