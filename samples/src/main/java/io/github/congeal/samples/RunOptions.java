package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.ModelUnavailableException;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import io.github.congeal.video.FinishingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the commands that make pictures: how they are made, by which model, and what is shown meanwhile. */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private GenerationOptions generation;

    @Mixin
    private ModelOptions models;

    @Mixin
    private OutputOptions output;

    /**
     * Adds an option for each control.
     *
     * @param without those that get none
     */
    void take(List<Control<?>> controls, Set<Control<?>> without) {
        generation.addTo(command, controls, without);
    }

    /** The options of how a picture is made. */
    GenerationOptions generation() {
        return generation;
    }

    /** The options that select the model. */
    ModelOptions models() {
        return models;
    }

    /** The options for the amount of output. */
    OutputOptions output() {
        return output;
    }

    /** The settings that the options say. */
    Settings settings() throws IOException {
        return generation.settings();
    }

    /** The selected model, to be closed. */
    Model open() throws ModelUnavailableException {
        return models.open(NeededNetworks.BOTH, output);
    }

    /** The generation of a prompt of the command line, which may be a story. */
    Generation generationOf(String prompt, Model model) throws IOException {
        Generation.Builder builder = builder(model);
        GenerateCommand.say(prompt, builder);
        return builder.build();
    }

    /** A builder with these options, to which the prompts are still to be added. */
    Generation.Builder builder(Model model) throws IOException {
        return generation.builder(model);
    }

    /**
     * Shows the progress of a run.
     *
     * @param every how many steps lie between two lines, at least 1
     */
    Progress progress(Generation run, int every) {
        return Progress.of(run, Math.max(1, every), complaints(), output.quiet());
    }

    /** Shows the progress of finishing a film. */
    FinishingListener filmProgress() {
        return FilmProgress.of(complaints(), output.quiet());
    }

    /** Prints a line, such as what was made. */
    void say(Object line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Where progress and complaints are printed. */
    PrintWriter complaints() {
        return command.commandLine().getErr();
    }

    /**
     * Checks an option's value.
     *
     * @throws ParameterException if it is too small
     */
    void atLeast(String option, int value, int least) {
        if (value < least) {
            throw wrong("%s was %s, but must be at least %s".formatted(option, value, least));
        }
    }

    /** What is wrong with the arguments. */
    ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
