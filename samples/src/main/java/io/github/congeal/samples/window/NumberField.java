package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.function.Function;
import javax.swing.JLabel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import org.jspecify.annotations.Nullable;

/**
 * A field for a number, and the sentence beside it that says what is wrong with it. Empty, it leaves the matter to the
 * model.
 */
final class NumberField<T extends Number> {
    /** A label breaks its lines only where it is told how wide it is. */
    private static final String WRAPPED = "<html><div style='width: 190px'>%s</div></html>";

    private final JTextField field;
    private final JLabel problem = new JLabel();
    private final Function<String, T> parser;
    private final String allowed;

    private NumberField(String name, int columns, Function<String, T> parser, String allowed) {
        this.parser = parser;
        this.allowed = allowed;
        field = new JTextField(columns);
        field.setName(name);
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

    /** A field for a whole number that fits into an {@code int}. */
    static NumberField<Integer> wholeNumber(String name, int columns) {
        return new NumberField<>(name, columns, Integer::valueOf, "a whole number");
    }

    /** A field for a seed. */
    static NumberField<Long> seed(String name, int columns) {
        return new NumberField<>(name, columns, Long::valueOf, "a whole number");
    }

    /** A field for a number with decimals. */
    static NumberField<Double> decimal(String name, int columns) {
        return new NumberField<>(name, columns, Double::valueOf, "a number");
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

    /** Whether it is empty or has a number in it; if not, that is said. */
    boolean check() {
        try {
            value();
            complain("");
            return true;
        } catch (NumberFormatException e) {
            complain("“%s” is not %s.".formatted(shortened(field.getText().strip()), allowed));
            return false;
        }
    }

    /**
     * The number; null where the field is empty.
     *
     * @throws NumberFormatException if there is something else in it
     */
    @Nullable
    T value() {
        String text = field.getText().strip();
        return text.isEmpty() ? null : parser.apply(text);
    }

    /** Says what is wrong, or with an empty sentence that nothing is. */
    void complain(String sentence) {
        problem.setText(sentence.isEmpty() ? "" : WRAPPED.formatted(escaped(sentence)));
        problem.setVisible(!sentence.isEmpty());
        field.putClientProperty(
                FlatClientProperties.OUTLINE, sentence.isEmpty() ? null : FlatClientProperties.OUTLINE_ERROR);
        field.getAccessibleContext().setAccessibleDescription(sentence);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
