package io.github.congeal.samples;

import io.github.congeal.diagnostics.Diagnosis;
import io.github.congeal.diagnostics.Doctor;
import io.github.congeal.diagnostics.SelfTest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports what the machine can compute with, and what to do about each fault. */
@Command(
        description = {
            "Reports which GPU, CPU and libraries there are, what will be used, and what to do about each fault.",
            "Exit code 1 if nothing can be computed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--self-test",
            description =
                    "Also run computations and compare their results with the expected ones; exit code 1 if they differ.")
    private boolean selfTest;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        Diagnosis diagnosis = Doctor.examine();
        out.print(diagnosis);
        out.flush();
        if (!diagnosis.canCompute()) {
            return ExitCode.SOFTWARE;
        }
        if (!selfTest) {
            return ExitCode.OK;
        }
        device.use();
        SelfTest result = SelfTest.run();
        out.println();
        out.print(result);
        out.flush();
        return result.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
