package io.github.congeal.diagnostics;

import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.model.Model;
import java.nio.file.Path;

/**
 * Writes the values that the self-test compares with: to be run on the CPU, and again whenever the bundled model
 * changes.
 */
final class SelfTestValues {
    private SelfTestValues() {}

    /**
     * Writes them.
     *
     * @param arguments the folder {@code diagnostics/src/main/resources/io/github/congeal/diagnostics}
     */
    public static void main(String... arguments) {
        SafetensorsWriter writer = new SafetensorsWriter();
        StepSelfTest.values(Networks.of(Model.bundled()))
                .forEach((name, values) -> writer.add(name, values, values.length));
        writer.write(Path.of(arguments[0]).resolve(StepSelfTest.FILE));
    }
}
