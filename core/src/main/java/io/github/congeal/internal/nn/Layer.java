package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A layer of a network with frozen weights.
 *
 * <p>Both passes take over their argument: a caller that still needs it must {@link Tensor#retain()} it first. They may
 * write into it if they are its only holder.
 */
public interface Layer {
    /**
     * The forward pass. It saves what the backward pass needs on the tape.
     *
     * @param input taken over
     * @return the output
     */
    Tensor forward(Tensor input, Tape tape);

    /**
     * The forward pass with another tensor added to the output, which a device may fuse.
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
     * Saves on the tape what {@link #forward} saves, without computing the output if possible.
     *
     * @param input taken over
     */
    default void replay(Tensor input, Tape tape) {
        forward(input, tape).close();
    }

    /**
     * The backward pass of the last forward pass that is still on the tape.
     *
     * @param gradient with respect to the output; taken over
     * @return the gradient with respect to the input
     */
    Tensor backward(Tensor gradient, Tape tape);
}
