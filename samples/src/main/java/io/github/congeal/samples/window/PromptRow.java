package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.control.Prompt;
import java.awt.BorderLayout;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;

/** One prompt: its words, its weight, and a button that removes it. */
final class PromptRow {
    /** The columns of the field; without them its width would follow the text. */
    static final int COLUMNS = 8;

    private final JPanel panel = new JPanel(new BorderLayout(UIScale.scale(6), 0));
    private final JTextField words = new JTextField(COLUMNS);
    private final JSpinner weight = weight("weight");
    private final JButton remove = new JButton(Glyph.REMOVE);

    PromptRow(String placeholder) {
        words.setName("prompt");
        words.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, placeholder);
        words.getAccessibleContext().setAccessibleName("Prompt");
        remove.setName("remove-prompt");
        remove.setToolTipText("Remove this prompt");
        remove.getAccessibleContext().setAccessibleName("Remove this prompt");
        remove.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        JPanel end = new JPanel(new BorderLayout(UIScale.scale(2), 0));
        end.add(weight, BorderLayout.CENTER);
        end.add(remove, BorderLayout.LINE_END);
        panel.add(words, BorderLayout.CENTER);
        panel.add(end, BorderLayout.LINE_END);
    }

    /** A field for a weight. */
    static JSpinner weight(String name) {
        JSpinner spinner = new JSpinner(new SpinnerNumberModel(1.0, -100.0, 100.0, 0.1));
        JSpinner.NumberEditor editor = new JSpinner.NumberEditor(spinner, "0.0##");
        editor.getTextField().setColumns(4);
        spinner.setEditor(editor);
        spinner.setName(name);
        spinner.setToolTipText("How much it counts beside the others; negative for what the picture should avoid");
        editor.getTextField().getAccessibleContext().setAccessibleName("Weight");
        return spinner;
    }

    /**
     * Shows a prompt: a constant weight in the weight's field, and everything else after the words in its written form.
     */
    void show(Prompt prompt) {
        boolean simple =
                prompt.equals(Prompt.of(prompt.text()).weight(prompt.weight().at(0, 1)));
        words.setText(simple ? Prompt.of(prompt.text()).toString() : prompt.toString());
        weight.setValue(simple ? prompt.weight().at(0, 1) : 1.0);
    }

    JPanel panel() {
        return panel;
    }

    JTextField words() {
        return words;
    }

    JButton remove() {
        return remove;
    }

    /** The prompt; empty if it has no words. A weight written after the words takes precedence over the field. */
    Optional<Prompt> prompt() {
        String text = words.getText().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Prompt written = Prompt.FORM.read(text);
        double counts = ((Number) weight.getValue()).doubleValue();
        return Optional.of(written.equals(Prompt.of(written.text())) ? written.weight(counts) : written);
    }
}
