package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The command line with options for other controls than the built-in ones. */
public final class ControlsCommandLine {
    private ControlsCommandLine() {}

    /** What a call prints, its complaints among it. */
    public static String run(List<Control<?>> controls, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        Congeal.commandLine(controls).setOut(writer).setErr(writer).execute(arguments);
        return text.toString();
    }
}
