package io.github.congeal.samples;

import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The published models as a table of at most 100 columns, and what stands in its cells. */
public final class ModelTable {
    private static final String ROW = "%-23s  %-5s  %8s  %-15s  %s%n";

    private ModelTable() {}

    static void print(List<PublishedModel> models, ModelCache cache, PrintWriter out) {
        out.printf(ROW, "name", "kind", "size", "on this machine", "good at");
        for (PublishedModel model : models) {
            out.printf(ROW, model.name(), model.kind(), size(model), state(model, cache), model.goodAt());
        }
    }

    /** How large its file is. */
    public static String size(PublishedModel model) {
        if (model.bytes() > 0) {
            return megabytes(model.bytes());
        }
        return model.approximateBytes() > 0 ? "~" + megabytes(model.approximateBytes()) : "?";
    }

    /** Whether it is on this machine. */
    public static String state(PublishedModel model, ModelCache cache) {
        Optional<Path> file = cache.find(model);
        if (file.isEmpty()) {
            long part = cache.partialBytes(model);
            return part == 0 ? "no" : megabytes(part) + " of it";
        }
        try {
            long bytes = Files.size(file.get());
            return model.bytes() == 0 || model.bytes() == bytes ? "yes" : "other: " + megabytes(bytes);
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** A number of bytes in words. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%d MB", Math.round(bytes / 1e6));
    }
}
