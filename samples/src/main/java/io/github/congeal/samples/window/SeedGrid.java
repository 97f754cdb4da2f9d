package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.Frame;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingConstants;

/**
 * A window with nine small pictures of the same settings and different seeds, of which one can be chosen. Confined to
 * the event thread.
 */
final class SeedGrid {
    private static final int SIDE = 3;
    private static final int PICTURE = 170;

    private final SideWindow window;
    private final JLabel status = new JLabel("Getting ready…");
    private final List<Place> places = new ArrayList<>();
    private final SeedRuns runs;

    /**
     * Opens the window and starts the runs.
     *
     * @param chosen called with the seed of the picture that was clicked
     * @param complaint called with an error
     */
    SeedGrid(JFrame owner, Engine engine, PictureSettings settings, LongConsumer chosen, Consumer<String> complaint) {
        JPanel grid = new JPanel(new GridLayout(SIDE, SIDE, UIScale.scale(10), UIScale.scale(10)));
        for (int i = 0; i < SIDE * SIDE; i++) {
            Place place = new Place(i + 1, chosen);
            places.add(place);
            grid.add(place.panel);
        }
        status.setName("seeds-status");
        window = new SideWindow(owner, "Nine seeds", "seeds", grid, status, this::close);
        runs = engine.start(settings, places.size(), new SeedRuns.Listener() {
            @Override
            public void reached(int number, Frame frame) {
                places.get(number).show(frame);
                status.setText("Picture %s of %s, step %s of %s. Click one to take its seed."
                        .formatted(
                                number + 1,
                                places.size(),
                                frame.iteration(),
                                frame.generation().iterations()));
            }

            @Override
            public void ended() {
                status.setText("Click one to take its seed.");
            }

            @Override
            public void failed(String sentence) {
                close();
                complaint.accept(sentence);
            }
        });
    }

    /** Ends the runs and closes the window. */
    void close() {
        runs.stop();
        window.dispose();
    }

    /** A picture and its seed. */
    private static final class Place {
        private final JPanel panel = new JPanel(new BorderLayout(0, UIScale.scale(2)));
        private final Thumbnail picture = new Thumbnail("");
        private final JLabel caption = new JLabel(" ", SwingConstants.CENTER);
        private long seed;

        private Place(int number, LongConsumer chosen) {
            picture.setName("seed-" + number);
            picture.setPreferredSize(UIScale.scale(new Dimension(PICTURE, PICTURE)));
            picture.setEnabled(false);
            picture.getAccessibleContext().setAccessibleName("Picture " + number);
            picture.addActionListener(event -> chosen.accept(seed));
            panel.add(picture, BorderLayout.CENTER);
            panel.add(caption, BorderLayout.PAGE_END);
        }

        private void show(Frame frame) {
            seed = frame.generation().seed();
            picture.show(frame.image());
            picture.setEnabled(true);
            caption.setText("seed " + seed);
        }
    }
}
