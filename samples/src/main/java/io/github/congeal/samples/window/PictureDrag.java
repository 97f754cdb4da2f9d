package io.github.congeal.samples.window;

import java.awt.Image;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.InputEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.TransferHandler;
import org.jspecify.annotations.Nullable;

/** Lets a picture be copied or dragged out to other programs, and files be dropped on it. */
@SuppressWarnings("serial") // Windows are never serialised.
final class PictureDrag extends TransferHandler {
    private final transient Supplier<Optional<? extends Image>> picture;
    private final transient FileDrop drop;

    /**
     * Becomes the transfer handler of a component.
     *
     * @param picture the picture that the component shows
     * @param taker is given a file that was dropped
     */
    PictureDrag(JComponent component, Supplier<Optional<? extends Image>> picture, Consumer<Path> taker) {
        this.picture = picture;
        this.drop = new FileDrop(taker);
        component.setTransferHandler(this);
        component.addMouseMotionListener(new MouseAdapter() {
            @Override
            public void mouseDragged(MouseEvent event) {
                if ((event.getModifiersEx() & InputEvent.BUTTON1_DOWN_MASK) != 0) {
                    exportAsDrag(component, event, COPY);
                }
            }
        });
    }

    /** Copies the picture to the clipboard. */
    void copy() {
        picture.get()
                .ifPresent(image ->
                        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new ImageTransfer(image), null));
    }

    @Override
    public int getSourceActions(JComponent component) {
        return COPY;
    }

    @Override
    protected @Nullable Transferable createTransferable(JComponent component) {
        return picture.get().map(ImageTransfer::new).orElse(null);
    }

    @Override
    public boolean canImport(TransferSupport offer) {
        return drop.canImport(offer);
    }

    @Override
    public boolean importData(TransferSupport offer) {
        return drop.importData(offer);
    }

    private record ImageTransfer(Image image) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.imageFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.imageFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            if (!isDataFlavorSupported(flavor)) {
                throw new UnsupportedFlavorException(flavor);
            }
            return image;
        }
    }
}
