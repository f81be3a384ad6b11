package limner.app.ui.common.spoken;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence of the model: how it is known in English, and how it is said in another language.
///
/// @param weight how many characters it says itself
/// @param longest the longest of what it says in one piece, which is looked for first
/// @param places which value each group of the pattern is
/// @param other the words of the other language, with places like those of a [MessageFormat] where there are any
record Phrase(String key, int weight, String longest, Pattern english, List<Integer> places, String other) {

    /// Sentences about other sentences: anything of the model may stand in them.
    static final String ABOUT = "about.";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(,number,#)?}");

    static Phrase of(String key, String english, String other) {
        StringBuilder pattern = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        List<String> own = new ArrayList<>();
        Matcher m = PLACE.matcher(english);
        int from = 0;
        while (m.find()) {
            own.add(english.substring(from, m.start()));
            pattern.append(Pattern.quote(own.getLast())).append(m.group(2) == null ? "(.+)" : "(-?\\d+)");
            places.add(Integer.parseInt(m.group(1)));
            from = m.end();
        }
        own.add(english.substring(from));
        pattern.append(Pattern.quote(own.getLast()));
        String longest = own.stream().reduce("", (a, b) -> a.length() >= b.length() ? a : b);
        return new Phrase(
                key,
                own.stream().mapToInt(String::length).sum(),
                longest,
                Pattern.compile(pattern.toString(), Pattern.DOTALL),
                List.copyOf(places),
                other);
    }

    boolean isAbout() {
        return key.startsWith(ABOUT);
    }

    boolean isAnyOf(List<String> kinds) {
        return kinds.stream().anyMatch(key::startsWith);
    }

    Optional<MatchResult> match(String said) {
        if (!said.contains(longest)) {
            return Optional.empty();
        }
        Matcher m = english.matcher(said);
        return m.matches() ? Optional.of(m.toMatchResult()) : Optional.empty();
    }

    /// In the other language, with each value as `inOther` says it.
    String with(UnaryOperator<String> inOther, MatchResult match) {
        if (places.isEmpty()) {
            return other;
        }
        Object[] values = new Object[places.stream().mapToInt(p -> p + 1).max().orElse(0)];
        Arrays.fill(values, "");
        for (int i = 0; i < places.size(); i++) {
            values[places.get(i)] = inOther.apply(String.valueOf(match.group(i + 1)));
        }
        return new MessageFormat(other).format(values);
    }
}
