package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.model.Catalogue;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import io.github.congeal.samples.ModelTable;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.table.DefaultTableModel;
import org.jspecify.annotations.Nullable;

/** The dialog that downloads published models; it shows what each is good at, its size and its licence. */
final class ModelDownloads {
    private static final Dimension SIZE = new Dimension(800, 520);
    private static final int[] WIDTHS = {200, 65, 75, 100, 330};
    private static final int STATE = 3;
    private static final int DETAIL_LINES = 7;
    private static final int PROGRESS_STEPS = 1000;

    private final Command command = new Command(
            "downloads", "Download models…", 'D', null, "Choose published models and download them", this::open);
    private final JFrame owner;
    private final Consumer<String> arrived;
    private final JTextArea details = new JTextArea(DETAIL_LINES, 1);
    private final JProgressBar progress = new JProgressBar(0, PROGRESS_STEPS);
    private final JButton button = new JButton();
    private @Nullable JDialog dialog;
    private volatile @Nullable ModelFetch fetch;

    /** The list while the dialog is open. */
    private List<PublishedModel> models = List.of();

    private JTable table = new JTable();

    /**
     * Downloads of a window.
     *
     * @param arrived called with the name of a model that has been downloaded
     */
    ModelDownloads(JFrame owner, Consumer<String> arrived) {
        this.owner = owner;
        this.arrived = arrived;
        command.setIcon(Glyph.DOWNLOAD);
        details.setName("download-details");
        details.setEditable(false);
        details.setLineWrap(true);
        details.setWrapStyleWord(true);
        details.setOpaque(false);
        progress.setName("download-progress");
        progress.setStringPainted(true);
        button.setName("download");
        button.addActionListener(event -> beginOrCancel());
    }

    Command command() {
        return command;
    }

    /** A small button that opens the dialog. */
    JButton opener() {
        JButton small = command.button();
        small.setHideActionText(true);
        small.getAccessibleContext().setAccessibleName("Download models");
        return small;
    }

    private void open() {
        if (dialog != null) {
            dialog.toFront();
            return;
        }
        models = Catalogue.standard().models();
        table = table();
        dialog = new JDialog(owner, "Download models");
        dialog.add(content());
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        dialog.setSize(UIScale.scale(SIZE));
        dialog.setLocationRelativeTo(owner);
        table.setRowSelectionInterval(0, 0);
        dialog.setVisible(true);
    }

    private JTable table() {
        DefaultTableModel rows = new DefaultTableModel(new Object[] {"Name", "Kind", "Size", "Here", "Good at"}, 0) {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean isCellEditable(int row, int column) {
                return false;
            }
        };
        ModelCache cache = ModelCache.standard();
        for (PublishedModel model : models) {
            rows.addRow(new Object[] {
                model.name(), model.kind(), ModelTable.size(model), ModelTable.state(model, cache), model.goodAt()
            });
        }
        JTable made = new JTable(rows);
        made.setName("published-models");
        made.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        for (int i = 0; i < WIDTHS.length; i++) {
            made.getColumnModel().getColumn(i).setPreferredWidth(UIScale.scale(WIDTHS[i]));
        }
        made.getSelectionModel().addListSelectionListener(event -> enable());
        return made;
    }

    private JPanel content() {
        JPanel foot = new JPanel(new BorderLayout(UIScale.scale(10), UIScale.scale(8)));
        foot.add(withoutBorder(details), BorderLayout.PAGE_START);
        foot.add(progress, BorderLayout.CENTER);
        foot.add(button, BorderLayout.LINE_END);
        JScrollPane scroll = new JScrollPane(table);
        JPanel all = new JPanel(new BorderLayout(0, UIScale.scale(10)));
        all.setBorder(new Margin(16, 16, 16, 16));
        all.add(scroll, BorderLayout.CENTER);
        all.add(foot, BorderLayout.PAGE_END);
        return all;
    }

    /** Makes the text scrollable: the reason why a download failed may be long. */
    private static JScrollPane withoutBorder(JTextArea text) {
        JScrollPane scroll = new JScrollPane(text);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        return scroll;
    }

    private Optional<PublishedModel> chosen() {
        int row = table.getSelectedRow();
        return row < 0 ? Optional.empty() : Optional.of(models.get(row));
    }

    private void enable() {
        boolean running = fetch != null;
        // The model that is being downloaded stays selected, so that the details are about it.
        table.setEnabled(!running);
        progress.setVisible(running);
        button.setText(running ? "Cancel" : "Download");
        button.putClientProperty(FlatClientProperties.STYLE, running ? "" : "font: bold");
        chosen().ifPresent(model -> {
            boolean there = ModelCache.standard().find(model).isPresent();
            button.setEnabled(running || !there);
            details.setText(describe(model));
            details.setCaretPosition(0);
        });
    }

    private static String describe(PublishedModel model) {
        ModelCache cache = ModelCache.standard();
        String from = model.mirrors().stream().map(URI::getHost).distinct().collect(Collectors.joining(", "));
        String check = model.sha256().isPresent()
                ? "checked by its SHA-256"
                : "checked only by being opened, since no SHA-256 is known";
        return """
                %s, a %s: %s. %s, %s.
                Licence: %s.
                From %s, %s.
                It goes to %s.""".formatted(
                        model.name(),
                        model.kind(),
                        model.goodAt(),
                        model.format(),
                        ModelTable.size(model),
                        model.licence(),
                        from,
                        check,
                        cache.file(model));
    }

    private void beginOrCancel() {
        ModelFetch running = fetch;
        if (running != null) {
            running.cancel();
            button.setEnabled(false);
            return;
        }
        chosen().ifPresent(model -> {
            tell(0, "");
            fetch = new ModelFetch(ModelCache.standard(), model, new Viewer(model));
            enable();
        });
    }

    private void tell(int part, String text) {
        progress.setValue(part);
        progress.setString(text);
    }

    private void refreshStates() {
        for (int row = 0; row < models.size(); row++) {
            table.getModel().setValueAt(ModelTable.state(models.get(row), ModelCache.standard()), row, STATE);
        }
    }

    /** Closes the dialog, if it is open, and cancels the download. Does not wait. */
    void close() {
        ModelFetch running = fetch;
        if (running != null) {
            running.cancel();
        }
        if (dialog != null) {
            dialog.dispose();
            dialog = null;
        }
    }

    /** Waits until nothing is being downloaded; returns false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        ModelFetch running = fetch;
        return running == null || running.awaitEnd(seconds);
    }

    /** The listener of a download. */
    private final class Viewer implements ModelFetch.Listener {
        private final PublishedModel model;

        private Viewer(PublishedModel model) {
            this.model = model;
        }

        @Override
        public void received(long bytes, long size) {
            String text = ModelTable.megabytes(bytes);
            tell(
                    size > 0 ? (int) (PROGRESS_STEPS * bytes / size) : 0,
                    size > 0 ? "%s of %s".formatted(text, ModelTable.megabytes(size)) : text);
        }

        @Override
        public void note(String sentence) {
            progress.setString(sentence);
        }

        @Override
        public void arrived() {
            end();
            arrived.accept(model.name());
        }

        @Override
        public void cancelled() {
            end();
        }

        @Override
        public void failed(String sentence) {
            end();
            details.setText(sentence);
            details.setCaretPosition(0);
        }

        private void end() {
            fetch = null;
            refreshStates();
            enable();
        }
    }
}
