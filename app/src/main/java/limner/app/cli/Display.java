package limner.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Whether windows can be shown here.
public enum Display {
    THERE,
    NONE;

    /// Looks at this process. On Linux and its kin a window needs an X or Wayland display, unless JavaFX was told to
    /// draw
    /// without one.
    public static Display ofThisProcess() {
        return of(System.getProperties(), System.getenv());
    }

    static Display of(Properties properties, Map<String, String> environment) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win") || system.contains("mac")) {
            return THERE;
        }
        if (isSet(properties.getProperty("glass.platform"))) {
            return THERE;
        }
        return isSet(environment.get("DISPLAY")) || isSet(environment.get("WAYLAND_DISPLAY")) ? THERE : NONE;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
