package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.GridLayout;
import java.awt.Insets;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JRootPane;

/** The buttons that begin, pause and end a run. */
final class RunButtons {
    private final JPanel panel = new JPanel(new GridLayout(1, 3, UIScale.scale(8), 0));

    /** Creates the buttons; the first is the default button, pressed by Enter. */
    RunButtons(Command start, Command pause, Command stop, JRootPane root) {
        start.setIcon(Glyph.START);
        pause.setIcon(Glyph.PAUSE);
        stop.setIcon(Glyph.STOP);
        JButton main = start.button();
        main.putClientProperty(
                FlatClientProperties.STYLE,
                "default.background: $Component.accentColor; default.hoverBackground: lighten($Component.accentColor,5%);"
                        + "default.pressedBackground: darken($Component.accentColor,5%); default.foreground: #fff; foreground: #fff;"
                        + "default.borderColor: $Component.accentColor; default.hoverBorderColor: $Component.accentColor;"
                        + "default.focusedBackground: $Component.accentColor");
        root.setDefaultButton(main);
        panel.setBorder(new Margin(12, 16, 12, 16));
        panel.add(main);
        // Wide enough for "Continue".
        JButton other = pause.button();
        other.setMargin(new Insets(4, 4, 4, 4));
        panel.add(other);
        panel.add(stop.button());
    }

    JPanel panel() {
        return panel;
    }
}
