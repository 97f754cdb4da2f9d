package io.github.congeal.samples.window;

import io.github.congeal.control.Control;
import java.awt.BorderLayout;
import javax.swing.JButton;
import javax.swing.JPanel;

/** The seed: drawn if nothing is entered. The last one used can be kept for the next picture. */
final class SeedRow {
    private final ControlField<Long> seed = ControlField.of(Control.SEED, 8);
    private final JButton keep = new JButton("Keep");
    private final JPanel panel = new JPanel(new BorderLayout(6, 0));
    private long used;

    SeedRow() {
        seed.setDefault("drawn anew");
        keep.setName("keep-seed");
        keep.setToolTipText("Use the seed of the last picture again");
        keep.setEnabled(false);
        keep.addActionListener(event -> seed.field().setText(Long.toString(used)));
        panel.add(seed.field(), BorderLayout.CENTER);
        panel.add(keep, BorderLayout.LINE_END);
    }

    ControlField<Long> field() {
        return seed;
    }

    JPanel panel() {
        return panel;
    }

    /** Called with the seed that was used. */
    void used(long number) {
        used = number;
        keep.setEnabled(true);
        seed.setDefault("drawn anew; last " + number);
    }
}
