package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.diagnostics.Finding.Kind;
import io.github.congeal.internal.tensor.host.NativeBuild;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuExaminationTest {
    @Test
    void nativeBuilds() {
        expect(Kind.FINE, "linux-x86_64-onednn, with oneDNN", "", "linux-x86_64-onednn");
        expect(Kind.NOTE, "linux-arm64, without oneDNN", "-onednn", "linux-arm64");
        expect(Kind.NOTE, "Several", "platform.extension=-onednn", "linux-x86_64", "linux-x86_64-onednn");
        expect(Kind.FAULT, "nothing can be computed", "nd4j-native");
    }

    private static void expect(Kind kind, String text, String advice, String... builds) {
        Finding finding = CpuExamination.nativeBuild(new NativeBuild(List.of(builds)));
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.text()).contains(text);
        assertThat(finding.advice()).contains(advice);
    }

    @Test
    void littleMemory() {
        assertThat(CpuExamination.memory(1_900_000_000).kind()).isEqualTo(Kind.NOTE);
        assertThat(CpuExamination.memory(1_900_000_000).advice()).contains("maxphysicalbytes");
        assertThat(CpuExamination.memory(2_000_000_000).kind()).isEqualTo(Kind.FINE);
    }

    @Test
    void thisMachine() {
        Map<String, String> environment = Map.of("OMP_NUM_THREADS", "3");
        assertThat(CpuExamination.findings(environment))
                .extracting(Finding::subject)
                .containsExactly("System", "ND4J", "Processor", "Memory", "Cache");
        assertThat(CpuExamination.findings(environment))
                .anyMatch(finding -> finding.text().contains("OMP_NUM_THREADS=3"))
                .anyMatch(finding -> finding.text().contains(NativeBuild.platform() + ", Java"));
    }
}
