package io.github.congeal.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.cuda.Finding.Kind;
import io.github.congeal.internal.tensor.host.NativeBuild;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuExaminationTest {
    @Test
    void nativeBuilds() {
        expect(Kind.FINE, "linux-x86_64-onednn, with oneDNN", "", "linux-x86_64-onednn");
        expect(Kind.NOTE, "linux-arm64, without oneDNN", "-onednn", "linux-arm64");
        expect(Kind.NOTE, "Several", "platform.extension=-onednn", "linux-x86_64", "linux-x86_64-onednn");
        expect(Kind.NOTE, "nothing can be computed", "nd4j-native");
    }

    private static void expect(Kind kind, String text, String remedy, String... builds) {
        Finding finding = CpuExamination.nativeBuild(new NativeBuild(List.of(builds)));
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.text()).contains(text);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void littleMemory() {
        assertThat(CpuExamination.memory(1_900_000_000).kind()).isEqualTo(Kind.NOTE);
        assertThat(CpuExamination.memory(1_900_000_000).remedy()).contains("-Xmx");
        assertThat(CpuExamination.memory(2_000_000_000).kind()).isEqualTo(Kind.FINE);
    }

    @Test
    void thisMachine() {
        FakeMachine machine = new FakeMachine();
        machine.environment.put("OMP_NUM_THREADS", "3");
        assertThat(CpuExamination.findings(machine))
                .extracting(Finding::subject)
                .containsExactly("System", "ND4J", "Processor", "Memory", "Cache");
        assertThat(CpuExamination.findings(machine))
                .anyMatch(finding -> finding.text().contains("OMP_NUM_THREADS=3"))
                .anyMatch(finding -> finding.text().contains("linux-x86_64, Java"));
    }
}
