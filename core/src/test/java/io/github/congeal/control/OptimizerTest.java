package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "adam",
                "AdamW",
                "adagrad",
                "Adamax",
                "diffgrad",
                "DiffGrad",
                "adam-p",
                "AdamP",
                "RAdam",
                "RMSprop",
                "adamw(weight-decay=0.1)",
                "diff-grad(epsilon=1e-9, weight-decay=1e-9)"
            })
    void isReadByTheNamesThatOthersUse(String text) {
        Optimizer optimizer = Control.OPTIMIZER.read(text);
        assertThat(Control.OPTIMIZER.read(optimizer.toString())).isEqualTo(optimizer);
    }

    @Test
    void isChangedNumberByNumber() {
        assertThat(Optimizer.adamW().weightDecay(0.1).beta1(0.5))
                .isEqualTo(new AdamW(0.5, 0.999, 1e-8, 0.1, false))
                .hasToString("adamw(beta1=0.5, beta2=0.999, epsilon=1.0E-8, weight-decay=0.1, amsgrad=false)");
        assertThat(Optimizer.adam()).isEqualTo(Control.OPTIMIZER.byDefault().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "adam(beta1=1); beta1 was 1, but must be a number of at least 0 and below 1",
                "adamw(epsilon=0); epsilon was 0, but must be a finite number above 0",
                "rmsprop(momentum=-0.1); momentum was -0.1, but must be a number of at least 0",
                "adamp(delta=-1); delta was -1, but must be a finite number of at least 0",
                "adagrad(beta1=0.9); adagrad has no beta1, only learning-rate-decay",
            })
    void refusesNumbersOutOfRange(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Control.OPTIMIZER.read(text))
                .withMessageContaining(message);
    }

    @Test
    void plateausAndClipsAreRead() {
        assertThat(Control.REDUCE_ON_PLATEAU.read("plateau(patience=20)")).isEqualTo(Plateau.USUAL.patience(20));
        assertThat(Control.GRADIENT_CLIP.read("norm(most=2)")).isEqualTo(GradientClip.norm(2));
        assertThat(Control.GRADIENT_CLIP.read("value(most=0.5)")).isEqualTo(GradientClip.value(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Control.EMA.read("1"))
                .withMessageContaining("must be a number of at least 0 and below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClip.norm(0))
                .withMessage("most was 0, but must be a finite number above 0");
    }
}
