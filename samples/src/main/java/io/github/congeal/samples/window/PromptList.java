package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import io.github.congeal.control.Prompt;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JPanel;

/** The prompts, of which there is always at least one row. */
final class PromptList {
    private static final int GAP = 6;

    private final JPanel panel = new JPanel(new BorderLayout(0, GAP));
    private final JPanel list = new JPanel();
    private final List<PromptRow> rows = new ArrayList<>();

    PromptList() {
        list.setLayout(new BoxLayout(list, BoxLayout.PAGE_AXIS));
        JButton more = new JButton("Add another prompt", Glyph.ADD);
        more.setName("add-prompt");
        more.setMnemonic('A');
        more.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        more.putClientProperty(FlatClientProperties.STYLE, "toolbar.margin: 3,0,3,6; toolbar.spacingInsets: 0,0,0,0");
        more.addActionListener(event -> add("fog, text, a frame").words().requestFocusInWindow());
        JPanel start = new JPanel(new BorderLayout());
        start.add(more, BorderLayout.LINE_START);
        panel.add(list, BorderLayout.CENTER);
        panel.add(start, BorderLayout.PAGE_END);
        add("a lighthouse in a storm");
    }

    JPanel panel() {
        return panel;
    }

    /** Sets the first prompt's words. */
    void setFirst(String words) {
        rows.get(0).words().setText(words);
    }

    /** The prompts with words. */
    List<Prompt> prompts() {
        return rows.stream().map(PromptRow::prompt).flatMap(Optional::stream).toList();
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
                list.add(Box.createVerticalStrut(GAP));
            }
            list.add(row.panel());
            row.remove().setVisible(rows.size() > 1);
        }
        list.revalidate();
        list.repaint();
    }
}
