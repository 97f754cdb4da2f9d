package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.util.Map;
import java.util.prefs.Preferences;

/** Dark or light, as the user chose last. */
final class Theme {
    private static final String DARK = "dark";
    private static final Preferences PREFERENCES = Preferences.userNodeForPackage(Theme.class);

    /** The differences from FlatLaf's own look: its colour, a little more space, rounder corners. */
    private static final Map<String, String> LOOK = Map.of(
            "@accentColor", "#5468ff",
            "Component.arc", "8",
            "Button.arc", "8",
            "TextComponent.arc", "8",
            "Button.margin", "4,12,4,12",
            "TextField.margin", "4,8,4,8",
            "ComboBox.padding", "4,8,4,8",
            "Spinner.padding", "4,8,4,8");

    private Theme() {}

    static boolean isDark() {
        return PREFERENCES.getBoolean(DARK, false);
    }

    /** Applies the theme that was chosen last. Call it before the first component is created. */
    static void install() {
        FlatLaf.setGlobalExtraDefaults(LOOK);
        apply();
    }

    /** Changes all open windows, and remembers the choice. */
    static void choose(boolean dark) {
        PREFERENCES.putBoolean(DARK, dark);
        apply();
        FlatLaf.updateUI();
    }

    private static void apply() {
        if (isDark()) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
    }
}
