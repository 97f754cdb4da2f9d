package io.github.congeal.samples;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What came of one call of the command line, inside this JVM. */
record CommandLineRun(int exitCode, String out, String err) {
    static CommandLineRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        CommandLine commandLine =
                Congeal.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(texts);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
