package io.github.congeal.samples;

import io.github.congeal.model.Catalogue;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The published models: which there are, and which are on this machine. */
@Command(
        description = "Lists the published models, and which are on this machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsCommand implements Callable<Integer> {
    private static final String NAMES = "Names from the list that 'congeal models' shows.";

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = out();
        ModelCache cache = ModelCache.standard();
        ModelTable.print(Catalogue.standard().models(), cache, out);
        out.printf("%nThe folder is %s. 'congeal models fetch NAME' downloads one.%n", cache.folder());
        out.flush();
        return 0;
    }

    @Command(
            description = "Downloads published models. An interrupted download is resumed.",
            mixinStandardHelpOptions = true)
    int fetch(
            @Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names,
            @Mixin OutputOptions output)
            throws IOException {
        ModelCache cache = ModelCache.standard();
        for (PublishedModel model : named(names)) {
            boolean there = cache.find(model).isPresent();
            if (!there) {
                try (DownloadProgress progress =
                        DownloadProgress.of(command.commandLine().getErr(), output.quiet())) {
                    cache.fetch(model, progress);
                }
            }
            out().println(cache.file(model)
                    + (there
                            ? " (was there)"
                            : model.sha256().isPresent() ? "" : " (no SHA-256 is known: not verified)"));
            out().flush();
        }
        return 0;
    }

    @Command(
            description = "Prints where the files of published models are, or where to put them by hand.",
            mixinStandardHelpOptions = true)
    int where(@Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names)
            throws IOException {
        for (PublishedModel model : named(names)) {
            out().println(ModelCache.standard().get(model));
            out().flush();
        }
        return 0;
    }

    @Command(description = "Deletes the files of published models.", mixinStandardHelpOptions = true)
    int remove(@Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names)
            throws IOException {
        for (PublishedModel model : named(names)) {
            boolean removed = ModelCache.standard().remove(model);
            out().println(model.name() + (removed ? " is deleted" : " was not there"));
            out().flush();
        }
        return 0;
    }

    /** All of them, so that a wrong name is reported before anything is done for the others. */
    private static List<PublishedModel> named(List<String> names) {
        return names.stream().map(Catalogue.standard()::get).toList();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
