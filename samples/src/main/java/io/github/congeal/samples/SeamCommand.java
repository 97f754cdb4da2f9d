package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the seams of tiles. */
@Command(
        description =
                "Measures how far neighbouring pixels differ across the seam of two copies of a picture, compared with"
                        + " elsewhere. A seam of about 1 or less is invisible.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SeamCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "The tiles.")
    private List<Path> images;

    @Option(
            names = "--block",
            paramLabel = "N",
            description =
                    "Compare only with the borders of blocks of N pixels, such as the 8 or 16 of a VQGAN, where differences"
                            + " are larger. Default: ${DEFAULT-VALUE}, which compares with all neighbours.")
    private int block = 1;

    @Override
    public Integer call() throws IOException {
        if (block < 1) {
            throw new ParameterException(
                    command.commandLine(), "--block was %s, but must be at least 1".formatted(block));
        }
        // Printed only when complete: a picture that cannot be read leaves no half of a table.
        StringWriter table = new StringWriter();
        PrintWriter rows = new PrintWriter(table);
        double[] sums = new double[4];
        rows.println("side by side  one above the other  picture");
        for (Path file : images) {
            BufferedImage picture = PictureFile.read(file);
            Seam beside = Seam.horizontal(picture, block);
            Seam above = Seam.vertical(picture, block);
            print(beside.across(), beside.elsewhere(), above.across(), above.elsewhere(), file.toString(), rows);
            sums[0] += beside.across();
            sums[1] += beside.elsewhere();
            sums[2] += above.across();
            sums[3] += above.elsewhere();
        }
        if (images.size() > 1) {
            print(sums[0], sums[1], sums[2], sums[3], "all", rows);
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(table);
        out.flush();
        return 0;
    }

    private static void print(
            double beside, double inRow, double above, double inColumn, String name, PrintWriter out) {
        out.printf(Locale.ROOT, "%12.2f  %19.2f  %s%n", ratio(beside, inRow), ratio(above, inColumn), name);
    }

    /** A picture of one colour has no seam. */
    private static double ratio(double across, double elsewhere) {
        return across == 0 ? 0 : across / elsewhere;
    }
}
