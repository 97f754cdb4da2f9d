package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.util.List;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;

/** Width and height, and a menu of usual ones. */
final class SizeRow {
    private static final int COLUMNS = 4;

    /**
     * A usual size.
     *
     * @param width the width in pixels; empty, like the height, for the model's own
     */
    private record Preset(String name, String width, String height) {}

    private static final List<Preset> PRESETS = List.of(
            new Preset("The model's own", "", ""),
            new Preset("Small, 128 × 128", "128", "128"),
            new Preset("Square, 256 × 256", "256", "256"),
            new Preset("Wide, 384 × 256", "384", "256"),
            new Preset("High, 256 × 384", "256", "384"),
            new Preset("Large, 480 × 480", "480", "480"));

    private final ControlField<Integer> width = ControlField.side("width", COLUMNS);
    private final ControlField<Integer> height = ControlField.side("height", COLUMNS);
    private final JPanel panel = new JPanel(new BorderLayout(UIScale.scale(6), 0));

    SizeRow() {
        width.field().getAccessibleContext().setAccessibleName("Width");
        height.field().getAccessibleContext().setAccessibleName("Height");
        Box fields = Box.createHorizontalBox();
        fields.add(width.field());
        fields.add(new JLabel(" × "));
        fields.add(height.field());
        JPopupMenu menu = new JPopupMenu();
        for (Preset preset : PRESETS) {
            menu.add(preset.name).addActionListener(event -> set(preset.width, preset.height));
        }
        JButton usual = new JButton(Glyph.OPEN);
        usual.setName("sizes");
        usual.setToolTipText("Usual sizes");
        usual.getAccessibleContext().setAccessibleName("Usual sizes");
        usual.addActionListener(event -> menu.show(usual, 0, usual.getHeight()));
        panel.add(fields, BorderLayout.CENTER);
        panel.add(usual, BorderLayout.LINE_END);
    }

    JPanel panel() {
        return panel;
    }

    ControlField<Integer> width() {
        return width;
    }

    ControlField<Integer> height() {
        return height;
    }

    /** Fills the fields. */
    void set(String newWidth, String newHeight) {
        width.field().setText(newWidth);
        height.field().setText(newHeight);
    }
}
