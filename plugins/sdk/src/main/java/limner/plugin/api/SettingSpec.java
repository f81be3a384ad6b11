package limner.plugin.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing a user may set: enough to draw a form, to check a value and to fill in what was left out.
///
/// Keys are lower-case letters, digits and hyphens, starting with a letter, as they also become names on a command
/// line.
public sealed interface SettingSpec {

    /// Name of the setting in files and on the command line; unique in its plugin.
    String key();

    /// A few words beside the field.
    String title();

    /// A sentence on what it does; may be empty.
    String help();

    /// The default, written as a value of [Settings].
    String defaultText();

    /// Says what is wrong with a value, or nothing when it is right.
    Optional<String> problem(String text);

    /// A number with a fraction.
    record Decimal(String key, String title, String help, double fallback, double least, double most)
            implements SettingSpec {

        public Decimal {
            checkTexts(key, title, help);
            if (!(least <= fallback && fallback <= most) || !Double.isFinite(least) || !Double.isFinite(most)) {
                throw new IllegalArgumentException(key + ": the default is not within the range");
            }
        }

        @Override
        public String defaultText() {
            return Double.toString(fallback);
        }

        @Override
        public Optional<String> problem(String text) {
            try {
                double value = Double.parseDouble(text);
                if (value >= least && value <= most) {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of range.
            }
            return Optional.of(key + " is a number from " + least + " to " + most + ", not \"" + text + "\".");
        }
    }

    /// A whole number.
    record Whole(String key, String title, String help, int fallback, int least, int most) implements SettingSpec {

        public Whole {
            checkTexts(key, title, help);
            if (!(least <= fallback && fallback <= most)) {
                throw new IllegalArgumentException(key + ": the default is not within the range");
            }
        }

        @Override
        public String defaultText() {
            return Integer.toString(fallback);
        }

        @Override
        public Optional<String> problem(String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of range.
            }
            return Optional.of(key + " is a whole number from " + least + " to " + most + ", not \"" + text + "\".");
        }
    }

    /// One of several words.
    record Choice(String key, String title, String help, String fallback, List<String> options) implements SettingSpec {

        public Choice {
            checkTexts(key, title, help);
            options = List.copyOf(options);
            if (!options.contains(fallback)) {
                throw new IllegalArgumentException(key + ": the default is none of the options");
            }
        }

        @Override
        public String defaultText() {
            return fallback;
        }

        @Override
        public Optional<String> problem(String text) {
            return options.contains(text)
                    ? Optional.empty()
                    : Optional.of(key + " is one of " + String.join(", ", options) + ", not \"" + text + "\".");
        }
    }

    /// On or off, written `true` and `false`.
    record Toggle(String key, String title, String help, boolean fallback) implements SettingSpec {

        public Toggle {
            checkTexts(key, title, help);
        }

        @Override
        public String defaultText() {
            return Boolean.toString(fallback);
        }

        @Override
        public Optional<String> problem(String text) {
            return text.equals("true") || text.equals("false")
                    ? Optional.empty()
                    : Optional.of(key + " is true or false, not \"" + text + "\".");
        }
    }

    /// Any text, also none.
    record Text(String key, String title, String help, String fallback) implements SettingSpec {

        public Text {
            checkTexts(key, title, help);
            Objects.requireNonNull(fallback, "fallback");
        }

        @Override
        public String defaultText() {
            return fallback;
        }

        @Override
        public Optional<String> problem(String text) {
            return Optional.empty();
        }
    }

    private static void checkTexts(String key, String title, String help) {
        if (!Pattern.matches("[a-z][a-z0-9-]*", key)) {
            throw new IllegalArgumentException("a key is made of lower-case letters, digits and hyphens: " + key);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException(key + " needs a title");
        }
        Objects.requireNonNull(help, "help");
    }
}
