package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import io.github.congeal.Generation;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Where it is said what the picture should show and how it is to be made. */
final class SettingsPanel {
    private static final int NARROW = 5;

    private final PromptList prompts = new PromptList();
    private final NumberField<Integer> width = NumberField.wholeNumber("width", NARROW);
    private final NumberField<Integer> height = NumberField.wholeNumber("height", NARROW);
    private final NumberField<Integer> iterations = NumberField.wholeNumber("iterations", NARROW);
    private final NumberField<Integer> cutouts = NumberField.wholeNumber("cutouts", NARROW);
    private final NumberField<Double> stepSize = NumberField.decimal("stepSize", NARROW);
    private final SeedRow seed = new SeedRow();
    private final JSpinner targetWeight = PromptRow.weight("target-weight");
    private final PictureWell initialImage;
    private final PictureWell target;
    private final ModelPicker model;
    private final JScrollPane scroll;

    /** The fields, by the parameter's name with which a builder's complaint about it begins. */
    private final Map<String, NumberField<?>> fields = new LinkedHashMap<>();

    /**
     * The panel.
     *
     * @param modelChanged is run when another model was chosen
     * @param complaint is told what is wrong with a file
     */
    SettingsPanel(Runnable modelChanged, Consumer<String> complaint) {
        initialImage = new PictureWell(
                "initial-image", "Begin with", 'B', "The picture to begin with, stretched to size", complaint);
        target = new PictureWell(
                "target", "Become like", 'L', "A picture that the result should become like", complaint);
        fields.put("size", width);
        fields.put("width", width);
        fields.put("height", height);
        fields.put("iterations", iterations);
        fields.put("seed", seed.field());
        fields.put("cutouts", cutouts);
        fields.put("stepSize", stepSize);

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
        JLabel cutoutsLabel = column.row("Cutouts", 'u', cutouts.field());
        column.under(cutouts.problem());
        JLabel stepSizeLabel = column.row("Step size", 'i', stepSize.field());
        column.under(stepSize.problem());
        List<JComponent> hidden = List.of(cutoutsLabel, cutouts.field(), stepSizeLabel, stepSize.field());
        hidden.forEach(component -> component.setVisible(false));
        more.addActionListener(event -> {
            hidden.forEach(component -> component.setVisible(more.isSelected()));
            column.revalidate();
        });
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
        iterations.setDefault(usual.iterations());
        cutouts.setDefault(usual.cutouts());
        stepSize.setDefault(usual.stepSize());
    }

    void showUsedSeed(long number) {
        seed.used(number);
    }

    /** The model that is chosen; empty where its files are still to be named. */
    Optional<ModelChoice> model() {
        return model.isComplete() ? Optional.of(model.choice()) : Optional.empty();
    }

    /**
     * What was asked for; empty if a field holds no number, which is then said beside it.
     *
     * @throws IllegalArgumentException if something else is missing
     */
    Optional<PictureSettings> settings() {
        boolean usable = true;
        for (NumberField<?> field : fields.values()) {
            usable &= field.check();
        }
        if (!usable) {
            return Optional.empty();
        }
        return Optional.of(new PictureSettings(
                prompts.prompts(),
                target.file(),
                ((Number) targetWeight.getValue()).doubleValue(),
                initialImage.file(),
                width.value(),
                height.value(),
                iterations.value(),
                seed.field().value(),
                cutouts.value(),
                stepSize.value(),
                model.choice()));
    }

    /** Says what is wrong beside the field that the sentence begins with; false if there is none. */
    boolean complain(String sentence) {
        String parameter = sentence.split(" ", 2)[0];
        for (Map.Entry<String, NumberField<?>> entry : fields.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(parameter)) {
                entry.getValue().complain(sentence);
                entry.getValue().field().requestFocusInWindow();
                return true;
            }
        }
        return false;
    }
}
