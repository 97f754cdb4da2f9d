package io.github.congeal.internal.image;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** How far an ImageIO reader has come with a picture. */
final class ReadingProgress implements IIOReadProgressListener {
    private final Runnable onProgress;
    private float percent;

    /**
     * Creates a listener.
     *
     * @param onProgress called again and again meanwhile; may throw
     */
    ReadingProgress(Runnable onProgress) {
        this.onProgress = onProgress;
    }

    /** The share of the picture that was read, 0 to 100; some readers leave out the last few percent. */
    float percent() {
        return percent;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        percent = percentageDone;
        onProgress.run();
    }

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
