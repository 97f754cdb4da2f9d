package io.github.congeal.samples;

import io.github.congeal.control.Control;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar congeal.jar generate "a red apple" --out apple.png}. */
@Command(
        name = "congeal",
        description = "Generates pictures from text and images with VQGAN+CLIP.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Congeal implements Runnable {
    @Spec
    private CommandSpec spec;

    private Congeal() {}

    /** Runs a command and ends the JVM: with 0 if it succeeded, 1 if it failed, 2 if the arguments were invalid. */
    public static void main(String... arguments) {
        SteadyHeap.keep();
        if ("dumb".equals(System.getenv("TERM"))) {
            // Editors' shells call their terminal that; Ansi.AUTO, which decides on bars and colours, does not ask.
            System.setProperty("picocli.ansi", "false");
        }
        CommandLine line = commandLine(arguments);
        System.exit(Complaint.aboutOutput(line, run(line, arguments)));
    }

    private static int run(CommandLine line, String... arguments) {
        try {
            Arguments.requireFolder();
            return line.execute(Arguments.asTyped(arguments));
        } catch (IllegalArgumentException e) {
            return Complaint.aboutExecution(e, line, null);
        }
    }

    static CommandLine commandLine(String... arguments) {
        return commandLine(Control.all(), arguments);
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("generate", GenerateCommand.class);
        commands.put("animate", AnimateCommand.class);
        commands.put("style", StyleCommand.class);
        commands.put("score", ScoreCommand.class);
        commands.put("reconstruct", ReconstructCommand.class);
        commands.put("seam", SeamCommand.class);
        commands.put("sheet", SheetCommand.class);
        commands.put("resource-pack", ResourcePackCommand.class);
        commands.put("contact-sheet", ContactSheetCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("benchmark", BenchmarkCommand.class);
        commands.put("window", WindowCommand.class);
        commands.put("serve", ServeCommand.class);
        commands.put("mcp", McpCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("load-benchmark", LoadBenchmarkCommand.class);
        commands.put("models", ModelsCommand.class);
        commands.put("convert", ConvertCommand.class);
        commands.put("video-benchmark", VideoBenchmarkCommand.class);
        return commands;
    }

    /**
     * The commands, with options for the given controls. Where the arguments begin with a command's name, it is that command
     * alone, because building the others takes half a second.
     */
    static CommandLine commandLine(List<Control<?>> controls, String... arguments) {
        CommandLine congeal = new CommandLine(new Congeal());
        Map<String, Class<?>> commands = commands();
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(List.of(arguments[0]));
        }
        for (Map.Entry<String, Class<?>> command : commands.entrySet()) {
            CommandLine built = new CommandLine(command.getValue());
            if (built.getCommand() instanceof TakesControls taking) {
                taking.take(controls);
            }
            congeal.addSubcommand(command.getKey(), built);
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
                "say what to do, with one of " + String.join(", ", commands().keySet()));
    }
}
