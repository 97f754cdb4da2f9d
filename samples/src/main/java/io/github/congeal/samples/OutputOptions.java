package io.github.congeal.samples;

import picocli.CommandLine.Option;

/** The options for the amount of output. */
final class OutputOptions {
    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /** The library's log goes to the standard error stream; this must be set before anything is logged. */
    @Option(names = "--verbose", description = "Show the library's log.")
    private void verbose(boolean verbose) {
        if (verbose) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
        }
    }
}
