package io.github.congeal.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.congeal.Generation;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

/** As an application sees it: a bean of Spring AI's interface. */
class CongealImageAutoConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CongealImageAutoConfiguration.class));

    private final ApplicationContextRunner quick = runner.withPropertyValues(
            "spring.ai.model.image=congeal",
            "spring.ai.congeal.image.width=32",
            "spring.ai.congeal.image.height=48",
            "spring.ai.congeal.image.steps=1",
            "spring.ai.congeal.image.seed=42",
            "spring.ai.congeal.image.settings.cutouts=2");

    @Test
    void anApplicationGetsAPictureByItsPropertiesAlone() {
        quick.run(context -> {
            ImageModel model = context.getBean(ImageModel.class);
            ImageResponse response = model.call(new ImagePrompt("a red apple"));

            Generation made = read(response.getResult());
            assertThat(made.width()).isEqualTo(32);
            assertThat(made.height()).isEqualTo(48);
            assertThat(made.seed()).isEqualTo(42);
            assertThat(made.iterations()).isEqualTo(1);
            assertThat(made.cutouts()).isEqualTo(2);
            CongealImageMetadata metadata =
                    (CongealImageMetadata) response.getResult().getMetadata();
            assertThat(metadata.seed()).isEqualTo(42);
            assertThat(metadata.loss()).isPositive();
            assertThat(metadata.settings()).containsEntry("size", "32x48");
        });
    }

    @Test
    void aCallMaySayMore() {
        quick.run(context -> {
            ImageModel model = context.getBean(ImageModel.class);
            ImageResponse response = model.call(new ImagePrompt(
                    List.of(new ImageMessage("a red apple", 1.5f), new ImageMessage("fog", -0.5f)),
                    new OthersOptions(2, 32, 32)));

            assertThat(response.getResults()).hasSize(2);
            Generation first = read(response.getResults().get(0));
            assertThat(first.width()).isEqualTo(first.height()).isEqualTo(32);
            assertThat(first.prompts()).extracting(Object::toString).containsExactly("a red apple:1.5", "fog:-0.5");
            assertThat(read(response.getResults().get(1)).seed()).isEqualTo(43);

            Generation own = read(model.call(new ImagePrompt(
                            "a red apple",
                            CongealImageOptions.none().seed(7).steps(2).with("cutouts", "3")))
                    .getResult());
            assertThat(own.seed()).isEqualTo(7);
            assertThat(own.iterations()).isEqualTo(2);
            assertThat(own.cutouts()).isEqualTo(3);
        });
    }

    /** Since Spring AI 2.0.1, whose constructor the line before does not have. */
    @Test
    void thePictureOfAMessageIsWhatItBeginsWith() {
        Optional<Constructor<?>> withMedia = Arrays.stream(ImageMessage.class.getConstructors())
                .filter(constructor -> constructor.getParameterCount() == 4)
                .findFirst();
        assumeTrue(withMedia.isPresent());
        quick.run(context -> {
            BufferedImage blue = new BufferedImage(32, 48, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 32 * 48; i++) {
                blue.setRGB(i % 32, i / 32, 0xff);
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(blue, "png", png);
            ImageModel model = context.getBean(ImageModel.class);

            ImageResponse response = model.call(prompt(
                    withMedia.get(), new Media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(png.toByteArray()))));

            byte[] made =
                    Base64.getDecoder().decode(response.getResult().getOutput().getB64Json());
            int middle = ImageIO.read(new ByteArrayInputStream(made)).getRGB(16, 24);
            assertThat(middle & 0xff).isGreaterThan((middle >> 16 & 0xff) + 50);

            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(blue, "jpg", jpeg);
            byte[] half = Arrays.copyOf(jpeg.toByteArray(), jpeg.size() - 10);
            ImagePrompt broken =
                    prompt(withMedia.get(), new Media(MimeTypeUtils.IMAGE_JPEG, new ByteArrayResource(half)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.call(broken))
                    .withMessage("a message's image/jpeg must be a readable picture, but what was sent is damaged:"
                            + " it ends too early");
        });
    }

    private static ImagePrompt prompt(Constructor<?> withMedia, Media media) throws ReflectiveOperationException {
        return new ImagePrompt(
                List.of((ImageMessage) withMedia.newInstance("a red apple", 1f, List.of(media), Map.of())));
    }

    @Test
    void whatCannotBeFollowedIsSaidInASentence() {
        quick.run(context -> {
            ImageModel model = context.getBean(ImageModel.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.call(new ImagePrompt(
                            "a red apple", CongealImageOptions.none().with("no-such", "1"))))
                    .withMessageContaining("no-such");
            assertThatIllegalArgumentException().isThrownBy(() -> model.call(new ImagePrompt(" ")));
        });
    }

    @Test
    void itIsThereWithoutProperties() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(ImageModel.class).hasSingleBean(CongealImageModel.class);
            assertThat(context.getBean(Model.class)).isSameAs(Model.bundled());
        });
    }

    @Test
    void itBacksOff() {
        runner.withPropertyValues("spring.ai.model.image=openai")
                .run(context ->
                        assertThat(context).doesNotHaveBean(ImageModel.class).doesNotHaveBean(Model.class));
        runner.withBean("own", ImageModel.class, () -> prompt -> new ImageResponse(List.of()))
                .run(context ->
                        assertThat(context).hasSingleBean(ImageModel.class).doesNotHaveBean(Model.class));
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        runner.withPropertyValues("spring.ai.congeal.image.vqgan=/no/such.ckpt", "spring.ai.congeal.image.clip=x.pt")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("such.ckpt"));
        runner.withPropertyValues("spring.ai.congeal.image.vqgan=imagenet_f16_1024")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void optionsAreMerged() {
        CongealImageOptions usual =
                CongealImageOptions.none().size(64, 64).seed(1).with("start", "perlin");
        assertThat(CongealImageOptions.none().seed(2).over(usual).controls())
                .isEqualTo(Map.of("size", "64x64", "seed", "2", "start", "perlin"));
    }

    /** Options of no model's own; Spring AI's builder of such has other names in each of its lines. */
    private record OthersOptions(Integer n, Integer width, Integer height) implements ImageOptions {
        @Override
        public Integer getN() {
            return n;
        }

        @Override
        public Integer getWidth() {
            return width;
        }

        @Override
        public Integer getHeight() {
            return height;
        }

        @Override
        public String getModel() {
            return "any";
        }

        @Override
        public String getResponseFormat() {
            return "url";
        }

        @Override
        public String getStyle() {
            return "vivid";
        }
    }

    private static Generation read(ImageGeneration generation) {
        byte[] png = Base64.getDecoder().decode(generation.getOutput().getB64Json());
        try {
            return Generation.readFrom(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
