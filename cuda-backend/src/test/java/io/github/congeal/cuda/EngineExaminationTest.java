package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.DeviceProvider.Verdict;
import io.github.congeal.internal.tensor.Finding;
import io.github.congeal.internal.tensor.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a driver's answers for Congeal's own kernels; the answers are made up. */
class EngineExaminationTest {
    private final FakeMachine machine = new FakeMachine();

    @BeforeEach
    void aDriverThatIsNewEnough() {
        machine.cudaVersion = 12_010;
        machine.release = "530.30.02";
    }

    @Test
    void aMachineOnWhichAllIsWell() {
        Verdict verdict = new EngineExamination(machine).verdict();
        assertThat(verdict.obstacle()).isNull();
        assertThat(verdict.name())
                .isEqualTo("NVIDIA GeForce RTX 3090, compute capability 8.6, 24.0 GB of memory, 23.0 GB free");
        assertThat(verdict.memory()).isEqualTo(23_000_000_000L - EngineExamination.OWN_NEEDS);
        assertThat(findings()).extracting(Finding::kind).containsOnly(Kind.FINE);
        assertThat(findings()).extracting(Finding::subject).containsExactly("Driver", "GPU", "Kernels");
        assertThat(machine.shutDown).isTrue();
    }

    @Test
    void nothingOfNvidiasIsNeededButTheDriver() {
        machine.systemLibraries.clear();
        machine.resources.clear();
        assertThat(new EngineExamination(machine).verdict().obstacle()).isNull();
    }

    @Test
    void noDriver() {
        machine.driver = false;
        expectObstacle("Driver", Kind.ABSENT, "No NVIDIA driver was found (libcuda.so.1)", "530.30.02");
        machine.platform = "windows-x86_64";
        expectObstacle("Driver", Kind.ABSENT, "nvcuda.dll", "531.14");
    }

    @Test
    void anOldDriver() {
        machine.cudaVersion = 12_000;
        machine.release = "525.60.13";
        expectObstacle("Driver", Kind.FAULT, "525.60.13, for CUDA up to 12.0. That is too old", "530.30.02");
        machine.tooOldToAnswer = true;
        machine.cudaVersion = 12_010;
        expectObstacle("Driver", Kind.FAULT, "too old to answer", "530.30.02");
    }

    @Test
    void aDriverWithAnError() {
        machine.initError = 803;
        expectObstacle("Driver", Kind.FAULT, "different versions", "restart the computer");
    }

    @Test
    void noGpu() {
        machine.with();
        expectObstacle("GPU", Kind.FAULT, "finds no GPU", "powered");
    }

    @ParameterizedTest
    @CsvSource({
        "6.1, begin with compute capability 8.0",
        "7.5, begin with compute capability 8.0",
        "8.0, ''",
        "8.6, ''",
        "8.9, ''",
        "9.0, ''",
        "10.0, ''",
        "12.0, ''",
    })
    void generationsOfGpus(String capability, String fault) {
        String[] numbers = capability.split("\\.");
        machine.with(FakeMachine.gpu("Some GPU", Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), 8, 8));
        if (fault.isEmpty()) {
            assertThat(new EngineExamination(machine).verdict().obstacle()).isNull();
            assertThat(findings().get(2).text())
                    .contains(capability.equals("9.0") ? "9.0 serve it." : "8.0 serve it, translated by the driver");
        } else {
            expectObstacle("GPU", Kind.FAULT, fault, "nd4j-cuda");
        }
    }

    @Test
    void tooLittleMemory() {
        machine.with(FakeMachine.gpu("Small GPU", 8, 6, 4, 1.1));
        expectObstacle("GPU", Kind.FAULT, "4.0 GB of memory, 1.1 GB free. That is too little", "other programs");
    }

    @Test
    void freeMemoryUnknown() {
        machine.management = false;
        assertThat(findings().get(1).kind()).isEqualTo(Kind.NOTE);
        assertThat(new EngineExamination(machine).verdict().memory())
                .isEqualTo(24_000_000_000L - EngineExamination.OWN_NEEDS);
    }

    @Test
    void ofSeveralGpusTheFirstThatSuitsIsTaken() {
        machine.with(
                FakeMachine.gpu("T4", 7, 5, 16, 15),
                FakeMachine.gpu("H100", 9, 0, 80, 1),
                FakeMachine.gpu("A100", 8, 0, 40, 39));
        EngineExamination examination = new EngineExamination(machine);
        assertThat(examination.ordinal()).isEqualTo(2);
        assertThat(examination.verdict().name()).contains("A100");
    }

    private List<Finding> findings() {
        return new EngineExamination(machine).findings();
    }

    private void expectObstacle(String subject, Kind kind, String text, String remedy) {
        Finding obstacle =
                findings().stream().filter(Finding::isObstacle).findFirst().orElseThrow();
        assertThat(obstacle.subject()).isEqualTo(subject);
        assertThat(obstacle.kind()).isEqualTo(kind);
        assertThat(obstacle.text()).contains(text);
        assertThat(obstacle.remedy()).contains(remedy);
        assertThat(new EngineExamination(machine).verdict().obstacle()).isEqualTo(obstacle.sentence());
    }
}
