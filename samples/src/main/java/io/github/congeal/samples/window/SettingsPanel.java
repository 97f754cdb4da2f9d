package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.Generation;
import io.github.congeal.Preset;
import io.github.congeal.control.Control;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Target;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JToggleButton;
import javax.swing.ScrollPaneConstants;

/** The panel for what the picture should show and how it is made. */
final class SettingsPanel {
    private static final int NARROW = 5;

    /** The controls that have several fields, or one that is not a text field. */
    private static final Set<Control<?>> WITH_OTHER_FIELDS =
            Set.of(Control.PROMPTS, Control.TARGETS, Control.INITIAL_IMAGE, Control.SIZE);

    /** The controls that are shown first among the hidden ones, because they are used often. */
    private static final List<Control<?>> OFTEN = List.of(
            Control.START,
            Control.CUTOUTS,
            Control.STEP_SIZE,
            Control.CUTOUT_METHOD,
            Control.REGULARIZERS,
            Control.STORY,
            Control.STOPS,
            Control.INITIAL_FIT,
            Control.MEMORY_LIMIT);

    /** The controls shown at first, and their mnemonic letters. */
    private static final Map<Control<?>, Character> MNEMONICS =
            Map.of(Control.ITERATIONS, 't', Control.SEED, 'e', Control.CUTOUTS, 'u', Control.STEP_SIZE, 'i');

    private static final Map<Control<?>, List<String>> CHOICES = Map.of(
            Control.START, List.of("random", "plain", "sketched", "perlin", "gradient", "pixels"),
            Control.INITIAL_FIT, List.of("stretch", "cover", "contain", "place"),
            Control.REGULARIZERS, List.of("saturation", "symmetry", "palette(colours=navy orange white)"),
            Control.CUTOUT_METHOD,
                    List.of("augmented", "plain", "updated", "nr-updated", "updated-pooling", "latest", "pytti"),
            Control.AUGMENTATIONS, List.of("spanish", "nerdyrodent", "pytti", "none"),
            Control.CUTOUTS, List.of("8", "16", "32", "64"),
            Control.CANVAS, List.of("latent", "codebook"),
            Control.OPTIMIZER, List.of("adam", "adamw", "adagrad", "adamax", "diff-grad", "adamp", "radam", "rmsprop"),
            Control.MEMORY_LIMIT, List.of("1000000000", "2000000000", "4000000000", "8000000000"));

    private final PromptList prompts = new PromptList();
    private final SizeRow size = new SizeRow();
    private final ControlField<Integer> width = size.width();
    private final ControlField<Integer> height = size.height();
    private final SeedRow seed;
    private final JSpinner targetWeight = PromptRow.weight("target-weight");
    private final PictureWell initialImage;
    private final PictureWell target;
    private final ModelPicker model;
    private final JScrollPane scroll;

    /** The fields of controls that have one field each. */
    private final Map<Control<?>, ControlField<?>> fields = new LinkedHashMap<>();

    /**
     * The panel.
     *
     * @param controls the controls to show
     * @param modelChanged called when another model was chosen
     * @param complaint called with the error if a file cannot be used
     * @param another the button that makes another picture
     * @param download the button that opens the downloads
     */
    SettingsPanel(
            List<Control<?>> controls,
            Runnable modelChanged,
            Consumer<String> complaint,
            JButton another,
            JButton download) {
        seed = new SeedRow(another);
        initialImage = new PictureWell("initial-image", "Begin with", 'B', "The picture to begin with", complaint);
        target = new PictureWell("target", "Become like", 'L', "A picture that the result should resemble", complaint);
        for (Control<?> control : oftenFirst(controls)) {
            if (!WITH_OTHER_FIELDS.contains(control)) {
                ControlField<?> field = ControlField.of(control, NARROW);
                // The name "start" is that of the button.
                field.field().setName(control == Control.START ? "start-field" : control.name());
                fields.put(control, field);
            }
        }
        fields.put(Control.SEED, seed.field());
        CHOICES.forEach((control, values) -> {
            if (fields.containsKey(control)) {
                fields.get(control).offer(values);
            }
        });

        Column column = new Column();
        column.setBorder(new Margin(16, 16, 16, 16));
        column.heading("What it should show");
        column.wide(prompts.panel());
        column.heading("Pictures");
        column.wide(pictures());
        column.heading("How it is made");
        addNumbers(column);
        model = new ModelPicker(column, modelChanged, download);
        addMore(column);
        column.end();
        scroll = new JScrollPane(
                column,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(BorderFactory.createEmptyBorder());
    }

    private static List<Control<?>> oftenFirst(List<Control<?>> controls) {
        List<Control<?>> ordered = new ArrayList<>(OFTEN);
        ordered.retainAll(controls);
        controls.stream().filter(control -> !OFTEN.contains(control)).forEach(ordered::add);
        return ordered;
    }

    private JPanel pictures() {
        JPanel weight = new JPanel(new BorderLayout(UIScale.scale(6), 0));
        weight.add(new JLabel("Weight"), BorderLayout.LINE_START);
        weight.add(targetWeight, BorderLayout.CENTER);
        target.below(weight);
        // The same height as the other one, so that the two pictures are aligned.
        JPanel blank = new JPanel(null);
        blank.setPreferredSize(weight.getPreferredSize());
        initialImage.below(blank);
        JPanel pictures = new JPanel(new GridLayout(1, 2, UIScale.scale(12), 0));
        pictures.add(initialImage.panel());
        pictures.add(target.panel());
        return pictures;
    }

    private void addNumbers(Column column) {
        column.row("Size", 'z', size.panel(), width.field());
        column.under(width.problem());
        column.under(height.problem());
        ControlField<?> iterations = fields.get(Control.ITERATIONS);
        column.row("Iterations", 't', iterations.field());
        column.under(iterations.problem());
        column.row("Seed", 'e', seed.panel(), seed.field().field());
        column.under(seed.field().problem());
    }

    private void addMore(Column column) {
        JToggleButton more = new JToggleButton("More", Glyph.CLOSED);
        more.setName("more");
        more.setMnemonic('o');
        more.setSelectedIcon(Glyph.OPEN);
        more.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        more.putClientProperty(
                FlatClientProperties.STYLE,
                "toolbar.margin: 3,0,3,6; toolbar.spacingInsets: 0,0,0,0; toolbar.selectedBackground: null");
        JPanel start = new JPanel(new BorderLayout());
        start.add(more, BorderLayout.LINE_START);
        column.wide(start);
        List<JComponent> hidden = new ArrayList<>();
        fields.forEach((control, field) -> {
            if (control != Control.ITERATIONS && control != Control.SEED) {
                hidden.add(column.row(label(control), MNEMONICS.getOrDefault(control, '\0'), field.field()));
                hidden.add(field.field());
                column.under(field.problem());
            }
        });
        hidden.forEach(component -> component.setVisible(false));
        more.addActionListener(event -> {
            hidden.forEach(component -> component.setVisible(more.isSelected()));
            column.revalidate();
        });
    }

    private static String label(Control<?> control) {
        String name = control.name().replace('-', ' ');
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    JScrollPane panel() {
        return scroll;
    }

    PromptList prompts() {
        return prompts;
    }

    /** Shows the model's values in the empty fields. */
    void showDefaults(Generation usual) {
        width.setDefault(usual.width());
        height.setDefault(usual.height());
        fields.keySet().stream()
                .filter(control -> control != Control.SEED)
                .forEach(control -> showDefault(control, usual.settings()));
    }

    private <T> void showDefault(Control<T> control, Settings usual) {
        usual.find(control).ifPresent(value -> fields.get(control).setDefault(control.write(value)));
    }

    /** Shows settings in all fields, such as those of a saved picture. */
    void show(Settings settings) {
        prompts.show(settings.find(Control.PROMPTS).orElse(List.of()));
        settings.find(Control.SIZE)
                .ifPresent(found -> size.set(Integer.toString(found.width()), Integer.toString(found.height())));
        fields.forEach((control, field) -> field.field().setText(text(settings, control)));
    }

    /** Shows the settings of a preset, and leaves the rest to the model; prompts, pictures and the seed stay. */
    void show(Preset preset) {
        Settings set = preset.settings();
        boolean sized = set.has(Control.SIZE);
        size.set(
                sized ? Integer.toString(set.get(Control.SIZE).width()) : "",
                sized ? Integer.toString(set.get(Control.SIZE).height()) : "");
        fields.forEach((control, field) -> {
            if (control != Control.SEED) {
                field.field().setText(set.has(control) ? text(set, control) : "");
            }
        });
    }

    private static <T> String text(Settings settings, Control<T> control) {
        return settings.find(control).map(control::write).orElse("");
    }

    /** Enters a seed. */
    void enterSeed(long number) {
        seed.field().field().setText(Long.toString(number));
    }

    /** Enters the seed after the last one. */
    void nextSeed() {
        seed.next();
    }

    void showUsedSeed(long number) {
        seed.used(number);
    }

    /** Adds models that have been downloaded since; returns whether there are any. */
    boolean offerFetchedModels() {
        return model.offerFetched();
    }

    /** The chosen model; empty as long as its files have not been chosen. */
    Optional<ModelChoice> model() {
        return model.isComplete() ? Optional.of(model.choice()) : Optional.empty();
    }

    /**
     * The settings; empty if a field has an invalid value, in which case an error is shown beside it.
     *
     * @throws IllegalArgumentException if something else is missing
     */
    Optional<PictureSettings> settings() {
        boolean usable = width.check() & height.check();
        for (ControlField<?> field : fields.values()) {
            usable &= field.check();
        }
        if (!usable) {
            return Optional.empty();
        }
        Settings said = Settings.EMPTY.with(Control.PROMPTS, prompts.prompts());
        if (target.file() != null) {
            double weight = ((Number) targetWeight.getValue()).doubleValue();
            said = said.with(Control.TARGETS, List.of(Target.of(target.file(), weight)));
        }
        if (initialImage.file() != null) {
            said = said.with(Control.INITIAL_IMAGE, ImageSource.of(initialImage.file()));
        }
        for (Control<?> control : fields.keySet()) {
            said = with(said, control);
        }
        return Optional.of(new PictureSettings(said, width.value(), height.value(), model.choice()));
    }

    private <T> Settings with(Settings settings, Control<T> control) {
        String text = fields.get(control).field().getText().strip();
        return text.isEmpty() ? settings : settings.withText(control, text);
    }

    /** Shows an error beside the field whose name the sentence begins with; returns false if there is no such field. */
    boolean complain(String sentence) {
        String name = sentence.split(" ", 2)[0];
        ControlField<?> field = name.equalsIgnoreCase("size") || name.equalsIgnoreCase("width")
                ? width
                : name.equalsIgnoreCase("height")
                        ? height
                        : fields.entrySet().stream()
                                .filter(entry -> entry.getKey().name().equalsIgnoreCase(name))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(null);
        if (field == null) {
            return false;
        }
        field.complain(sentence);
        field.field().requestFocusInWindow();
        return true;
    }
}
