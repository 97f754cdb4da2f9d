package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A step of a network over frozen weights.
 *
 * <p>Both passes take over their argument: a caller that still needs it must {@link Tensor#retain()} it first. Both may
 * write into it if they are its only holder.
 */
public interface Layer {
    /**
     * The layer's output; what the backward pass needs goes on the tape.
     *
     * @param input taken over
     */
    Tensor forward(Tensor input, Tape tape);

    /**
     * The layer's output with something added to it, which a device may add in passing.
     *
     * @param input taken over
     * @param added shaped as the output; only read
     */
    default Tensor forwardAdding(Tensor input, Tensor added, Tape tape) {
        Tensor out = tape.exclusive(forward(input, tape));
        tape.kernels().add(out, added);
        return out;
    }

    /**
     * Puts on the tape what {@link #forward} puts there, without computing the output if it can.
     *
     * @param input taken over
     */
    default void replay(Tensor input, Tape tape) {
        forward(input, tape).close();
    }

    /**
     * The gradient with respect to the input of the last forward pass that is still on the tape.
     *
     * @param gradient with respect to the output; taken over
     */
    Tensor backward(Tensor gradient, Tape tape);
}
