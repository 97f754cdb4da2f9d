package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Rectangle;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import javax.swing.UIManager;

/** Rows of labels and fields, one below the other, as wide as the scroll pane that it is in. */
@SuppressWarnings("serial") // Windows are never serialised.
final class Column extends JPanel implements Scrollable {
    private static final int GAP = 6;
    private static final int SECTION_GAP = 18;
    private static final int SCROLL = 16;

    private int rows;

    Column() {
        super(new RowLayout());
    }

    /** Adds a heading above the following rows. */
    void heading(String text) {
        JLabel heading = new JLabel(text) {
            @Override
            public void updateUI() {
                super.updateUI();
                Font font = UIManager.getFont("h4.font");
                setFont(font);
            }
        };
        add(heading, at(0, 2, rows == 0 ? 0 : SECTION_GAP));
    }

    /** Adds a component over the whole width. */
    void wide(JComponent component) {
        add(component, at(0, 2, GAP));
    }

    /**
     * Adds a component with a label before it; {@code mnemonic} is the letter of the label that selects it with Alt.
     */
    JLabel row(String text, char mnemonic, JComponent component) {
        return row(text, mnemonic, component, component);
    }

    /** Adds a row of several components, of which {@code field} is the one that the label belongs to. */
    JLabel row(String text, char mnemonic, JComponent components, Component field) {
        JLabel label = new JLabel(text);
        label.setDisplayedMnemonic(mnemonic);
        label.setLabelFor(field);
        GridBagConstraints place = at(0, 1, GAP);
        place.weightx = 0;
        place.insets.right = UIScale.scale(12);
        rows--;
        add(label, place);
        add(components, at(1, 1, GAP));
        return label;
    }

    /** Adds a component below the fields, but not below their labels. */
    void under(JComponent component) {
        add(component, at(1, 1, 2));
    }

    /** Fills the remaining height. */
    void end() {
        GridBagConstraints place = at(0, 2, 0);
        place.weighty = 1;
        add(new JPanel(null), place);
    }

    private GridBagConstraints at(int column, int width, int above) {
        return new GridBagConstraints(
                column,
                rows++,
                width,
                1,
                1,
                0,
                GridBagConstraints.CENTER,
                GridBagConstraints.HORIZONTAL,
                new Insets(UIScale.scale(above), 0, 0, 0),
                0,
                0);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return UIScale.scale(SCROLL);
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return visible.height;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return false;
    }
}
