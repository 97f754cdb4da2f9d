package io.github.congeal.samples.window;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.TransferHandler;

/** Accepts a file that is dropped on a component or pasted into it. */
@SuppressWarnings("serial") // Windows are never serialised.
final class FileDrop extends TransferHandler {
    private final transient Consumer<Path> taker;

    FileDrop(Consumer<Path> taker) {
        this.taker = taker;
    }

    @Override
    public boolean canImport(TransferSupport offer) {
        return offer.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean importData(TransferSupport offer) {
        if (!canImport(offer)) {
            return false;
        }
        try {
            List<?> files = (List<?>) offer.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
            if (files.isEmpty()) {
                return false;
            }
            taker.accept(((File) files.get(0)).toPath());
            return true;
        } catch (UnsupportedFlavorException | IOException e) {
            return false;
        }
    }
}
