package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import javax.swing.Box;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;

/** The menus: everything that the window can do, with its keys. */
final class WindowMenu {
    private final JMenuBar bar = new JMenuBar();

    WindowMenu(
            Command start,
            Command pause,
            Command stop,
            Command savePicture,
            Command saveFilm,
            Runnable close,
            RunView view) {
        Command quit = new Command("quit", "Quit", 'Q', "ctrl Q", "End the program", close);
        bar.add(menu("File", 'F', new JMenuItem(savePicture), new JMenuItem(saveFilm), new JMenuItem(quit)));
        bar.add(menu("Run", 'R', new JMenuItem(start), new JMenuItem(pause), new JMenuItem(stop)));
        JCheckBoxMenuItem sharp = box("Sharp pixels", 'x', "ctrl shift P");
        sharp.addActionListener(event -> view.picture().setSharp(sharp.isSelected()));
        JCheckBoxMenuItem dark = box("Dark", 'D', "ctrl D");
        JToggleButton darkButton = darkButton();
        dark.addActionListener(event -> choose(dark.isSelected(), dark, darkButton));
        darkButton.addActionListener(event -> choose(darkButton.isSelected(), dark, darkButton));
        show(Theme.isDark(), dark, darkButton);
        bar.add(menu("View", 'V', sharp, dark));
        bar.add(Box.createHorizontalGlue());
        bar.add(darkButton);
    }

    JMenuBar bar() {
        return bar;
    }

    private static void choose(boolean chosen, JCheckBoxMenuItem dark, JToggleButton button) {
        Theme.choose(chosen);
        show(chosen, dark, button);
    }

    private static void show(boolean chosen, JCheckBoxMenuItem dark, JToggleButton button) {
        dark.setSelected(chosen);
        button.setSelected(chosen);
    }

    private static JToggleButton darkButton() {
        JToggleButton button = new JToggleButton(Glyph.MOON);
        button.setSelectedIcon(Glyph.SUN);
        button.setName("dark");
        button.setToolTipText("Dark or light (Ctrl+D)");
        button.getAccessibleContext().setAccessibleName("Dark");
        button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        button.putClientProperty(FlatClientProperties.STYLE, "toolbar.selectedBackground: $MenuBar.background");
        return button;
    }

    private static JMenu menu(String text, char mnemonic, JMenuItem... items) {
        JMenu menu = new JMenu(text);
        menu.setMnemonic(mnemonic);
        for (JMenuItem item : items) {
            item.setToolTipText(null);
            item.setIcon(null);
            menu.add(item);
        }
        return menu;
    }

    private static JCheckBoxMenuItem box(String text, char mnemonic, String key) {
        JCheckBoxMenuItem item = new JCheckBoxMenuItem(text);
        item.setMnemonic(mnemonic);
        item.setAccelerator(KeyStroke.getKeyStroke(key));
        return item;
    }
}
