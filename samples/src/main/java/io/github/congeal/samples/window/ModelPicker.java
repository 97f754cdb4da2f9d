package io.github.congeal.samples.window;

import java.awt.BorderLayout;
import java.nio.file.Path;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** Chooses the model: the bundled one, or one of the user's own in two files. */
final class ModelPicker {
    private static final String BUNDLED = "Bundled (small, offline)";
    private static final String FILES = "Files of my own";

    private final JComboBox<String> kind = new JComboBox<>(new String[] {BUNDLED, FILES});
    private final JTextField vqgan = file("vqgan");
    private final JTextField clip = file("clip");
    private final JPanel vqganRow = row(vqgan);
    private final JPanel clipRow = row(clip);
    private final Runnable changed;

    /** A picker that adds its rows to a column, and tells when another model was chosen. */
    ModelPicker(Column column, Runnable changed) {
        this.changed = changed;
        kind.setName("model");
        column.row("Model", 'M', kind);
        JLabel vqganLabel = column.row("VQGAN", 'V', vqganRow, vqgan);
        JLabel clipLabel = column.row("CLIP", 'C', clipRow, clip);
        kind.addActionListener(event -> {
            showFiles(vqganLabel, clipLabel);
            changed.run();
        });
        showFiles(vqganLabel, clipLabel);
    }

    private void showFiles(JLabel vqganLabel, JLabel clipLabel) {
        boolean files = FILES.equals(kind.getSelectedItem());
        vqganLabel.setVisible(files);
        clipLabel.setVisible(files);
        vqganRow.setVisible(files);
        clipRow.setVisible(files);
    }

    /**
     * The model that is chosen.
     *
     * @throws IllegalArgumentException if a file is missing
     */
    ModelChoice choice() {
        if (BUNDLED.equals(kind.getSelectedItem())) {
            return ModelChoice.BUNDLED;
        }
        return ModelChoice.of(path(vqgan, "VQGAN"), path(clip, "CLIP"));
    }

    boolean isComplete() {
        return BUNDLED.equals(kind.getSelectedItem())
                || !vqgan.getText().isBlank() && !clip.getText().isBlank();
    }

    private static Path path(JTextField field, String which) {
        if (field.getText().isBlank()) {
            throw new IllegalArgumentException("choose the file with the %s's weights".formatted(which));
        }
        return Path.of(field.getText().strip());
    }

    private static JTextField file(String name) {
        JTextField field = new JTextField();
        field.setName(name);
        return field;
    }

    private JPanel row(JTextField field) {
        JButton choose = new JButton("Choose…");
        choose.setName("choose-" + field.getName());
        choose.addActionListener(event -> choose(field));
        field.setTransferHandler(new FileDrop(file -> set(field, file)));
        JPanel row = new JPanel(new BorderLayout(6, 0));
        row.add(field, BorderLayout.CENTER);
        row.add(choose, BorderLayout.LINE_END);
        return row;
    }

    private void choose(JTextField field) {
        JFileChooser chooser = new JFileChooser();
        if (chooser.showOpenDialog(field) == JFileChooser.APPROVE_OPTION) {
            set(field, chooser.getSelectedFile().toPath());
        }
    }

    private void set(JTextField field, Path file) {
        field.setText(file.toString());
        if (isComplete()) {
            changed.run();
        }
    }
}
