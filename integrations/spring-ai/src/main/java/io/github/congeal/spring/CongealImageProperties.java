package io.github.congeal.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The properties {@code spring.ai.congeal.image.*}. */
@ConfigurationProperties(CongealImageProperties.PREFIX)
public final class CongealImageProperties {
    static final String PREFIX = "spring.ai.congeal.image";

    private @Nullable Integer n;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Long seed;
    private @Nullable Integer steps;
    private @Nullable String preset;
    private @Nullable String vqgan;
    private @Nullable String clip;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Creates properties of which none is set. */
    public CongealImageProperties() {
        // For Spring.
    }

    /** Returns the number of pictures per prompt. */
    public @Nullable Integer getN() {
        return n;
    }

    /** Sets the number of pictures per prompt. */
    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    /** Returns the width in pixels. */
    public @Nullable Integer getWidth() {
        return width;
    }

    /** Sets the width in pixels. */
    public void setWidth(@Nullable Integer width) {
        this.width = width;
    }

    /** Returns the height in pixels. */
    public @Nullable Integer getHeight() {
        return height;
    }

    /** Sets the height in pixels. */
    public void setHeight(@Nullable Integer height) {
        this.height = height;
    }

    /** Returns the seed; if null, each picture has another. */
    public @Nullable Long getSeed() {
        return seed;
    }

    /** Sets the seed. */
    public void setSeed(@Nullable Long seed) {
        this.seed = seed;
    }

    /** Returns the number of steps. */
    public @Nullable Integer getSteps() {
        return steps;
    }

    /** Sets the number of steps. */
    public void setSteps(@Nullable Integer steps) {
        this.steps = steps;
    }

    /** Returns the preset, which all other properties override. */
    public @Nullable String getPreset() {
        return preset;
    }

    /** Sets the preset. */
    public void setPreset(@Nullable String preset) {
        this.preset = preset;
    }

    /**
     * Returns the VQGAN: a file, or a name in the catalogue; used with {@link #getClip() a CLIP}. Nothing is
     * downloaded.
     */
    public @Nullable String getVqgan() {
        return vqgan;
    }

    /** Sets the VQGAN. */
    public void setVqgan(@Nullable String vqgan) {
        this.vqgan = vqgan;
    }

    /** Returns the CLIP: a file, or a name in the catalogue; used with {@link #getVqgan() a VQGAN}. */
    public @Nullable String getClip() {
        return clip;
    }

    /** Sets the CLIP. */
    public void setClip(@Nullable String clip) {
        this.clip = clip;
    }

    /** Returns the mutable map of Congeal's controls, by name. */
    public Map<String, String> getSettings() {
        return settings;
    }

    /** Returns the options for each picture. */
    CongealImageOptions options() {
        CongealImageOptions options = CongealImageOptions.none();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            options = options.with(setting.getKey(), setting.getValue());
        }
        if (n != null) {
            options = options.n(n);
        }
        if (width != null || height != null) {
            int one = width != null ? width : height;
            options = options.size(one, height != null ? height : one);
        }
        if (seed != null) {
            options = options.seed(seed);
        }
        return steps == null ? options : options.steps(steps);
    }
}
