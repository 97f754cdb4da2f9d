package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTensorsTest {

    @TempDir
    Path folder;

    private Checkpoint checkpoint;

    @BeforeEach
    void openCheckpoint() {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter()
                .add("weight", new float[6], 2, 3)
                .add("bias", new float[2], 2)
                .add("loss.weight", new float[1], 1)
                .write(file);
        checkpoint = Checkpoints.open(file);
    }

    @Test
    void theRightTensorsPass() {
        ExpectedTensors expected =
                new ExpectedTensors().add("weight", 2, 3).add("bias", 2).ignoring(name -> name.startsWith("loss."));
        assertThatCode(() -> expected.check(checkpoint)).doesNotThrowAnyException();
    }

    @Test
    void everyKindOfFaultIsListed() {
        ExpectedTensors expected =
                new ExpectedTensors().add("weight", 3, 2).add("scale").add("bias", 2);
        assertThatThrownBy(() -> expected.check(checkpoint))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "%s: the tensors are not those of this model: 1 missing (scale); 1 unexpected (loss.weight); "
                                + "1 of the wrong shape (weight is [2, 3] instead of [3, 2])",
                        checkpoint.source());
    }

    @Test
    void noMoreThanTenNamesAreListed() {
        ExpectedTensors expected = new ExpectedTensors().ignoring(name -> true);
        for (int i = 0; i < 343; i++) {
            expected.add("layer" + i, 1);
        }
        assertThatThrownBy(() -> expected.check(checkpoint))
                .hasMessageEndingWith(
                        "343 missing (layer0, layer1, layer2, layer3, layer4, layer5, layer6, layer7, layer8,"
                                + " layer9 and 333 more)");
    }
}
