package io.github.congeal.samples;

import io.github.congeal.ModelUnavailableException;
import io.github.congeal.model.Model;
import io.github.congeal.samples.server.Limits;
import io.github.congeal.samples.server.McpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is a tool for a language model. */
@Command(
        description = {
            "Makes pictures as a tool of the Model Context Protocol, over standard input and output.",
            "It is started by the program that uses it. The options of generate, such as --preset, are the defaults of each call."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class McpCommand implements Callable<Integer>, TakesControls {
    @Mixin
    private RunOptions options;

    private @Nullable Model model;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException {
        OutputStream out = System.out;
        // What anything else prints there is no message.
        System.setOut(new PrintStream(System.err, true));
        try {
            int unanswered = new McpServer(
                            new Version().getVersion()[0], this::open, options.settings(), Limits.USUAL, out)
                    .serve(System.in);
            if (unanswered > 0) {
                options.complaints()
                        .println("calls that were cancelled because the input ended before they were answered: "
                                + unanswered + "; keep it open until the answers have come");
                options.complaints().flush();
            }
        } finally {
            System.setOut(new PrintStream(out, true));
            if (model != null) {
                model.close();
            }
        }
        return 0;
    }

    private Model open() {
        if (model == null) {
            try {
                model = options.open();
            } catch (ModelUnavailableException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return model;
    }
}
