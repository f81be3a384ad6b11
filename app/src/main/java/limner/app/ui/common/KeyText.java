package limner.app.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/// Keys as people read them on their keyboard.
public final class KeyText {

    private static final Texts TEXTS = Texts.beside(KeyText.class);

    /// Keys whose sign says what they do; the others are words.
    private static final Map<KeyCode, String> SIGNS = Map.ofEntries(
            Map.entry(KeyCode.LEFT, "←"),
            Map.entry(KeyCode.RIGHT, "→"),
            Map.entry(KeyCode.UP, "↑"),
            Map.entry(KeyCode.DOWN, "↓"),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.EQUALS, "="),
            Map.entry(KeyCode.MINUS, "−"),
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

    /// Reads what somebody's file says; empty where that is no key.
    static Optional<KeyCombination> read(String text) {
        try {
            String known = isMac() ? text : text.replace("Ctrl+", "Shortcut+");
            return Optional.of(parse(known)).filter(k -> k instanceof KeyCodeCombination);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Writes a key so that [#parse] reads it.
    public static String write(KeyCombination key) {
        return key.getName();
    }

    /// The key that was pressed, with its modifiers; empty while it is a modifier alone, or one without a name.
    public static Optional<KeyCombination> pressed(KeyEvent e) {
        if (e.getCode().isModifierKey() || e.getCode() == KeyCode.UNDEFINED) {
            return Optional.empty();
        }
        boolean control = e.isControlDown() && !(e.isShortcutDown() && !isMac());
        return Optional.of(new KeyCodeCombination(
                e.getCode(),
                down(e.isShiftDown()),
                down(control),
                down(e.isAltDown()),
                down(e.isMetaDown() && !(e.isShortcutDown() && isMac())),
                down(e.isShortcutDown())));
    }

    private static ModifierValue down(boolean pressed) {
        return pressed ? ModifierValue.DOWN : ModifierValue.UP;
    }

    static String clash(KeyCombination key, String owner, String other) {
        return clash(of(key), owner, other);
    }

    static String clash(String key, String owner, String other) {
        return TEXTS.get("keys.clash", key, owner, other);
    }

    static String noKey(String text, String command) {
        return TEXTS.get("keys.none", text, command);
    }

    static boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    }

    /// For example `Ctrl+Shift+Z`.
    public static String of(KeyCombination combination) {
        if (!(combination instanceof KeyCodeCombination keys)) {
            return combination.getDisplayText();
        }
        List<String> parts = new ArrayList<>();
        boolean mac = isMac();
        add(parts, keys.getShortcut(), mac ? "⌘" : TEXTS.get("modifier.control"));
        add(parts, keys.getControl(), TEXTS.get("modifier.control"));
        add(parts, keys.getAlt(), mac ? "⌥" : TEXTS.get("modifier.alt"));
        add(parts, keys.getShift(), TEXTS.get("modifier.shift"));
        parts.add(name(keys.getCode()));
        return String.join("+", parts);
    }

    /// For example `Ctrl`.
    public static String of(Hold hold) {
        return switch (hold) {
            case NONE -> TEXTS.get("modifier.none");
            case SHIFT -> TEXTS.get("modifier.shift");
            case SHORTCUT -> isMac() ? "⌘" : TEXTS.get("modifier.control");
            case ALT -> isMac() ? "⌥" : TEXTS.get("modifier.alt");
            case SPACE -> name(KeyCode.SPACE);
        };
    }

    /// The wheel while it is held, for example `Shift+wheel`.
    public static String wheel(Hold hold) {
        return hold == Hold.NONE ? TEXTS.get("wheel") : of(hold) + "+" + TEXTS.get("wheel");
    }

    private static String name(KeyCode code) {
        String word = "key." + code.name();
        return TEXTS.has(word) ? TEXTS.get(word) : SIGNS.getOrDefault(code, code.getName());
    }

    private static void add(List<String> parts, ModifierValue value, String name) {
        if (value == ModifierValue.DOWN) {
            parts.add(name);
        }
    }
}
