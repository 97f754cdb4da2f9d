package io.github.congeal.samples.window;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/** The dialogs that ask for a file. They remember the folder. */
final class FileQuestion {
    private static final int LONGEST_NAME = 60;

    private @Nullable File folder;

    /**
     * Asks where to save; empty if the user cancelled.
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

    /** Asks for an existing file; empty if the user cancelled. */
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
