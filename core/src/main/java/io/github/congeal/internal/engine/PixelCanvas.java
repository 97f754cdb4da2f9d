package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Pixel art: a grid of cells, each a square of pixels of one colour. It needs no VQGAN. */
final class PixelCanvas implements Canvas {
    private static final int COLOURS = 3;

    private final Cells cells;
    private final PictureSize size;
    private final int columns;
    private final int rows;
    private final int side;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private final Tensor parameters;

    /**
     * A canvas whose parameters are undefined until it is begun.
     *
     * @param grid the number of cells in each direction
     * @param side the side of a cell in pixels
     * @param phases called when a phase of a step begins
     */
    PixelCanvas(Cells cells, Size grid, int side, Tape tape, Consumer<Phase> phases) {
        this.cells = cells;
        this.columns = grid.width();
        this.rows = grid.height();
        this.side = side;
        this.size = new PictureSize(columns * side, rows * side);
        this.tape = tape;
        this.phases = phases;
        this.parameters = tape.take((long) rows * columns, cells.width());
    }

    /** The canvas of the settings, if they ask for pixel art. */
    static Optional<PixelCanvas> of(Settings settings, Tape tape, Consumer<Phase> phases) {
        return settings.find(Control.PIXELS)
                .map(grid -> new PixelCanvas(
                        cells(settings.find(Control.PALETTE), tape),
                        grid,
                        settings.get(Control.SIZE).width() / grid.width(),
                        tape,
                        phases));
    }

    private static Cells cells(Optional<Palette> palette, Tape tape) {
        if (palette.isPresent() && palette.get() instanceof Palette.Given given) {
            return new PaletteCells(PaletteFinish.numbers(given.colours().list()), tape);
        }
        OptionalInt count = palette.isPresent() && palette.get() instanceof Palette.Found found
                ? OptionalInt.of(found.count())
                : OptionalInt.empty();
        return new FreeCells(count, tape);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    @Override
    public void begin(float[] picture, RandomGenerator random) {
        for (int i = 0; i < rows * columns; i++) {
            paint(i, picture);
        }
    }

    @Override
    public void beginAtRandom(RandomGenerator random) {
        for (int i = 0; i < rows * columns; i++) {
            write(i, row(random.nextDouble(), random.nextDouble(), random.nextDouble()));
        }
    }

    /** Sets a cell to the mean colour of its pixels in a picture {@code [H, W, 3]}. */
    void paint(int cell, float[] picture) {
        write(cell, mean(cell, picture));
    }

    /**
     * Moves some cells of stored parameters towards a picture.
     *
     * @param earlier shaped as {@link #parameters()}, in place
     * @param picture {@code [H, W, 3]}, 0..1
     * @param where for each cell, in row-major order, whether it is moved
     * @param share the fraction of the distance, 0..1
     */
    void approach(Tensor earlier, float[] picture, boolean[] where, double share) {
        approach(earlier, where, share, cell -> mean(cell, picture));
    }

    /** The parameters of a cell with the mean colour of its pixels in a picture. */
    private float[] mean(int cell, float[] picture) {
        double[] sums = new double[COLOURS];
        for (int y = 0; y < side; y++) {
            int line = (cell / columns * side + y) * size.width() + cell % columns * side;
            for (int i = 0; i < side * COLOURS; i++) {
                sums[i % COLOURS] += picture[line * COLOURS + i];
            }
        }
        double pixels = (double) side * side;
        return row(sums[0] / pixels, sums[1] / pixels, sums[2] / pixels);
    }

    private float[] row(double red, double green, double blue) {
        float[] row = new float[cells.width()];
        cells.paint(red, green, blue, row);
        return row;
    }

    private void write(int cell, float... row) {
        parameters.write((long) cell * row.length, row, 0, row.length);
    }

    @Override
    public PictureSize size() {
        return size;
    }

    @Override
    public Tensor parameters() {
        return parameters;
    }

    @Override
    public void draw(Tensor picture, RandomGenerator random) {
        phases.accept(Phase.DECODE);
        show(parameters, picture);
    }

    @Override
    public void show(Tensor shown, Tensor picture) {
        try (Tensor colours = tape.take(1, rows, columns, COLOURS)) {
            cells.colours(shown, asList(colours));
            tape.kernels().averagePoolBackward(colours, side, picture);
            tape.kernels().scale(picture, (double) side * side);
        }
    }

    @Override
    public void backward(Tensor pictureGradient, Tensor gradient) {
        phases.accept(Phase.DECODE_BACKWARD);
        try (Tensor ofColours = tape.take(1, rows, columns, COLOURS)) {
            tape.kernels().averagePool(pictureGradient, side, ofColours);
            tape.kernels().scale(ofColours, (double) side * side);
            cells.backward(parameters, asList(ofColours), gradient);
        }
        pictureGradient.close();
    }

    private Tensor asList(Tensor colours) {
        return colours.first((long) rows * columns, COLOURS);
    }

    @Override
    public void settle() {
        cells.settle(parameters);
    }

    @Override
    public void state(State state) {
        state.tensor("cells", parameters);
    }
}
