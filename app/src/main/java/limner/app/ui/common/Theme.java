package limner.app.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;

/// The three looks of the desk.
public enum Theme {
    DARK,
    LIGHT,
    HIGH_CONTRAST;

    /// The stylesheet every control starts from.
    public String userAgentStylesheet() {
        return switch (this) {
            case DARK, HIGH_CONTRAST -> new PrimerDark().getUserAgentStylesheet();
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
        };
    }

    /// The desk's own stylesheets on top of it, in order.
    public List<String> stylesheets() {
        return switch (this) {
            case DARK -> List.of(sheet("bridge.css"), sheet("desk.css"), sheet("dark.css"));
            case LIGHT -> List.of(sheet("bridge.css"), sheet("desk.css"), sheet("light.css"));
            case HIGH_CONTRAST ->
                List.of(sheet("bridge.css"), sheet("desk.css"), sheet("dark.css"), sheet("high-contrast.css"));
        };
    }

    /// The look after this one.
    public Theme next() {
        return switch (this) {
            case DARK -> LIGHT;
            case LIGHT -> HIGH_CONTRAST;
            case HIGH_CONTRAST -> DARK;
        };
    }

    private static String sheet(String name) {
        return String.valueOf(Theme.class.getResource(name));
    }
}
