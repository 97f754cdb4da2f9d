package io.github.congeal.samples;

import io.github.congeal.CheckpointException;
import io.github.congeal.DeviceUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Error messages: a sentence, and never a stack trace for what a user can correct. */
final class Complaint {
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
                || problem instanceof DeviceUnavailableException) {
            say(command, problem.getMessage());
            return ExitCode.SOFTWARE;
        }
        say(command, "this should not have happened, please report it: " + problem);
        problem.printStackTrace(command.getErr());
        return ExitCode.SOFTWARE;
    }

    private static void say(CommandLine command, @Nullable String sentence) {
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.new Text("@|bold,red congeal:|@ ") + String.valueOf(sentence));
        err.flush();
    }
}
