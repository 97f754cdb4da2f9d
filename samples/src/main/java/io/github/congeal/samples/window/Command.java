package io.github.congeal.samples.window;

import java.awt.event.ActionEvent;
import javax.swing.AbstractAction;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.KeyStroke;
import org.jspecify.annotations.Nullable;

/** An action that a button, a menu item and a key share. */
@SuppressWarnings("serial") // Windows are never serialised.
final class Command extends AbstractAction {
    private final String id;
    private final transient Runnable action;

    /**
     * A command.
     *
     * @param id the name of its button
     * @param key such as {@code ctrl S}, or null
     */
    Command(String id, String text, char mnemonic, @Nullable String key, String explanation, Runnable action) {
        this.id = id;
        this.action = action;
        rename(text, mnemonic);
        putValue(SHORT_DESCRIPTION, explanation);
        if (key != null) {
            putValue(ACCELERATOR_KEY, KeyStroke.getKeyStroke(key));
        }
    }

    void rename(String text, char mnemonic) {
        putValue(NAME, text);
        putValue(MNEMONIC_KEY, (int) Character.toUpperCase(mnemonic));
    }

    void setIcon(Icon icon) {
        putValue(LARGE_ICON_KEY, icon);
    }

    /** A button for it. */
    JButton button() {
        JButton button = new JButton(this);
        button.setName(id);
        return button;
    }

    @Override
    public void actionPerformed(ActionEvent event) {
        action.run();
    }
}
