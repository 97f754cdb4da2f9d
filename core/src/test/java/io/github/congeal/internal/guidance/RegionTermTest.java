package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Region;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTermTest {
    private static final PictureSize SIZE = new PictureSize(64, 32);

    @Test
    void aRectangleFadesAtItsEdgeButNotAtThatOfThePicture() {
        RegionMask top = RegionMask.of(new Region.Rectangle(0, 0, 1, 0.5, 0.25), SIZE);
        assertThat(top.x()).isZero();
        assertThat(top.y()).isZero();
        assertThat(top.box()).isEqualTo(new PictureSize(64, 20));
        assertThat(top.shares()[0]).isEqualTo(1);
        assertThat(top.shares()[64 * 11 + 63]).isEqualTo(1);
        // The middle of row 15 is half a pixel inside, and the feather 8 pixels broad.
        assertThat(top.shares()[64 * 15]).isCloseTo(0.5625f, within(1e-6f));
        assertThat(top.shares()[64 * 16]).isCloseTo(0.4375f, within(1e-6f));

        RegionMask hard = RegionMask.of(new Region.Rectangle(0.5, 0, 0.5, 1, 0), SIZE);
        assertThat(hard.x()).isEqualTo(32);
        assertThat(hard.box()).isEqualTo(new PictureSize(32, 32));
        assertThat(hard.shares()).containsOnly(1);
    }

    @Test
    void anEllipseIsRoundAndWhole() {
        RegionMask round = RegionMask.of(new Region.Ellipse(0.5, 0.5, 0.5, 1, 0), SIZE);
        assertThat(round.box()).isEqualTo(new PictureSize(32, 32));
        int inside = 0;
        for (float share : round.shares()) {
            inside += share == 1 ? 1 : 0;
        }
        assertThat(inside / (32.0 * 32)).isCloseTo(Math.PI / 4, within(0.01));
    }

    @Test
    void aMaskIsWhatIsLightInAPicture() {
        BufferedImage picture = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            picture.setRGB(40, y, 0x808080);
            picture.setRGB(63, y, 0xffffff);
        }
        RegionMask mask = RegionMask.of(new Region.Mask(ImageSource.of(picture)), SIZE);
        assertThat(mask.x()).isEqualTo(40);
        assertThat(mask.box()).isEqualTo(new PictureSize(24, 32));
        assertThat(mask.shares()[0]).isCloseTo(0.5f, within(0.01f));
        assertThat(mask.shares()[1]).isZero();
        assertThat(mask.shares()[23]).isCloseTo(1, within(1e-6f));

        BufferedImage black = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        assertThat(RegionMask.of(new Region.Mask(ImageSource.of(black)), SIZE).isEmpty())
                .isTrue();
    }

    @Test
    void aTermSeesTheRectangleAloneAndChangesWhatLiesInTheRegion() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            StillLook shown = numbered(tape);
            RegionMask mask = RegionMask.of(new Region.Rectangle(0.25, 0.5, 0.5, 0.5, 0.125), SIZE);
            RegionTerm term = new RegionTerm(new Recorder(mask.box()), mask, tape);
            double[] loss = new double[1];

            term.measure(shown, loss);

            assertThat(term.names()).containsExactly("recorder");
            // The first number of the rectangle, which the recorder tells.
            assertThat(loss[0]).isEqualTo(3 * (mask.y() * 64 + mask.x()));
            float[] gradient = shown.pictureGradient().toFloats();
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 64; x++) {
                    int column = x - mask.x();
                    int row = y - mask.y();
                    boolean within = column >= 0
                            && column < mask.box().width()
                            && row >= 0
                            && row < mask.box().height();
                    float share = within ? mask.shares()[row * mask.box().width() + column] : 0;
                    // What other terms have added stays.
                    assertThat(gradient[3 * (y * 64 + x) + 1]).isCloseTo(7 + 2 * share, within(1e-6f));
                }
            }
        }
    }

    /** Tells the first number that it sees, and has a gradient of 2 everywhere. */
    private record Recorder(PictureSize expected) implements Term {
        @Override
        public List<String> names() {
            return List.of("recorder");
        }

        @Override
        public void measure(Look look, double[] losses) {
            assertThat(look.picture().shape()).containsExactly(1, expected.height(), expected.width(), 3);
            losses[0] = look.picture().toFloats()[0];
            look.tape().kernels().fill(look.pictureGradient(), 2);
        }
    }

    /** A picture whose numbers are their places, and a gradient of 7. */
    private static StillLook numbered(Tape tape) {
        Tensor picture = tape.take(1, SIZE.height(), SIZE.width(), 3);
        Tensor gradient = tape.take(1, SIZE.height(), SIZE.width(), 3);
        float[] places = new float[SIZE.height() * SIZE.width() * 3];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        picture.write(0, places, 0, places.length);
        tape.kernels().fill(gradient, 7);
        return StillLook.ofPicture(tape, picture, gradient);
    }
}
