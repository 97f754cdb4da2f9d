package io.github.congeal.samples;

import io.github.congeal.model.CheckpointConverter;
import io.github.congeal.model.CheckpointConverter.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a model file into a safetensors file. */
@Command(
        description = {
            "Converts any model file to safetensors, with the same tensors under their own names and in their own types.",
            "Reads PyTorch files, current and legacy, TorchScript, Flax's msgpack, and safetensors in one file or several."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
    private static final int MOST_NAMES = 5;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "IN", description = "The file, or the index or folder of a sharded one.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT.safetensors", description = "The file for the result.")
    private Path out;

    @ArgGroup
    private Precision precision = new Precision();

    @Option(names = "--only-model", description = "Drop optimiser states, and the losses (loss.*).")
    private boolean onlyModel;

    @Mixin
    private OutputOptions output;

    /** At most one of its options can be given. */
    private static final class Precision {
        @Option(names = "--half", description = "Write floating-point numbers as float16, at half the size.")
        private boolean half;

        @Option(names = "--float", description = "Write floating-point numbers as float32.")
        private boolean floats;
    }

    @Override
    public Integer call() throws IOException {
        new OutputFiles().source("IN", in).file("OUT", out);
        CheckpointConverter converter = CheckpointConverter.of(in);
        converter = precision.half ? converter.half() : precision.floats ? converter.floats() : converter;
        converter = onlyModel ? converter.onlyModel() : converter;
        PrintWriter err = command.commandLine().getErr();
        Summary summary;
        try (ConversionProgress progress = ConversionProgress.of(err, output.quiet())) {
            CheckpointConverter told = converter.listener(progress);
            summary = Interruption.tidily(() -> told.writeTo(out));
        }
        note(err, "dropped %s tensors that are not the model: %s", summary.leftOut());
        note(
                err,
                "left out %s entries that cannot be read: %s",
                summary.unread().keySet());
        note(err, "%s tensors have values beyond the range of float16, now infinite: %s", summary.overflowed());
        err.flush();
        PrintWriter result = command.commandLine().getOut();
        result.printf(
                "%s: %s tensors, %s (%s)%n",
                out,
                summary.tensors(),
                ModelTable.megabytes(summary.bytes()),
                summary.types().entrySet().stream()
                        .map(type -> type.getValue() + " " + type.getKey())
                        .collect(Collectors.joining(", ")));
        result.flush();
        return 0;
    }

    private static void note(PrintWriter err, String sentence, Collection<String> names) {
        if (!names.isEmpty()) {
            String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            String shown = (names.size() > MOST_NAMES ? some + "…" : some).replaceAll("\\p{Cntrl}", "\uFFFD");
            err.printf(sentence + "%n", names.size(), shown);
        }
    }
}
