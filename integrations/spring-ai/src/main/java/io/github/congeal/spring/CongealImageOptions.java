package io.github.congeal.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;

/**
 * How a picture is made, for an {@code ImagePrompt}: Spring AI's number of pictures, width and height, and any of Congeal's
 * controls by its name, such as {@code with("iterations", "100")}. Immutable. What is not said is as the model has it.
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

    /** Nothing said. */
    public static CongealImageOptions none() {
        return NONE;
    }

    /** Those of any kind of options that Congeal knows. */
    static CongealImageOptions of(@Nullable ImageOptions options) {
        if (options == null) {
            return NONE;
        }
        return options instanceof CongealImageOptions own
                ? own
                : new CongealImageOptions(options.getN(), options.getWidth(), options.getHeight(), Map.of());
    }

    /** How many pictures; each further one has the next seed. */
    public CongealImageOptions n(int count) {
        return new CongealImageOptions(count, width, height, settings);
    }

    /** The size in pixels. */
    public CongealImageOptions size(int newWidth, int newHeight) {
        return new CongealImageOptions(n, newWidth, newHeight, settings);
    }

    /** The seed, which fixes every pixel. */
    public CongealImageOptions seed(long seed) {
        return with("seed", Long.toString(seed));
    }

    /** How many steps are taken. */
    public CongealImageOptions steps(int count) {
        return with("iterations", Integer.toString(count));
    }

    /** Any control, by its name and in its written form. */
    public CongealImageOptions with(String control, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(control, value);
        return new CongealImageOptions(n, width, height, more);
    }

    /** These, and what others say beside them. */
    CongealImageOptions over(CongealImageOptions others) {
        Map<String, String> both = new LinkedHashMap<>(others.settings);
        both.putAll(settings);
        return new CongealImageOptions(
                n != null ? n : others.n,
                width != null ? width : others.width,
                height != null ? height : others.height,
                both);
    }

    /** All controls by their names, the size among them. */
    Map<String, String> controls() {
        Map<String, String> controls = new LinkedHashMap<>(settings);
        if (width != null || height != null) {
            int one = Optional.ofNullable(width)
                    .or(() -> Optional.ofNullable(height))
                    .orElseThrow();
            controls.put("size", "%dx%d".formatted(width != null ? width : one, height != null ? height : one));
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

    /** Null: the networks belong to the model. */
    @Override
    public @Nullable String getModel() {
        return null;
    }

    /** Always {@code b64_json}. */
    @Override
    public String getResponseFormat() {
        return "b64_json";
    }

    /** Null: Congeal has no styles of that kind. */
    @Override
    public @Nullable String getStyle() {
        return null;
    }
}
