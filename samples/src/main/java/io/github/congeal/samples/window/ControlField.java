package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.control.Control;
import io.github.congeal.control.Form;
import java.util.List;
import java.util.function.Function;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import org.jspecify.annotations.Nullable;

/**
 * A field for a control's value in its written form, with a message beside it if the value is invalid. An empty field
 * leaves the choice to the model.
 */
final class ControlField<T> {
    /** A label only breaks lines if its width is set. */
    private static final String WRAPPED = "<html><div style='width: %spx'>%s</div></html>";

    private static final int PROBLEM_WIDTH = 190;

    private static final Form<Integer> SIDE = Form.wholeNumber(1, 256);

    private final JTextField field;
    private final JLabel problem = new JLabel();
    private final Function<String, T> parser;

    private ControlField(String name, String says, int columns, Function<String, T> parser) {
        this.parser = parser;
        field = new JTextField(columns);
        field.setName(name);
        field.setToolTipText(says);
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                check();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                check();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                check();
            }
        });
        problem.setName(name + "-problem");
        problem.putClientProperty(FlatClientProperties.STYLE, "font: $small.font; foreground: $Actions.Red");
        complain("");
    }

    /** A field for a control. */
    static <T> ControlField<T> of(Control<T> control, int columns) {
        return new ControlField<>(control.name(), control.says(), columns, control::read);
    }

    /** A field for one side of the size. */
    static ControlField<Integer> side(String name, int columns) {
        return of(Control.of(name, "In pixels, rounded down to whole blocks of the model.", SIDE), columns);
    }

    /** Offers values to choose from; others can still be typed. */
    void offer(List<String> values) {
        JPopupMenu menu = new JPopupMenu();
        for (String value : values) {
            menu.add(value).addActionListener(event -> field.setText(value));
        }
        JButton arrow = new JButton(Glyph.OPEN);
        arrow.setName(field.getName() + "-choices");
        arrow.setFocusable(false);
        arrow.getAccessibleContext().setAccessibleName("Choices");
        arrow.addActionListener(event -> menu.show(field, 0, field.getHeight()));
        field.putClientProperty(FlatClientProperties.TEXT_FIELD_TRAILING_COMPONENT, arrow);
    }

    JTextField field() {
        return field;
    }

    /** The error message; invisible if there is none. */
    JLabel problem() {
        return problem;
    }

    /** Sets the value that applies if the field is empty, which is shown in it as a placeholder. */
    void setDefault(Object value) {
        field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, value.toString());
        field.repaint();
    }

    /** Returns whether the field is empty or has a valid value; if not, shows an error. */
    boolean check() {
        try {
            value();
            complain("");
            return true;
        } catch (IllegalArgumentException e) {
            complain(Sentence.of(e));
            return false;
        }
    }

    /**
     * The value; null if the field is empty.
     *
     * @throws IllegalArgumentException if the text is not an allowed value
     */
    @Nullable
    T value() {
        String text = field.getText().strip();
        return text.isEmpty() ? null : parser.apply(text);
    }

    /** Shows an error; an empty sentence clears it. */
    void complain(String sentence) {
        problem.setText(sentence.isEmpty() ? "" : WRAPPED.formatted(UIScale.scale(PROBLEM_WIDTH), escaped(sentence)));
        problem.setVisible(!sentence.isEmpty());
        field.putClientProperty(
                FlatClientProperties.OUTLINE, sentence.isEmpty() ? null : FlatClientProperties.OUTLINE_ERROR);
        field.getAccessibleContext().setAccessibleDescription(sentence);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
