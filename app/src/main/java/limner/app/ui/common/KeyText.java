package limner.app.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

/// Keys as people read them on their keyboard.
public final class KeyText {

    private static final Map<KeyCode, String> NAMES = Map.ofEntries(
            Map.entry(KeyCode.LEFT, "←"),
            Map.entry(KeyCode.RIGHT, "→"),
            Map.entry(KeyCode.UP, "↑"),
            Map.entry(KeyCode.DOWN, "↓"),
            Map.entry(KeyCode.SPACE, "Space"),
            Map.entry(KeyCode.ENTER, "Enter"),
            Map.entry(KeyCode.BACK_SPACE, "Backspace"),
            Map.entry(KeyCode.DELETE, "Del"),
            Map.entry(KeyCode.ESCAPE, "Esc"),
            Map.entry(KeyCode.TAB, "Tab"),
            Map.entry(KeyCode.HOME, "Home"),
            Map.entry(KeyCode.END, "End"),
            Map.entry(KeyCode.PAGE_UP, "PgUp"),
            Map.entry(KeyCode.PAGE_DOWN, "PgDn"),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.EQUALS, "="),
            Map.entry(KeyCode.MINUS, "−"),
            Map.entry(KeyCode.ADD, "Num +"),
            Map.entry(KeyCode.SUBTRACT, "Num −"),
            Map.entry(KeyCode.SLASH, "/"));

    private KeyText() {}

    /// Reads JavaFX's notation, for example `Shortcut+Shift+Z` or `[`; with modifiers not named the key counts only
    /// when none of them is held.
    public static KeyCombination parse(String text) {
        return KeyCombination.valueOf(
                switch (text) {
                    case "[" -> "Open Bracket";
                    case "]" -> "Close Bracket";
                    case "," -> "Comma";
                    case "." -> "Period";
                    default -> text;
                });
    }

    /// For example `Ctrl+Shift+Z`.
    public static String of(KeyCombination combination) {
        if (!(combination instanceof KeyCodeCombination keys)) {
            return combination.getDisplayText();
        }
        List<String> parts = new ArrayList<>();
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        add(parts, keys.getShortcut(), mac ? "⌘" : "Ctrl");
        add(parts, keys.getControl(), "Ctrl");
        add(parts, keys.getAlt(), mac ? "⌥" : "Alt");
        add(parts, keys.getShift(), "Shift");
        parts.add(NAMES.getOrDefault(keys.getCode(), keys.getCode().getName()));
        return String.join("+", parts);
    }

    private static void add(List<String> parts, ModifierValue value, String name) {
        if (value == ModifierValue.DOWN) {
            parts.add(name);
        }
    }
}
