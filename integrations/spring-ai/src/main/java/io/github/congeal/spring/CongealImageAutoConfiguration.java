package io.github.congeal.spring;

import io.github.congeal.Generation;
import io.github.congeal.ModelUnavailableException;
import io.github.congeal.model.Catalogue;
import io.github.congeal.model.Model;
import io.github.congeal.model.ModelCache;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Makes Congeal the application's image model, unless {@code spring.ai.model.image} names another or the application
 * defines its own. The networks are a bean, too, and can be replaced.
 */
@AutoConfiguration
@ConditionalOnClass(ImageModel.class)
@ConditionalOnProperty(name = SpringAIModelProperties.IMAGE_MODEL, havingValue = "congeal", matchIfMissing = true)
@ConditionalOnMissingBean(ImageModel.class)
@EnableConfigurationProperties(CongealImageProperties.class)
public class CongealImageAutoConfiguration {
    /** Creates the configuration; called by Spring. */
    public CongealImageAutoConfiguration() {
        // Without state.
    }

    /**
     * Provides the networks: the bundled ones unless properties name others.
     *
     * @throws ModelUnavailableException if a named one is not in the cache
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    public Model congealModel(CongealImageProperties properties) throws ModelUnavailableException {
        if (properties.getVqgan() == null && properties.getClip() == null) {
            return Model.bundled();
        }
        return Model.load(file("vqgan", properties.getVqgan()), file("clip", properties.getClip()));
    }

    private static Path file(String property, @Nullable String value) throws ModelUnavailableException {
        if (value == null) {
            throw new IllegalArgumentException("%s.%s is missing: a model of your own takes vqgan and clip"
                    .formatted(CongealImageProperties.PREFIX, property));
        }
        var published = Catalogue.standard().find(value);
        return published.isPresent() ? ModelCache.standard().get(published.get()) : Path.of(value);
    }

    /** Provides the image model. */
    @Bean
    public CongealImageModel congealImageModel(
            Model congealModel, CongealImageProperties properties, ObjectProvider<ObservationRegistry> observations) {
        return new CongealImageModel(
                () -> {
                    Generation.Builder builder = Generation.builder().model(congealModel);
                    return Optional.ofNullable(properties.getPreset())
                            .map(builder::preset)
                            .orElse(builder);
                },
                properties.options(),
                observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }
}
