package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

/**
 * A window beside the main one, with something large and a line below it; Escape closes it. Confined to the event
 * thread.
 */
final class SideWindow {
    private final JDialog dialog;

    /**
     * Opens it.
     *
     * @param name the name by which tests find it
     * @param close called when the user closes it
     */
    SideWindow(JFrame owner, String title, String name, JComponent large, JComponent below, Runnable close) {
        dialog = new JDialog(owner, title);
        dialog.setName(name);
        JPanel all = new JPanel(new BorderLayout(0, UIScale.scale(10)));
        all.setBorder(new Margin(16, 16, 12, 16));
        all.add(large, BorderLayout.CENTER);
        all.add(below, BorderLayout.PAGE_END);
        dialog.add(all);
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> close.run(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close.run();
            }
        });
        dialog.pack();
        dialog.setLocationRelativeTo(owner);
        dialog.setVisible(true);
    }

    /** Closes it. */
    void dispose() {
        dialog.dispose();
    }
}
