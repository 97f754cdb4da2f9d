package io.github.congeal.samples.window;

import io.github.congeal.samples.window.FrameHistory.Kept;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.JSlider;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** The slider through the frames of a run. At its right end it follows the run; elsewhere it stays where it was put. */
final class FrameSlider {
    private final JSlider slider = new JSlider(0, 0, 0);
    private final Consumer<BufferedImage> viewer;
    private final Consumer<Integer> marker;
    private @Nullable FrameHistory history;
    private @Nullable Kept wanted;
    private boolean loading;
    private boolean moving;

    /**
     * A slider.
     *
     * @param viewer receives the picture of the chosen frame
     * @param marker receives its iteration
     */
    FrameSlider(Consumer<BufferedImage> viewer, Consumer<Integer> marker) {
        this.viewer = viewer;
        this.marker = marker;
        slider.setName("frames");
        slider.setToolTipText("Back through the steps: arrow keys, Home and End");
        slider.getAccessibleContext().setAccessibleName("Step");
        slider.addChangeListener(event -> {
            if (!moving) {
                lookBack();
            }
        });
        clear();
    }

    JSlider slider() {
        return slider;
    }

    void clear() {
        history = null;
        wanted = null;
        move(0, 0);
        slider.setEnabled(false);
    }

    /** Begins to follow a run. */
    void follow(FrameHistory frames) {
        history = frames;
    }

    /** Called when there is a new frame; returns true if the slider follows the run, and the frame should be shown. */
    boolean reached(int iteration) {
        boolean follows = isAtEnd();
        move(iteration, follows ? iteration : slider.getValue());
        slider.setEnabled(iteration > 0);
        if (follows) {
            wanted = null;
            marker.accept(iteration);
        }
        return follows;
    }

    private void move(int maximum, int value) {
        moving = true;
        slider.setMaximum(maximum);
        slider.setValue(value);
        moving = false;
    }

    /** The frame being viewed; empty before the first. */
    Optional<Kept> chosen() {
        return history == null ? Optional.empty() : history.at(slider.getValue());
    }

    /** Whether a frame is being read in order to be shown. */
    boolean isLoading() {
        return loading;
    }

    /** The number of frames. */
    int count() {
        return history == null ? 0 : history.frames().size();
    }

    boolean isAtEnd() {
        return slider.getValue() == slider.getMaximum();
    }

    void toBeginning() {
        slider.setValue(0);
    }

    /** Goes to the next frame, if there is one. */
    void forward() {
        if (history != null) {
            history.after(slider.getValue()).ifPresent(next -> slider.setValue(next.iteration()));
        }
    }

    private void lookBack() {
        chosen().ifPresent(kept -> {
            marker.accept(kept.iteration());
            wanted = kept;
            if (!loading) {
                load(kept);
            }
        });
    }

    /** Reads a frame off the event thread; of those requested meanwhile only the latest is read next. */
    private void load(Kept kept) {
        FrameHistory frames = history;
        if (frames == null) {
            return;
        }
        loading = true;
        new SwingWorker<Optional<BufferedImage>, Void>() {
            @Override
            protected Optional<BufferedImage> doInBackground() throws Exception {
                return frames.read(kept);
            }

            @Override
            protected void done() {
                loading = false;
                Kept next = wanted;
                if (next == null) {
                    return;
                }
                try {
                    get().ifPresent(viewer);
                } catch (ExecutionException e) {
                    // The temporary folder was emptied: the picture on display stays.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (!next.equals(kept)) {
                    load(next);
                }
            }
        }.execute();
    }
}
