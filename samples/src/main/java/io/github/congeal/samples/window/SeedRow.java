package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.control.Control;
import java.awt.BorderLayout;
import java.awt.Insets;
import javax.swing.JButton;
import javax.swing.JPanel;

/** The field for the seed, which is drawn at random if empty. The last seed used can be kept for the next picture. */
final class SeedRow {
    private static final Insets NARROW = new Insets(4, 8, 4, 8);

    private final ControlField<Long> seed = ControlField.of(Control.SEED, 8);
    private final JButton keep = new JButton("Keep");
    private final JPanel panel = new JPanel(new BorderLayout(UIScale.scale(6), 0));
    private long used;
    private boolean known;

    /** With a button that makes another picture. */
    SeedRow(JButton another) {
        seed.setDefault("drawn anew");
        keep.setName("keep-seed");
        keep.setToolTipText("Use the seed of the last picture again");
        keep.setEnabled(false);
        keep.addActionListener(event -> seed.field().setText(Long.toString(used)));
        panel.add(seed.field(), BorderLayout.CENTER);
        another.setText("Next");
        // The field needs the space.
        keep.setMargin(NARROW);
        another.setMargin(NARROW);
        JPanel buttons = new JPanel(new BorderLayout(UIScale.scale(4), 0));
        buttons.add(keep, BorderLayout.LINE_START);
        buttons.add(another, BorderLayout.LINE_END);
        panel.add(buttons, BorderLayout.LINE_END);
    }

    ControlField<Long> field() {
        return seed;
    }

    JPanel panel() {
        return panel;
    }

    /** Enters the seed after the last one that was used. */
    void next() {
        if (known) {
            seed.field().setText(Long.toString(used + 1));
        }
    }

    /** Called with the seed that was used. */
    void used(long number) {
        used = number;
        known = true;
        keep.setEnabled(true);
        seed.setDefault("drawn anew; last " + number);
    }
}
