package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String NAME = "painter";

    @Test
    void oneThreadMeansOne() throws Exception {
        assumeThat(TASKS).as("Linux tells the threads of a process").isReadable();
        assertThat(ChildJvm.run(Counting.class, "-Dthreads=1")).contains("painters: 1\n");
    }

    @Test
    void threeThreadsMeanNoMore() throws Exception {
        assumeThat(TASKS).as("Linux tells the threads of a process").isReadable();
        assertThat(ChildJvm.run(Counting.class, "-Dthreads=3", "-XX:ActiveProcessorCount=8"))
                .containsPattern("painters: [123]\n");
    }

    /** OpenMP tells what it was told when it is loaded. */
    @Test
    void waitingThreadsSleep() throws Exception {
        assumeThat(TASKS).as("Linux has the OpenMP that can be told so").isReadable();
        assertThat(ChildJvm.run(Counting.class, Map.of("OMP_DISPLAY_ENV", "verbose"), "-Dthreads=2"))
                .contains("OMP_WAIT_POLICY = 'PASSIVE'");
    }

    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().threads(0))
                .withMessage("threads was 0, but must be a whole number of at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.defaults().threads(-2))
                .withMessageContaining("threads was -2");
    }

    /**
     * Makes a picture on a thread of a name that OpenMP's threads inherit, and counts threads of that name. The model,
     * which is not loaded for the run alone, is loaded before.
     */
    static final class Counting {
        public static void main(String... arguments) throws InterruptedException {
            Model.bundled();
            Thread painter = new Thread(Counting::paint, NAME);
            painter.start();
            painter.join();
        }

        private static void paint() {
            Generation generation = Generation.builder()
                    .prompt("a red apple")
                    .size(128, 128)
                    .cutouts(8)
                    .iterations(2)
                    .threads(Integer.getInteger("threads"))
                    .build();
            try (FrameIterator frames = generation.frames()) {
                frames.next();
                frames.next();
                System.out.println("painters: " + named());
            }
        }

        private static long named() {
            try (Stream<Path> tasks = Files.list(TASKS)) {
                return tasks.filter(task -> name(task).startsWith(NAME)).count();
            } catch (IOException e) {
                return -1;
            }
        }

        private static String name(Path task) {
            try {
                return Files.readString(task.resolve("comm"));
            } catch (IOException e) {
                return "ended meanwhile";
            }
        }
    }
}
