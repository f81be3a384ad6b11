package limner.app.ui.common.spoken;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in the language of the screen what the model says in English: why something may not happen, and what a change
/// is called in the history; what a format or a release cannot say, and where; what a check counted; and why
/// something of a file is not taken; and of the media
/// engine the steps that work goes by; and of the use cases what failed. The log of a project keeps these
/// words as they were decided, so that it reads the same
/// for everybody; here they are found again among the sentences of `texts.properties` and said by the sentence of the
/// same name in the other language. What is not found is said as it is.
///
/// May be used by several threads.
public final class Spoken {

    /// What is named in sentences about others alone.
    private static final String THING = "thing.";

    /// Pieces that stand in titles and refusals.
    private static final String PART = "part.";

    /// Whole sentences.
    private static final List<String> WHOLE =
            List.of("title.", "refusal.", "step.", "loss.", "reason.", "failure.", "count.", "at.", Phrase.ABOUT);

    /// Lines of a log.
    private static final List<String> EVENTS = List.of("event.");

    /// Lines that list several changes of attributes, which look like one with a long value.
    private static final List<String> SEVERAL = List.of("several.");

    /// Where the next of them begins; a value may have commas, too.
    private static final Pattern ANOTHER = Pattern.compile(", (?=set .+ to |cleared )");

    private static final Pattern COMMA = Pattern.compile(", ");

    /// What is listed in them.
    private static final List<String> SAID = List.of("said.");

    private final List<Phrase> phrases;

    private Spoken(List<Phrase> phrases) {
        this.phrases = List.copyOf(phrases);
    }

    /// In the language of the screen.
    public static Spoken onScreen() {
        return in(Locale.getDefault(Locale.Category.DISPLAY));
    }

    /// In a language; in English where the sentences are not there in it.
    static Spoken in(Locale language) {
        ResourceBundle english = bundle(Locale.ROOT);
        ResourceBundle other = bundle(language);
        List<Phrase> phrases = new ArrayList<>();
        if (other.getLocale().equals(Locale.ROOT)) {
            return new Spoken(phrases);
        }
        for (String key : english.keySet()) {
            phrases.add(Phrase.of(key, english.getString(key), other.getString(key)));
        }
        // What is about others is known by its own words, and what says most itself is meant before what would take
        // anything in its places.
        phrases.sort(Comparator.comparing((Phrase p) -> !p.isAbout())
                .thenComparing(Comparator.comparingInt(Phrase::weight).reversed())
                .thenComparing(Phrase::key));
        return new Spoken(phrases);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                Spoken.class.getPackageName() + ".texts",
                language,
                Spoken.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// A title, a refusal or a step in the language of the screen.
    public String of(String said) {
        return find(said, WHOLE).orElse(said);
    }

    /// What happened, or where, as a line of a log says it (`limner.app.usecase.LogLine`), in the language of the
    /// screen.
    public String ofEvent(String said) {
        Optional<String> found = ANOTHER.matcher(said).find()
                ? find(said, SEVERAL, changes -> listed(changes, ANOTHER))
                : find(said, EVENTS, values -> listed(values, COMMA));
        return found.orElse(said);
    }

    /// Several of what is said of an event, one behind the other; names among them stay as they are.
    private String listed(String values, Pattern between) {
        return between.splitAsStream(values)
                .map(v -> find(v, SAID, UnaryOperator.identity()).orElse(v))
                .collect(Collectors.joining(", "));
    }

    private Optional<String> find(String said, List<String> kinds, UnaryOperator<String> inOther) {
        for (Phrase phrase : phrases) {
            if (phrase.isAnyOf(kinds)) {
                Optional<MatchResult> match = phrase.match(said);
                if (match.isPresent()) {
                    return Optional.of(phrase.with(inOther, match.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// @return the key of the sentence that this is, for those who check that there is one
    Optional<String> keyOf(String said) {
        return phrases.stream()
                .filter(p -> p.isAnyOf(WHOLE) && p.match(said).isPresent())
                .map(Phrase::key)
                .findFirst();
    }

    private Optional<String> find(String said, List<String> kinds) {
        for (Phrase phrase : phrases) {
            if (phrase.isAnyOf(kinds)) {
                Optional<MatchResult> match = phrase.match(said);
                if (match.isPresent()) {
                    return Optional.of(phrase.with(phrase.isAbout() ? this::inner : this::part, match.get()));
                }
            }
        }
        return Optional.empty();
    }

    private String part(String value) {
        return find(value, List.of(PART)).orElse(value);
    }

    /// A sentence within another one begins small there, and has lost its full stop.
    private String inner(String value) {
        String large = value.isEmpty() ? value : Character.toUpperCase(value.charAt(0)) + value.substring(1);
        return find(value, WHOLE)
                .or(() -> find(large, List.of(THING, PART)))
                .or(() -> find(large + ".", WHOLE).map(s -> s.endsWith(".") ? s.substring(0, s.length() - 1) : s))
                .orElseGet(() -> part(value));
    }
}
