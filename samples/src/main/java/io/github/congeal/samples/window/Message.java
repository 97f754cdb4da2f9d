package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JTextArea;

/** A message at the bottom of the window, which can be selected and copied; it takes no space while it is empty. */
final class Message {
    private final JTextArea text = new JTextArea();
    private final JPanel panel = new JPanel(new BorderLayout());

    Message() {
        text.setName("message");
        text.setEditable(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setOpaque(false);
        text.setBorder(BorderFactory.createEmptyBorder());
        text.getAccessibleContext().setAccessibleName("Message");
        panel.setBorder(new Margin(0, 16, 12, 16));
        panel.add(text, BorderLayout.CENTER);
        clear();
    }

    JPanel panel() {
        return panel;
    }

    /** Shows that something succeeded. */
    void tell(String sentence) {
        say(sentence, "Label.foreground");
    }

    /** Shows an error; an empty sentence clears it. */
    void complain(String sentence) {
        say(sentence, "Actions.Red");
    }

    /** Clears the message. */
    void clear() {
        say("", "Label.foreground");
    }

    private void say(String sentence, String color) {
        text.setText(sentence);
        text.putClientProperty(FlatClientProperties.STYLE, "foreground: $" + color);
        panel.setVisible(!sentence.isEmpty());
        panel.revalidate();
    }
}
