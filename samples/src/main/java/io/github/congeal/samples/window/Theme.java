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

    private Theme() {}

    static boolean isDark() {
        return PREFERENCES.getBoolean(DARK, false);
    }

    /** Takes the one that was chosen last; before the first component is made. */
    static void install() {
        FlatLaf.setGlobalExtraDefaults(Map.of("@accentColor", "#5468ff"));
        apply();
    }

    /** Changes every open window, and remembers it. */
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
