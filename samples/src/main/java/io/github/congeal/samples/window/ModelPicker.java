package io.github.congeal.samples.window;

import io.github.congeal.control.Form;
import io.github.congeal.model.Catalogue;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import io.github.congeal.model.PublishedModel.Kind;
import java.awt.BorderLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** The choice of a model: the bundled one, a published one that was downloaded, or the user's own in two files. */
final class ModelPicker {
    private static final Form<Path> PATH = Form.path("vqgan.ckpt");

    private static final String BUNDLED = "Bundled (small, offline)";
    private static final String FILES = "My own files";

    /** The models that can be chosen, by their names in the window; the user's own files are asked for. */
    private final Map<String, ModelChoice> known = new LinkedHashMap<>();

    private final JComboBox<String> kind = new JComboBox<>();
    private final JTextField vqgan = file("vqgan");
    private final JTextField clip = file("clip");
    private final JPanel vqganRow = row(vqgan);
    private final JPanel clipRow = row(clip);
    private final Runnable changed;

    /**
     * A picker that adds its rows to a column.
     *
     * @param changed called when another model was chosen
     * @param download the button that opens the downloads
     */
    ModelPicker(Column column, Runnable changed, JButton download) {
        this.changed = changed;
        kind.addItem(FILES);
        offerFetched();
        kind.setSelectedItem(BUNDLED);
        kind.setName("model");
        JPanel row = new JPanel(new BorderLayout(6, 0));
        row.add(kind, BorderLayout.CENTER);
        row.add(download, BorderLayout.LINE_END);
        column.row("Model", 'M', row, kind);
        JLabel vqganLabel = column.row("VQGAN", 'V', vqganRow, vqgan);
        JLabel clipLabel = column.row("CLIP", 'C', clipRow, clip);
        kind.addActionListener(event -> {
            showFiles(vqganLabel, clipLabel);
            changed.run();
        });
        showFiles(vqganLabel, clipLabel);
    }

    /** The bundled model, and each pair of a published VQGAN and CLIP that is on this machine. */
    private static Map<String, ModelChoice> known() {
        Map<String, ModelChoice> models = new LinkedHashMap<>();
        models.put(BUNDLED, ModelChoice.BUNDLED);
        ModelCache cache = ModelCache.standard();
        List<PublishedModel> fetched = Catalogue.standard().models().stream()
                .filter(model -> cache.find(model).isPresent())
                .toList();
        for (PublishedModel vqgan : fetched) {
            for (PublishedModel clip : fetched) {
                if (vqgan.kind() == Kind.VQGAN && clip.kind() == Kind.CLIP) {
                    models.put(vqgan.name() + " + " + clip.name(), ModelChoice.of(cache.file(vqgan), cache.file(clip)));
                }
            }
        }
        return models;
    }

    /** Adds models that have been downloaded since, keeping the choice; returns whether there are any. */
    boolean offerFetched() {
        int before = known.size();
        known().forEach((name, choice) -> {
            if (known.put(name, choice) == null) {
                kind.insertItemAt(name, kind.getItemCount() - 1);
            }
        });
        return known.size() > before;
    }

    private void showFiles(JLabel vqganLabel, JLabel clipLabel) {
        boolean files = FILES.equals(kind.getSelectedItem());
        vqganLabel.setVisible(files);
        clipLabel.setVisible(files);
        vqganRow.setVisible(files);
        clipRow.setVisible(files);
    }

    /**
     * The chosen model.
     *
     * @throws IllegalArgumentException if a file is missing
     */
    ModelChoice choice() {
        ModelChoice chosen = known.get(kind.getSelectedItem());
        if (chosen != null) {
            return chosen;
        }
        return ModelChoice.of(path(vqgan, "VQGAN"), path(clip, "CLIP"));
    }

    boolean isComplete() {
        return known.containsKey(kind.getSelectedItem())
                || !vqgan.getText().isBlank() && !clip.getText().isBlank();
    }

    private static Path path(JTextField field, String which) {
        if (field.getText().isBlank()) {
            throw new IllegalArgumentException("choose the file with the %s's weights".formatted(which));
        }
        return PATH.read(field.getText().strip());
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
