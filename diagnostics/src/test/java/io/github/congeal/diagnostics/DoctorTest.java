package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Finding FINE = Finding.fine("Driver", "All is well.");

    @TempDir
    private Path folder;

    @Test
    void withoutTheModuleForGpusTheCpuIsUsedAndNothingIsAFault() {
        Diagnosis diagnosis = Doctor.examine();
        assertThat(diagnosis.device()).isEqualTo(Device.CPU);
        assertThat(diagnosis.gpu()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.ABSENT);
            assertThat(finding.text()).contains("congeal-cuda-backend");
        });
        assertThat(diagnosis.toString())
                .contains("none", "which is normal", "oneDNN", "Congeal will use the CPU. Nothing is wrong.")
                .doesNotContain("fault");
    }

    @Test
    void anObstacleKeepsTheEngineOnTheCpu() {
        Finding fault = new Finding(Finding.Kind.FAULT, "Driver", "It is too old.", "Install a newer one.");
        Finding note = Finding.note("Driver", "It is rather old.", "Install a newer one.");
        assertThat(new Diagnosis(List.of(FINE, note), List.of()).device()).isEqualTo(Device.GPU);
        Diagnosis faulty = new Diagnosis(List.of(FINE, fault), List.of());
        assertThat(faulty.device()).isEqualTo(Device.CPU);
        assertThat(faulty.canCompute()).isTrue();
        assertThat(new Diagnosis(List.of(fault), List.of(fault)).canCompute()).isFalse();
        assertThat(new Diagnosis(List.of(FINE), List.of(fault)).canCompute()).isTrue();
        assertThat(faulty.toString()).doesNotContain("Nothing is wrong.");
        assertThat(faulty.toString().lines().map(String::strip))
                .contains(
                        "ok     Driver    All is well.", "fault  Driver    It is too old.", "-> Install a newer one.");
    }

    @Test
    void ofSeveralWaysTheBestThatServesIsTold() {
        Finding old = new Finding(Finding.Kind.FAULT, "GPU", "It is old.", "Buy a new one.");
        Finding other = Finding.fine("ND4J", "It is there.");
        assertThat(Doctor.firstThatServes(List.of(List.of(FINE), List.of(FINE, other))))
                .containsExactly(FINE);
        List<Finding> second = Doctor.firstThatServes(List.of(List.of(FINE, old), List.of(FINE, other)));
        assertThat(second).containsExactly(FINE, Finding.note("GPU", "It is old.", ""), other);
        assertThat(new Diagnosis(second, List.of()).device()).isEqualTo(Device.GPU);
        List<Finding> none = Doctor.firstThatServes(List.of(List.of(FINE, old), List.of(old)));
        assertThat(none).containsExactly(FINE, old);
        assertThat(new Diagnosis(none, List.of()).device()).isEqualTo(Device.CPU);
    }

    @Test
    void startsNothing() throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        assertThat(examine("-Dorg.slf4j.simpleLogger.logFile=" + log)).contains("GPU", "Congeal will use the CPU.");
        assertThat(log).doesNotExist();
    }

    /** JavaCPP's own limit is four times the heap. */
    @Test
    void theMemoryIsTheMachinesHoweverSmallTheHeap() throws IOException, InterruptedException {
        assertThat(examine("-Xmx64m"))
                .containsPattern("(\\d+\\.\\d) GB of memory, of which \\1 GB may be used by a run");
    }

    @Test
    void aJvmWhichForbidsWhatTheEngineNeedsIsAFault() throws IOException, InterruptedException {
        assertThat(examine("--limit-modules", "java.desktop,java.net.http,jdk.management"))
                .contains("fault  ND4J", "--add-modules jdk.unsupported", "can compute nothing")
                .doesNotContain("Nothing is wrong", "will use");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void deniedMemoryAccessIsAFault() throws IOException, InterruptedException {
        assertThat(examine("--sun-misc-unsafe-memory-access=deny"))
                .contains("fault  ND4J", "--sun-misc-unsafe-memory-access=allow")
                .doesNotContain("Nothing is wrong");
    }

    private static String examine(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Examine.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static final class Examine {
        private Examine() {}

        public static void main(String... arguments) {
            System.out.print(Doctor.examine());
        }
    }
}
