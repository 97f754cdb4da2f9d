package io.github.congeal.samples.window;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/** Asks where something is to be saved. It remembers the folder. */
final class FileQuestion {
    private static final int LONGEST_NAME = 60;

    private @Nullable File folder;

    /**
     * The file that was chosen; empty if the user changed their mind.
     *
     * @param name the suggested name; characters that file names cannot have are dropped
     * @param ending the extension to add if the name has none, with its dot
     */
    Optional<Path> ask(Component parent, String title, String name, String ending) {
        JFileChooser chooser = new JFileChooser(folder);
        chooser.setDialogTitle(title);
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), fileName(name) + ending));
        while (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION) {
            Path file = withEnding(chooser.getSelectedFile().toPath(), ending);
            folder = chooser.getCurrentDirectory();
            if (Files.notExists(file) || mayReplace(parent, file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** An existing file; empty if the user changed their mind. */
    Optional<Path> askForFile(Component parent, String title) {
        JFileChooser chooser = new JFileChooser(folder);
        chooser.setDialogTitle(title);
        if (chooser.showOpenDialog(parent) != JFileChooser.APPROVE_OPTION) {
            return Optional.empty();
        }
        folder = chooser.getCurrentDirectory();
        return Optional.of(chooser.getSelectedFile().toPath());
    }

    private static boolean mayReplace(Component parent, Path file) {
        String question = "%s is already there. Replace it?".formatted(file.getFileName());
        return JOptionPane.showConfirmDialog(parent, question, "Replace", JOptionPane.YES_NO_OPTION)
                == JOptionPane.YES_OPTION;
    }

    private static Path withEnding(Path file, String ending) {
        String name = file.getFileName().toString();
        return name.indexOf('.') > 0 ? file : file.resolveSibling(name + ending);
    }

    private static String fileName(String text) {
        String name = text.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "congeal" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
