package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.List;
import java.util.stream.Stream;
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
            List<Command> file,
            List<Command> edit,
            List<Command> runs,
            List<Command> presets,
            Runnable close,
            RunView view) {
        Command quit = new Command("quit", "Quit", 'Q', "ctrl Q", "Quit Congeal", close);
        bar.add(menu("File", 'F', items(file, quit)));
        bar.add(menu("Edit", 'E', items(edit)));
        bar.add(menu("Run", 'R', items(runs)));
        bar.add(menu("Preset", 'P', items(presets)));
        JCheckBoxMenuItem actual = box("Actual size", 'A', "ctrl 1");
        actual.addActionListener(event -> view.picture().setActualSize(actual.isSelected()));
        JCheckBoxMenuItem sharp = box("Sharp pixels", 'x', "ctrl shift P");
        sharp.addActionListener(event -> view.picture().setSharp(sharp.isSelected()));
        JCheckBoxMenuItem dark = box("Dark", 'D', "ctrl D");
        JToggleButton darkButton = darkButton();
        dark.addActionListener(event -> choose(dark.isSelected(), dark, darkButton));
        darkButton.addActionListener(event -> choose(darkButton.isSelected(), dark, darkButton));
        show(Theme.isDark(), dark, darkButton);
        bar.add(menu("View", 'V', actual, sharp, dark));
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

    private static JMenuItem[] items(List<Command> commands, Command... more) {
        return Stream.concat(commands.stream(), Stream.of(more))
                .map(JMenuItem::new)
                .toArray(JMenuItem[]::new);
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
