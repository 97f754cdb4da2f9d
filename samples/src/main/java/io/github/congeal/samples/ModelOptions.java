package io.github.congeal.samples;

import io.github.congeal.ModelUnavailableException;
import io.github.congeal.ResumeOptions;
import io.github.congeal.control.Device;
import io.github.congeal.control.Form;
import io.github.congeal.model.Activation;
import io.github.congeal.model.Catalogue;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that select the model. */
final class ModelOptions {
    static final String BUNDLED = "bundled";
    private static final String USUAL_CLIP = "ViT-B/32";

    private static final Pattern WEIGHTED = Pattern.compile("(.+):([0-9.]+(?:[eE][+-]?[0-9]+)?)");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "NAME[+CLIP]",
            description = "The model: bundled (the small one inside this program, the default), or one that 'congeal"
                    + " models' lists, after 'congeal models fetch NAME': imagenet_f16_16384+ViT-B/16.")
    private @Nullable String name;

    @Option(
            names = "--clip-model",
            paramLabel = "NAME",
            description = "The CLIP for a --model that names none. Default: " + USUAL_CLIP + ".")
    private @Nullable String clipName;

    @Option(
            names = "--clip-activation",
            paramLabel = "NAME",
            description = "The activation in CLIP's transformers, which the weights do not reveal:"
                    + " ${COMPLETION-CANDIDATES}. Default: what a configuration beside the file says, otherwise"
                    + " QUICK_GELU.")
    private @Nullable Activation activation;

    @Option(
            names = "--with-clip",
            paramLabel = "CLIP[:WEIGHT]",
            description = "A further CLIP that judges the picture, too: a file, or a name that 'congeal models' lists."
                    + " Its weight is relative to 1 for the first. May be given several times.")
    private List<String> furtherClips = new ArrayList<>();

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable Files files;

    @Mixin
    private DeviceOptions device;

    /** One or both. */
    static final class Files {
        @Option(
                names = "--vqgan",
                paramLabel = "FILE",
                description = "A VQGAN's weights in any published format: .ckpt, .safetensors, .msgpack.")
        private @Nullable Path vqgan;

        @Option(
                names = "--clip",
                paramLabel = "FILE",
                description = "A CLIP's weights in any published format: .pt, .safetensors, .bin.")
        private @Nullable Path clip;
    }

    /**
     * The selected model; to be closed.
     *
     * @param networks the networks that the command needs
     * @param output whether to show the progress of loading
     * @throws ModelUnavailableException if it is a published one that is not on this machine
     */
    Model open(NeededNetworks networks, OutputOptions output) throws ModelUnavailableException {
        Model model = openFirst(networks, output);
        for (String written : furtherClips) {
            model = withClip(model, written, output);
        }
        return model;
    }

    /** How a saved run gets its model again: the selected one, to be closed; if none was selected, its own. */
    ResumeOptions again(OutputOptions output) throws ModelUnavailableException {
        if (name != null || clipName != null || files != null || !furtherClips.isEmpty()) {
            return ResumeOptions.defaults().model(open(NeededNetworks.BOTH, output));
        }
        return device.device() == Device.AUTO
                ? ResumeOptions.defaults()
                : ResumeOptions.defaults().loading(LoadOptions.defaults().device(device.device()));
    }

    private Model withClip(Model model, String written, OutputOptions output) throws ModelUnavailableException {
        Matcher weighted = WEIGHTED.matcher(written);
        boolean hasWeight = weighted.matches();
        String clip = hasWeight ? weighted.group(1) : written;
        double weight = hasWeight ? Double.parseDouble(weighted.group(2)) : 1;
        try (LoadProgress progress = progress(output)) {
            LoadOptions options = LoadOptions.defaults().listener(progress);
            return model.withClip(clipFile(clip), weight, options);
        } catch (ModelUnavailableException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Path clipFile(String clip) throws ModelUnavailableException {
        return Catalogue.standard().find(clip).isPresent()
                ? ModelCache.standard().get(Catalogue.standard().get(clip, PublishedModel.Kind.CLIP))
                : Form.path("ViT-B-32.pt").read(clip);
    }

    private Model openFirst(NeededNetworks networks, OutputOptions output) throws ModelUnavailableException {
        if (files != null && (name != null || clipName != null)) {
            throw wrong("give either --model or --vqgan and --clip, not both");
        }
        if (files != null) {
            return fromFiles(files, networks, output);
        }
        boolean bundled = name == null || name.equals(BUNDLED);
        if (bundled && clipName != null && networks != NeededNetworks.CLIP) {
            throw wrong("--clip-model needs a --model that 'congeal models' lists");
        }
        return bundled && clipName == null ? Model.bundled(device.device()) : published(networks, output);
    }

    private Model fromFiles(Files given, NeededNetworks networks, OutputOptions output) {
        if (networks.vqgan() && given.vqgan == null) {
            throw wrong("Missing required argument(s): --vqgan=FILE");
        }
        if (networks.clip() && given.clip == null) {
            throw wrong("Missing required argument(s): --clip=FILE");
        }
        try (LoadProgress progress = progress(output)) {
            return networks.load(given.vqgan, given.clip, options(progress));
        }
    }

    private Model published(NeededNetworks networks, OutputOptions output) throws ModelUnavailableException {
        String pair = name == null || name.equals(BUNDLED) ? "" : name;
        int plus = pair.indexOf('+');
        if (plus >= 0 && clipName != null) {
            throw wrong("--model %s names a CLIP already; leave out --clip-model".formatted(pair));
        }
        String vqgan = plus < 0 ? pair : pair.substring(0, plus);
        String clip = plus >= 0 ? pair.substring(plus + 1) : clipName == null ? USUAL_CLIP : clipName;
        for (String part : List.of(vqgan, clip)) {
            if (!part.isEmpty() && Catalogue.standard().find(part).isEmpty()) {
                throw wrong("there is no model named '%s', only '%s' and the published ones: %s"
                        .formatted(part, BUNDLED, likeliest(part)));
            }
        }
        try (LoadProgress progress = progress(output)) {
            return networks.cached(vqgan, clip, options(progress));
        }
    }

    private LoadProgress progress(OutputOptions output) {
        return LoadProgress.of(command.commandLine().getErr(), output.quiet());
    }

    private LoadOptions options(LoadProgress progress) {
        LoadOptions options = LoadOptions.defaults().listener(progress).device(device.device());
        return activation == null ? options : options.activation(activation);
    }

    private static String likeliest(String name) {
        List<PublishedModel> near = Catalogue.standard().near(name);
        return (near.isEmpty() ? Catalogue.standard().models() : near)
                .stream().map(PublishedModel::name).collect(Collectors.joining(", "));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
