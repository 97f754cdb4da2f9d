package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.control.Prompt;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** The prompts, of which there is always at least one row. */
final class PromptList {
    private static final int GAP = 6;

    private final JPanel panel = new JPanel(new BorderLayout(0, UIScale.scale(GAP)));
    private final JPanel list = new JPanel();
    private final List<PromptRow> rows = new ArrayList<>();

    private final JTextField avoid = new JTextField(PromptRow.COLUMNS);

    PromptList() {
        list.setLayout(new BoxLayout(list, BoxLayout.PAGE_AXIS));
        JButton more = new JButton("Add another prompt", Glyph.ADD);
        more.setName("add-prompt");
        more.setMnemonic('A');
        more.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        more.putClientProperty(FlatClientProperties.STYLE, "toolbar.margin: 3,0,3,6; toolbar.spacingInsets: 0,0,0,0");
        more.addActionListener(event -> add("a red sky").words().requestFocusInWindow());
        JPanel start = new JPanel(new BorderLayout());
        start.add(more, BorderLayout.LINE_START);
        panel.add(list, BorderLayout.CENTER);
        JLabel label = new JLabel("Avoid");
        label.setDisplayedMnemonic('v');
        label.setLabelFor(avoid);
        avoid.setName("avoid");
        avoid.setToolTipText("What the picture should not show: a prompt of weight -0.5");
        avoid.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, "fog, text, a frame");
        JPanel below = new JPanel(new BorderLayout(UIScale.scale(GAP), UIScale.scale(GAP)));
        below.add(start, BorderLayout.PAGE_START);
        below.add(label, BorderLayout.LINE_START);
        below.add(avoid, BorderLayout.CENTER);
        panel.add(below, BorderLayout.PAGE_END);
        add("a lighthouse in a storm");
    }

    JPanel panel() {
        return panel;
    }

    /** Sets the first prompt's words. */
    void setFirst(String words) {
        rows.get(0).words().setText(words);
    }

    /** Replaces all rows by the given prompts. */
    void show(List<Prompt> prompts) {
        rows.clear();
        avoid.setText("");
        prompts.forEach(prompt -> add("").show(prompt));
        if (rows.isEmpty()) {
            add("a lighthouse in a storm");
        }
    }

    /** The prompts of all rows that have words. */
    List<Prompt> prompts() {
        String unwanted = avoid.getText().strip();
        return Stream.concat(
                        rows.stream().map(PromptRow::prompt).flatMap(Optional::stream),
                        unwanted.isEmpty() ? Stream.empty() : Stream.of(Prompt.avoiding(unwanted)))
                .toList();
    }

    void focus() {
        rows.get(0).words().requestFocusInWindow();
    }

    private PromptRow add(String placeholder) {
        PromptRow row = new PromptRow(placeholder);
        row.remove().addActionListener(event -> remove(row));
        rows.add(row);
        layOut();
        return row;
    }

    private void remove(PromptRow row) {
        int place = rows.indexOf(row);
        rows.remove(row);
        layOut();
        rows.get(Math.min(place, rows.size() - 1)).words().requestFocusInWindow();
    }

    private void layOut() {
        list.removeAll();
        for (PromptRow row : rows) {
            if (row != rows.get(0)) {
                list.add(Box.createVerticalStrut(UIScale.scale(GAP)));
            }
            list.add(row.panel());
            row.remove().setVisible(rows.size() > 1);
        }
        list.revalidate();
        list.repaint();
    }
}
