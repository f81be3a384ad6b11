package limner.app.ui.common;

import java.util.Locale;
import java.util.Optional;

/// What the desk speaks.
public enum Language {
    /// As the system does, where the desk can, else English.
    SYSTEM,
    ENGLISH,
    GERMAN;

    private Optional<Locale> locale() {
        return switch (this) {
            case SYSTEM -> Optional.empty();
            case ENGLISH -> Optional.of(Locale.ENGLISH);
            case GERMAN -> Optional.of(Locale.GERMAN);
        };
    }

    /// Speaks it from now on, numbers and dates too; called before any word is read, since words are read once. A
    /// system that speaks the language already keeps its own way of writing them.
    public void speak() {
        locale().filter(l -> !l.getLanguage().equals(Locale.getDefault().getLanguage()))
                .ifPresent(Locale::setDefault);
    }

    /// The language with this name; that of the system where there is none.
    public static Language of(String name) {
        for (Language l : values()) {
            if (l.name().equals(name)) {
                return l;
            }
        }
        return SYSTEM;
    }
}
