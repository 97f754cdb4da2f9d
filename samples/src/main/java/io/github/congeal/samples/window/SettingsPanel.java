package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import io.github.congeal.Generation;
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
import javax.swing.Box;
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
    private static final Set<Control<?>> WITH_A_PLACE_OF_THEIR_OWN =
            Set.of(Control.PROMPTS, Control.TARGETS, Control.INITIAL_IMAGE, Control.SIZE);

    /** The controls shown at first, and their mnemonic letters. */
    private static final Map<Control<?>, Character> MNEMONICS =
            Map.of(Control.ITERATIONS, 't', Control.SEED, 'e', Control.CUTOUTS, 'u', Control.STEP_SIZE, 'i');

    private final PromptList prompts = new PromptList();
    private final ControlField<Integer> width = ControlField.side("width", NARROW);
    private final ControlField<Integer> height = ControlField.side("height", NARROW);
    private final SeedRow seed = new SeedRow();
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
     * @param complaint called with what is wrong with a file
     */
    SettingsPanel(List<Control<?>> controls, Runnable modelChanged, Consumer<String> complaint) {
        initialImage = new PictureWell(
                "initial-image", "Begin with", 'B', "The picture to begin with, stretched to size", complaint);
        target = new PictureWell(
                "target", "Become like", 'L', "A picture that the result should become like", complaint);
        for (Control<?> control : controls) {
            if (!WITH_A_PLACE_OF_THEIR_OWN.contains(control)) {
                ControlField<?> field = ControlField.of(control, NARROW);
                // Beside the button of that name.
                field.field().setName(control == Control.START ? "start-field" : control.name());
                fields.put(control, field);
            }
        }
        fields.put(Control.SEED, seed.field());

        Column column = new Column();
        column.setBorder(BorderFactory.createEmptyBorder(16, 16, 16, 16));
        column.heading("What it should show");
        column.wide(prompts.panel());
        column.heading("Pictures");
        column.wide(pictures());
        column.heading("How it is made");
        addNumbers(column);
        model = new ModelPicker(column, modelChanged);
        addMore(column);
        column.end();
        scroll = new JScrollPane(
                column,
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(BorderFactory.createEmptyBorder());
    }

    private JPanel pictures() {
        JPanel weight = new JPanel(new BorderLayout(6, 0));
        weight.add(new JLabel("Weight"), BorderLayout.LINE_START);
        weight.add(targetWeight, BorderLayout.CENTER);
        target.below(weight);
        // As high as the other one, so that the two pictures stand side by side.
        JPanel blank = new JPanel(null);
        blank.setPreferredSize(weight.getPreferredSize());
        initialImage.below(blank);
        JPanel pictures = new JPanel(new GridLayout(1, 2, 12, 0));
        pictures.add(initialImage.panel());
        pictures.add(target.panel());
        return pictures;
    }

    private void addNumbers(Column column) {
        Box size = Box.createHorizontalBox();
        size.add(width.field());
        size.add(new JLabel(" × "));
        size.add(height.field());
        width.field().getAccessibleContext().setAccessibleName("Width");
        height.field().getAccessibleContext().setAccessibleName("Height");
        column.row("Size", 'z', size, width.field());
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

    /** Shows in the empty fields what the model will do. */
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

    void showUsedSeed(long number) {
        seed.used(number);
    }

    /** The chosen model; empty while its files are still to be named. */
    Optional<ModelChoice> model() {
        return model.isComplete() ? Optional.of(model.choice()) : Optional.empty();
    }

    /**
     * The settings; empty if a field has an invalid value, which is then shown beside it.
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

    /** Shows an error beside the field with whose name the sentence begins; false if there is none. */
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
