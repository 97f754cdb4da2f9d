package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar congeal.jar generate "a red apple" --out apple.png}. */
@Command(
        name = "congeal",
        description = "Words and pictures in, a picture that slowly comes into focus out.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            GenerateCommand.class,
            AnimateCommand.class,
            StyleCommand.class,
            ScoreCommand.class,
            ReconstructCommand.class,
            SeamCommand.class,
            SheetCommand.class,
            ResourcePackCommand.class,
            ContactSheetCommand.class,
            CompareCommand.class,
            BenchmarkCommand.class,
            WindowCommand.class,
            ServeCommand.class,
            McpCommand.class,
            DoctorCommand.class,
            LoadBenchmarkCommand.class,
            ModelsCommand.class,
            ConvertCommand.class,
            VideoBenchmarkCommand.class,
        })
public final class Congeal implements Runnable {
    @Spec
    private CommandSpec spec;

    private Congeal() {}

    /** Runs a command and ends the JVM: with 0 if it succeeded, 1 if it failed, 2 if the arguments were invalid. */
    public static void main(String... arguments) {
        SteadyHeap.keep();
        System.exit(commandLine().execute(Arguments.asTyped(arguments)));
    }

    static CommandLine commandLine() {
        return commandLine(Control.all());
    }

    /** The commands, with options for the given controls. */
    static CommandLine commandLine(List<Control<?>> controls) {
        CommandLine congeal = new CommandLine(new Congeal());
        for (CommandLine subcommand : congeal.getSubcommands().values()) {
            if (subcommand.getCommand() instanceof TakesControls command) {
                command.take(controls);
            }
        }
        return congeal.registerConverter(Path.class, Arguments::path)
                .setExecutionStrategy(Complaint::aboutErrors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaint::aboutArguments)
                .setExecutionExceptionHandler(Complaint::aboutExecution);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: generate, animate, style, score, reconstruct, contact-sheet, sheet, compare, window, serve, mcp or models");
    }
}
