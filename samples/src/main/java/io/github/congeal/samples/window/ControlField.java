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
 * A field for a control's value in its written form, with a message beside it if the value is wrong. An empty field
 * leaves the choice to the model.
 */
final class ControlField<T> {
    /** A label only breaks lines if its width is set. */
    private static final String WRAPPED = "<html><div style='width: %dpx'>%s</div></html>";

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

    /** Offers values beside the field; another one can still be written. */
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

    /** The sentence that says what is wrong; not visible while nothing is. */
    JLabel problem() {
        return problem;
    }

    /** What is done while the field is empty, shown in it. */
    void setDefault(Object value) {
        field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, value.toString());
        field.repaint();
    }

    /** Whether it is empty or has a value in it; if not, that is said. */
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
     * The value; null where the field is empty.
     *
     * @throws IllegalArgumentException if there is something else in it
     */
    @Nullable
    T value() {
        String text = field.getText().strip();
        return text.isEmpty() ? null : parser.apply(text);
    }

    /** Says what is wrong, or with an empty sentence that nothing is. */
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
