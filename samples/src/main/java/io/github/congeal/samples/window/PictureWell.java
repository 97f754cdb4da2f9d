package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.PictureFile;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** A place for a picture from a file: dropped, pasted or chosen, and removed again. */
final class PictureWell {
    private static final int LARGEST = 480;

    private final JPanel panel = new JPanel(new BorderLayout(0, UIScale.scale(4)));
    private final Thumbnail thumbnail = new Thumbnail("Drop or choose");
    private final JButton remove = new JButton(Glyph.REMOVE);
    private final Consumer<String> complaint;
    private @Nullable Path file;

    /**
     * An empty place.
     *
     * @param complaint called with the error if a file cannot be used
     */
    PictureWell(String name, String title, char mnemonic, String explanation, Consumer<String> complaint) {
        this.complaint = complaint;
        thumbnail.setName(name);
        thumbnail.setToolTipText(explanation);
        thumbnail.getAccessibleContext().setAccessibleName(title);
        thumbnail.setTransferHandler(new FileDrop(this::set));
        thumbnail.addActionListener(event -> choose());
        thumbnail.registerKeyboardAction(
                event -> clear(), KeyStroke.getKeyStroke(KeyEvent.VK_DELETE, 0), JComponent.WHEN_FOCUSED);
        remove.setName("remove-" + name);
        remove.setToolTipText("Remove this picture");
        remove.getAccessibleContext().setAccessibleName("Remove this picture");
        remove.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        remove.addActionListener(event -> clear());
        JLabel label = new JLabel(title);
        label.setDisplayedMnemonic(mnemonic);
        label.setLabelFor(thumbnail);
        JPanel top = new JPanel(new BorderLayout());
        top.add(label, BorderLayout.CENTER);
        top.add(remove, BorderLayout.LINE_END);
        // Keeps the row's height when the button is hidden.
        top.add(Box.createVerticalStrut(remove.getPreferredSize().height), BorderLayout.LINE_START);
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(thumbnail, BorderLayout.CENTER);
        remove.setVisible(false);
    }

    JPanel panel() {
        return panel;
    }

    /** Puts a component below the picture. */
    void below(Component component) {
        panel.add(component, BorderLayout.PAGE_END);
    }

    /** The picture's file; null if there is none. */
    @Nullable
    Path file() {
        return file;
    }

    private void choose() {
        JFileChooser chooser = new JFileChooser();
        if (file != null) {
            chooser.setSelectedFile(file.toFile());
        }
        if (chooser.showOpenDialog(panel) == JFileChooser.APPROVE_OPTION) {
            set(chooser.getSelectedFile().toPath());
        }
    }

    private void clear() {
        file = null;
        thumbnail.show(null);
        remove.setVisible(false);
    }

    /** Accepts a file if it is a picture, which is checked off the event thread. */
    private void set(Path candidate) {
        new SwingWorker<BufferedImage, Void>() {
            @Override
            protected BufferedImage doInBackground() throws Exception {
                return reduced(PictureFile.read(candidate));
            }

            @Override
            protected void done() {
                try {
                    thumbnail.show(get());
                    file = candidate;
                    remove.setVisible(true);
                    complaint.accept("");
                } catch (ExecutionException e) {
                    complaint.accept(Sentence.of(e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }.execute();
    }

    private static BufferedImage reduced(BufferedImage image) {
        double scale = Math.min(1, (double) LARGEST / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return small;
    }
}
