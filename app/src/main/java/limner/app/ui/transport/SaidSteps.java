package limner.app.ui.transport;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.media.pace.Stepping;

/// How the steps of a video are written and read in the language of the screen. What is read in English is read in
/// every language, and so is what was written here.
///
/// @param inLanguage says in the language of the screen what the media engine says in English
record SaidSteps(UnaryOperator<String> inLanguage) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    String words(Stepping stepping) {
        return inLanguage.apply(stepping.words());
    }

    /// @return empty when it is no step
    Optional<Stepping> read(String text) {
        return Stepping.parse(text)
                .or(() -> Stepping.parse(text.replace(',', '.')))
                .or(() -> isSaid(text, new Stepping.All()) ? Optional.of(new Stepping.All()) : nth(text));
    }

    private Optional<Stepping> nth(String text) {
        Matcher m = NUMBER.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        int n = Integer.parseInt(m.group());
        return n > 1 && isSaid(text, new Stepping.EveryNth(n))
                ? Optional.of(new Stepping.EveryNth(n))
                : Optional.empty();
    }

    private boolean isSaid(String text, Stepping stepping) {
        return plain(text).equals(plain(words(stepping)));
    }

    /// Without what nobody minds: capitals, spaces around it, and the point after a number.
    private static String plain(String text) {
        String small = text.strip().toLowerCase(Locale.ROOT);
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }
}
