package limner.app.ui.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The words of one feature, kept in `texts.properties` beside its classes. A key that is missing is a fault of the
/// program and is shown as itself.
public final class Texts {

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// The words beside this class, in the language of the screen.
    public static Texts beside(Class<?> type) {
        return beside(type, Locale.getDefault(Locale.Category.DISPLAY));
    }

    /// The words beside this class in a language; in English where they are not there in it, whatever the language of
    /// the system is.
    static Texts beside(Class<?> type, Locale language) {
        return new Texts(ResourceBundle.getBundle(
                type.getPackageName() + ".texts",
                language,
                type.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    public String get(String key) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    /// The words with `{0}`, `{1}` … filled in.
    public String get(String key, Object... values) {
        return new MessageFormat(get(key), Locale.getDefault(Locale.Category.FORMAT)).format(values);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
