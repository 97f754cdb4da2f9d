package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import javax.swing.border.EmptyBorder;

/** Empty space around a component, which scales with the window. Unlike FlatLaf's it stays when the theme changes. */
@SuppressWarnings("serial") // Windows are never serialised.
final class Margin extends EmptyBorder {
    Margin(int top, int left, int bottom, int right) {
        super(UIScale.scale(top), UIScale.scale(left), UIScale.scale(bottom), UIScale.scale(right));
    }
}
