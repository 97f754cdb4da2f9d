package io.github.congeal.model;

import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.painter.Painter;
import io.github.congeal.internal.painter.TinyPainter;

/** The bundled model with a painter of made-up weights, which paints nothing that anybody would recognise. */
public final class PaintingModel {
    private PaintingModel() {}

    /** A new one, whose painter stays in memory. */
    public static Model create() {
        Networks bundled = Networks.of(Model.bundled());
        Weights weights = TinyPainter.weights(Tokenizer.VOCABULARY);
        return new Model(bundled.withPainter(Painter.load(weights, Tokenizer.VOCABULARY), weights), null, null);
    }
}
