package io.github.congeal.samples;

import io.github.congeal.CheckpointException;
import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.DivergedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Error messages: a sentence, and never a stack trace for what a user can correct. */
final class Complaint {
    private static final Logger log = LoggerFactory.getLogger(Complaint.class);

    private Complaint() {}

    /** Prints what is wrong with the arguments. */
    static int aboutArguments(ParameterException problem, String... arguments) {
        CommandLine command = problem.getCommandLine();
        say(command, problem.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
            command.getErr()
                    .printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
        }
        return ExitCode.USAGE;
    }

    /**
     * Runs a command and prints why Java itself failed it: for want of memory or of a library. picocli leaves that to the
     * JVM, which prints a stack trace.
     */
    static int aboutErrors(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            CommandLine command = parsed.commandSpec().commandLine();
            say(
                    command,
                    "there is not enough memory (%s): take a smaller picture, fewer cutouts or a smaller model, or give Java more with java -Xmx"
                            .formatted(full(e)));
            return ExitCode.SOFTWARE;
        } catch (Error e) {
            CommandLine command = parsed.commandSpec().commandLine();
            say(command, "this should not have happened, please report it together with what --verbose shows: " + e);
            log.info("The error", e);
            return ExitCode.SOFTWARE;
        }
    }

    private static String full(OutOfMemoryError problem) {
        String reason = String.valueOf(problem.getMessage());
        return reason.contains("heap")
                ? "Java's heap of %s MB is full".formatted(Runtime.getRuntime().maxMemory() >> 20)
                : reason;
    }

    /**
     * Prints that what a command wrote to the standard output is lost, as on a full disk. A reader that has seen enough, such
     * as {@code head}, is no fault.
     *
     * @param code with which the command ended, returned if it was written
     */
    static int aboutOutput(CommandLine command, int code) {
        command.getOut().flush();
        if (!System.out.checkError()) {
            return code;
        }
        // PrintStream keeps the reason to itself; it is still the same. This stream is not closed: where there is no
        // standard
        // output, its number belongs to a file that the JVM itself reads.
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                return code;
            }
            say(command, "the standard output could not be written: " + e.getMessage());
        }
        return code == ExitCode.OK ? ExitCode.SOFTWARE : code;
    }

    /** Prints why a command failed. */
    static int aboutExecution(Exception problem, CommandLine command, @Nullable ParseResult parsed) {
        if (problem instanceof CancellationException) {
            return ExitCode.SOFTWARE;
        }
        if (problem instanceof IllegalArgumentException) {
            say(command, problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof IOException
                || problem instanceof CheckpointException
                || problem instanceof DeviceUnavailableException
                || problem instanceof DivergedException) {
            say(command, sentence(problem));
            return ExitCode.SOFTWARE;
        }
        say(command, "this should not have happened, please report it together with what --verbose shows: " + problem);
        log.info("The exception", problem);
        return ExitCode.SOFTWARE;
    }

    /** What a file system's exception means: its own message is often nothing but the file's name. */
    private static String sentence(Exception problem) {
        if (problem instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (problem instanceof FileSystemException fault) {
            String reason = Objects.requireNonNullElse(fault.getReason(), "access is denied");
            return "%s cannot be read or written: %s".formatted(fault.getFile(), reason);
        }
        return String.valueOf(problem.getMessage());
    }

    private static void say(CommandLine command, @Nullable String sentence) {
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.new Text("@|bold,red congeal:|@ ") + String.valueOf(sentence));
        err.flush();
    }
}
