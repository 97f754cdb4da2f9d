package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

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

    /** Each way of loading has two parts, or more. */
    @Test
    void oneThreadLoadsWhereOneIsAllowed() throws Exception {
        assumeThat(TASKS).as("Linux tells the threads of a process").isReadable();
        assertThat(ChildJvm.run(Loading.class, "-Dthreads=1"))
                .contains("painters: 1\n")
                .contains("others: 0\n");
        assertThat(ChildJvm.run(Loading.class, "-Dthreads=2", "-XX:ActiveProcessorCount=8"))
                .containsPattern("painters: [12]\n")
                .containsPattern("others: [01]\n");
    }

    /** Loads the bundled model, and counts the threads of Congeal's and of OpenMP's that there were meanwhile. */
    static final class Loading {
        private static final int A_WHILE = 20;

        public static void main(String... arguments) throws InterruptedException {
            // Starts ND4J, whose BLAS has threads of its own, as many as there are processors.
            Nd4j.create(1).close();
            Thread painter = new Thread(Loading::load, NAME);
            painter.start();
            Set<Path> before = Set.of();
            long painters = 0;
            long others = 0;
            while (painter.isAlive()) {
                // A thread of Java's has its creator's name too, until it has set its own: what counts is who keeps it.
                Set<Path> named = Counting.named();
                painters = Math.max(
                        painters, named.stream().filter(before::contains).count());
                before = named;
                others = Math.max(
                        others,
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("congeal"))
                                .count());
                Thread.sleep(A_WHILE);
            }
            System.out.println("painters: " + painters);
            System.out.println("others: " + others);
        }

        private static void load() {
            Model.bundled(LoadOptions.defaults().threads(Integer.getInteger("threads")));
        }
    }

    /** What the builder loads by itself is loaded within its limit. */
    @Test
    void oneThreadLoadsForABuilder() throws Exception {
        assertThat(ChildJvm.run(Building.class, "-XX:ActiveProcessorCount=8")).contains("workers: 0\n");
    }

    /** Builds a generation, and counts the threads that this has left waiting. */
    static final class Building {
        public static void main(String... arguments) {
            Generation.builder().prompt("a red apple").threads(1).build();
            System.out.println("workers: "
                    + Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("congeal-worker"))
                            .count());
        }
    }

    /**
     * Makes a picture on a thread of a name that OpenMP's threads inherit, and counts threads of that name. ND4J, whose
     * BLAS has threads of its own, is started before.
     */
    static final class Counting {
        public static void main(String... arguments) throws InterruptedException {
            Nd4j.create(1).close();
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
                System.out.println("painters: " + named().size());
            }
        }

        private static Set<Path> named() {
            try (Stream<Path> tasks = Files.list(TASKS)) {
                return tasks.filter(task -> name(task).startsWith(NAME)).collect(Collectors.toSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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
