package io.github.congeal;

import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one tiny model, loaded before the first of them. */
abstract class TinyModelTest {
    static Model model;

    @BeforeAll
    static void load(@TempDir Path models) throws IOException {
        model = TinyModel.in(models);
    }

    @AfterAll
    static void close() {
        model.close();
    }
}
