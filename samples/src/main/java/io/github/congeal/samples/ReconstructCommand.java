package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a picture through the VQGAN and back. */
@Command(
        description =
                "Encodes a picture into the VQGAN's codes and decodes it again, which shows what the model can draw.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReconstructCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The picture.")
    private Path image;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file for the result, .png or .jpg.")
    private Path out;

    @Mixin
    private ModelOptions models;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        new OutputFiles().source("IMAGE", image).picture("OUT", out);
        BufferedImage picture = PictureFile.read(image);
        try (Model model = models.open(NeededNetworks.VQGAN, output)) {
            PictureFile.write(model.reconstruct(picture), out);
        }
        command.commandLine().getOut().println(out);
        command.commandLine().getOut().flush();
        return 0;
    }
}
