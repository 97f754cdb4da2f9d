package io.github.congeal.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;

/**
 * Options for an {@code ImagePrompt}: Spring AI's number of pictures, width and height, and any of Congeal's controls
 * by its name, such as {@code with("iterations", "100")}. Immutable. What is not set is left to the model.
 */
public final class CongealImageOptions implements ImageOptions {
    private static final CongealImageOptions NONE = new CongealImageOptions(null, null, null, Map.of());

    private final @Nullable Integer n;
    private final @Nullable Integer width;
    private final @Nullable Integer height;
    private final Map<String, String> settings;

    private CongealImageOptions(
            @Nullable Integer n, @Nullable Integer width, @Nullable Integer height, Map<String, String> settings) {
        this.n = n;
        this.width = width;
        this.height = height;
        this.settings = Map.copyOf(settings);
    }

    /** Returns empty options. */
    public static CongealImageOptions none() {
        return NONE;
    }

    /** Returns those of any kind of options that Congeal knows. */
    static CongealImageOptions of(@Nullable ImageOptions options) {
        if (options == null) {
            return NONE;
        }
        return options instanceof CongealImageOptions own
                ? own
                : new CongealImageOptions(options.getN(), options.getWidth(), options.getHeight(), Map.of());
    }

    /** Returns a copy with a number of pictures; each has the next seed. */
    public CongealImageOptions n(int count) {
        return new CongealImageOptions(count, width, height, settings);
    }

    /** Returns a copy with a size in pixels. */
    public CongealImageOptions size(int newWidth, int newHeight) {
        return new CongealImageOptions(n, newWidth, newHeight, settings);
    }

    /** Returns a copy with a seed, which fixes every pixel. */
    public CongealImageOptions seed(long seed) {
        return with("seed", Long.toString(seed));
    }

    /** Returns a copy with a number of steps. */
    public CongealImageOptions steps(int count) {
        return with("iterations", Integer.toString(count));
    }

    /** Returns a copy with any control, by its name and in its written form. */
    public CongealImageOptions with(String control, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(control, value);
        return new CongealImageOptions(n, width, height, more);
    }

    /** Returns these options, completed by others. */
    CongealImageOptions over(CongealImageOptions others) {
        Map<String, String> both = new LinkedHashMap<>(others.settings);
        both.putAll(settings);
        return new CongealImageOptions(
                n != null ? n : others.n,
                width != null ? width : others.width,
                height != null ? height : others.height,
                both);
    }

    /** Returns all controls by their names, including the size. */
    Map<String, String> controls() {
        Map<String, String> controls = new LinkedHashMap<>(settings);
        if (width != null || height != null) {
            int one = Optional.ofNullable(width)
                    .or(() -> Optional.ofNullable(height))
                    .orElseThrow();
            controls.put("size", "%sx%s".formatted(width != null ? width : one, height != null ? height : one));
        }
        return controls;
    }

    @Override
    public @Nullable Integer getN() {
        return n;
    }

    @Override
    public @Nullable Integer getWidth() {
        return width;
    }

    @Override
    public @Nullable Integer getHeight() {
        return height;
    }

    /** Returns null: the networks belong to the model. */
    @Override
    public @Nullable String getModel() {
        return null;
    }

    /** Returns {@code b64_json}. */
    @Override
    public String getResponseFormat() {
        return "b64_json";
    }

    /** Returns null: Congeal has no styles in this sense. */
    @Override
    public @Nullable String getStyle() {
        return null;
    }
}
