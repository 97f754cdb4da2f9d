package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.DeviceProvider.Verdict;
import io.github.congeal.internal.tensor.Finding;
import io.github.congeal.internal.tensor.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a driver's answers; the answers are made up. */
class ExaminationTest {
    private final FakeMachine machine = new FakeMachine();

    @Test
    void aMachineOnWhichAllIsWell() {
        Verdict verdict = Examination.of(machine).verdict();
        assertThat(verdict.obstacle()).isNull();
        assertThat(verdict.name())
                .isEqualTo("NVIDIA GeForce RTX 3090, compute capability 8.6, 24.0 GB of memory, 23.0 GB free");
        assertThat(verdict.memory()).isEqualTo(23_000_000_000L - Examination.OWN_NEEDS);
        assertThat(Examination.of(machine).findings()).allMatch(finding -> finding.kind() == Kind.FINE);
        assertThat(machine.shutDown).isTrue();
        assertThat(finding("Driver").text()).isEqualTo("NVIDIA driver 510.47.03, for CUDA up to 11.6.");
        assertThat(finding("GPU").text()).contains("RTX 3090");
        assertThat(finding("CUDA").text()).contains("libcudnn.so.8");
    }

    @Test
    void noDriver() {
        machine.driver = false;
        expectObstacle("Driver", "No NVIDIA driver was found (libcuda.so.1)", "510.39.01");
        assertThat(Examination.of(machine).verdict().name()).isEmpty();
        assertThat(subjects()).containsExactly("Driver");
        assertThat(finding("Driver").kind()).isEqualTo(Kind.ABSENT);
        machine.platform = "windows-x86_64";
        expectObstacle("Driver", "nvcuda.dll", "511.23");
    }

    @ParameterizedTest
    @CsvSource({"macosx-arm64", "linux-arm64", "linux-ppc64le"})
    void aPlatformWithoutAnything(String platform) {
        machine.platform = platform;
        expectObstacle("Platform", platform, "Use the CPU");
    }

    @ParameterizedTest
    @CsvSource({
        "2, out of memory, Another program",
        "3, not initialized, Restart",
        "34, stub, library path",
        "46, busy, Another program",
        "101, invalid device, Restart",
        "304, operating system, Restart",
        "802, not ready, fabric manager",
        "803, different versions, restart the computer",
        "804, forward compatibility, cuda-compat",
        "999, error 999, Restart",
    })
    void theDriverAnswersWithAnError(int code, String name, String remedy) {
        machine.initError = code;
        expectObstacle("Driver", name, remedy);
        machine.initError = 0;
        machine.versionError = code;
        expectObstacle("Driver", "cuDriverGetVersion answered with error " + code, remedy);
        machine.versionError = 0;
        machine.countError = code;
        expectObstacle("Driver", "cuDeviceGetCount answered with error " + code, remedy);
        machine.countError = 0;
        machine.nameError = code;
        expectObstacle("Driver", "cuDeviceGetName answered with error " + code, remedy);
        assertThat(machine.shutDown).isTrue();
    }

    @Test
    void noGpu() {
        machine.initError = DriverError.NO_DEVICE;
        expectObstacle("GPU", "finds no GPU", "powered");
        machine.initError = 0;
        machine.with();
        expectObstacle("GPU", "finds no GPU", "powered");
        machine.environment.put("CUDA_VISIBLE_DEVICES", "-1");
        expectObstacle("GPU", "CUDA_VISIBLE_DEVICES is \"-1\"", "Unset it");
        assertThat(subjects()).containsExactly("Driver", "GPU");
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, 10020, 440.33, FAULT",
        "linux-x86_64, 11000, 450.51.05, FAULT",
        "linux-x86_64, 11000, 450.80.01, FAULT",
        "linux-x86_64, 11000, 450.80.02, NOTE",
        "linux-x86_64, 11000, 450.80.02.01, NOTE",
        "linux-x86_64, 11040, 470.199.02, NOTE",
        "linux-x86_64, 11050, odd, NOTE",
        "linux-x86_64, 11060, 510.39.01, FINE",
        "linux-x86_64, 12020, 535.54.03, FINE",
        "linux-x86_64, 13000, 580.65.06, FINE",
        "windows-x86_64, 11000, 451.82, FAULT",
        "windows-x86_64, 11000, 452.39, NOTE",
        "windows-x86_64, 11060, 511.23, FINE",
    })
    void releasesOfTheDriver(String platform, int cudaVersion, String release, Kind kind) {
        machine.platform = platform;
        machine.cudaVersion = cudaVersion;
        machine.release = release;
        assertThat(finding("Driver").kind()).isEqualTo(kind);
        assertThat(finding("Driver").text()).contains(release);
        assertThat(Examination.of(machine).obstacle() == null).isEqualTo(kind != Kind.FAULT);
    }

    @Test
    void aDriverFromBeforeTheQuestions() {
        machine.tooOldToAnswer = true;
        expectObstacle("Driver", "too old to answer", "510.39.01");
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, There is no machine code, There is no machine code",
        "3.0, There is no machine code, There is no machine code",
        "3.5, There is no machine code, There is no machine code",
        "3.7, '', There is no machine code",
        "5.0, '', ''",
        "5.2, '', ''",
        "5.3, '', ''",
        "6.0, '', There is no machine code",
        "6.1, '', ''",
        "6.2, '', ''",
        "7.0, '', There is no machine code",
        "7.2, '', There is no machine code",
        "7.5, '', ''",
        "8.0, '', There is no machine code",
        "8.6, '', ''",
        "8.7, '', ''",
        "8.9, '', ''",
        "9.0, This GPU is too new, This GPU is too new",
        "10.0, This GPU is too new, This GPU is too new",
        "12.0, This GPU is too new, This GPU is too new",
    })
    void generationsOfGpus(String capability, String onLinux, String onWindows) {
        String[] numbers = capability.split("\\.");
        machine.with(FakeMachine.gpu("Some GPU", Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), 8, 8));
        expectGpu(onLinux);
        machine.platform = "windows-x86_64";
        expectGpu(onWindows);
    }

    private void expectGpu(String fault) {
        if (fault.isEmpty()) {
            assertThat(finding("GPU").kind()).isEqualTo(Kind.FINE);
            assertThat(Examination.of(machine).verdict().obstacle()).isNull();
        } else {
            expectObstacle("GPU", "Some GPU", fault);
        }
    }

    @Test
    void tooLittleMemory() {
        machine.with(FakeMachine.gpu("Small GPU", 7, 5, 4, 1.4));
        expectObstacle("GPU", "4.0 GB of memory, 1.4 GB free", "at least 1.5 GB must be free");
        machine.with(FakeMachine.gpu("Small GPU", 7, 5, 4, 1.5));
        assertThat(Examination.of(machine).obstacle()).isNull();
    }

    @Test
    void freeMemoryUnknown() {
        machine.management = false;
        expectUnknownMemory();
        machine.management = true;
        machine.managementError = 1;
        expectUnknownMemory();
        machine.managementError = 0;
        machine.busError = 1;
        assertThat(finding("GPU").kind()).isEqualTo(Kind.NOTE);
        machine.management = false;
        machine.with(FakeMachine.gpu("Tiny GPU", 7, 5, 1, 1));
        expectObstacle("GPU", "Tiny GPU", "at least 1.5 GB");
    }

    private void expectUnknownMemory() {
        assertThat(finding("GPU").kind()).isEqualTo(Kind.NOTE);
        assertThat(finding("GPU").remedy()).contains("NVML");
        assertThat(finding("Driver").text()).isEqualTo("NVIDIA driver, for CUDA up to 11.6.");
        assertThat(Examination.of(machine).verdict().memory()).isEqualTo(24_000_000_000L - Examination.OWN_NEEDS);
    }

    @Test
    void ofSeveralGpusTheFirstIsTaken() {
        Gpu hopper = FakeMachine.gpu("H100", 9, 0, 80, 79);
        Gpu turing = FakeMachine.gpu("T4", 7, 5, 16, 15);
        Gpu ampere = FakeMachine.gpu("A100", 8, 0, 40, 39);
        machine.with(ampere, turing, hopper);
        assertThat(Examination.of(machine).obstacle()).isNull();
        assertThat(Examination.of(machine).findings()).allMatch(finding -> finding.kind() == Kind.FINE);
        machine.with(turing, hopper, ampere);
        assertThat(Examination.of(machine).obstacle()).isNull();
        assertThat(Examination.of(machine).findings())
                .filteredOn(finding -> finding.kind() == Kind.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.remedy()).contains("A100").contains(ampere.uuid()));
        machine.with(hopper, turing, ampere);
        expectObstacle(
                "GPU",
                "H100",
                "To take the A100, set the environment variable CUDA_VISIBLE_DEVICES to " + ampere.uuid());
        machine.uuidError = 1;
        expectObstacle("GPU", "H100", "its number in nvidia-smi");
        machine.with(hopper, hopper);
        expectObstacle("GPU", "H100", "This GPU is too new");
    }

    @Test
    void nd4jMissingOnTheClassPath() {
        machine.resources.remove(CudaPlatform.all().get(0).nativeResource(true));
        expectObstacle("ND4J", "without its machine code for linux-x86_64", "linux-x86_64-cudnn");
        machine.resources.clear();
        expectObstacle("ND4J", "is not on the class path", "org.nd4j:nd4j-cuda-11.6:1.0.0-M2.1");
    }

    @Test
    void nd4jWithoutCudnnNeedsNoCudnn() {
        machine.resources.remove(CudaPlatform.all().get(0).nativeResource(true));
        machine.resources.add(CudaPlatform.all().get(0).nativeResource(false));
        machine.systemLibraries.remove("libcudnn.so.8");
        assertThat(Examination.of(machine).obstacle()).isNull();
        assertThat(finding("ND4J").kind()).isEqualTo(Kind.NOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, libcudart.so.11.0",
        "linux-x86_64, libcublas.so.11",
        "linux-x86_64, libcublasLt.so.11",
        "linux-x86_64, libcusolver.so.11",
        "linux-x86_64, libcudnn.so.8",
        "windows-x86_64, cudart64_110.dll",
        "windows-x86_64, cublas64_11.dll",
        "windows-x86_64, cublasLt64_11.dll",
        "windows-x86_64, cusolver64_11.dll",
        "windows-x86_64, cudnn64_8.dll",
    })
    void aLibraryOfNvidiasMissing(String platform, String library) {
        machine.platform = platform;
        machine.systemLibraries.remove(library);
        expectObstacle("CUDA", "Missing: " + library + ".", platform + "-redist");
        machine.resources.add("org/bytedeco/cuda/" + platform + "/" + library);
        assertThat(Examination.of(machine).obstacle()).isNull();
    }

    @Test
    void ofSeveralFaultsTheFirstIsTold() {
        machine.release = "440.33";
        machine.with(FakeMachine.gpu("H100", 9, 0, 80, 79));
        machine.systemLibraries.clear();
        machine.resources.clear();
        expectObstacle("Driver", "440.33", "too old");
        assertThat(subjects()).containsExactly("Driver", "GPU", "ND4J", "CUDA");
    }

    @Test
    void releaseNumbers() {
        assertThat(DriverExamination.isBefore("450.51.05", "450.80.02")).isTrue();
        assertThat(DriverExamination.isBefore("1000.1", "450.80.02")).isFalse();
        assertThat(DriverExamination.isBefore("450.80.02", "450.80.02")).isFalse();
        assertThat(DriverExamination.isBefore("450", "450.80.02")).isFalse();
        assertThat(DriverExamination.isBefore("", "450.80.02")).isFalse();
    }

    private void expectObstacle(String subject, String text, String remedy) {
        Finding obstacle = Examination.of(machine).obstacle();
        assertThat(obstacle).isNotNull();
        assertThat(obstacle.subject()).isEqualTo(subject);
        assertThat(obstacle.text()).contains(text);
        assertThat(obstacle.text() + " " + obstacle.remedy()).contains(remedy);
        assertThat(obstacle.remedy()).isNotEmpty();
        assertThat(Examination.of(machine).verdict().obstacle()).isEqualTo(obstacle.text() + " " + obstacle.remedy());
    }

    private Finding finding(String subject) {
        return Examination.of(machine).findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects() {
        return Examination.of(machine).findings().stream().map(Finding::subject).toList();
    }
}
