package limner.model.query;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.geometry.ShapeKind;
import limner.model.media.FrameState;
import limner.model.query.Condition.Content;
import limner.model.query.Condition.Kind;
import limner.model.query.Condition.Source;

/// Reads queries. Words one after the other all hold, `or` parts choices, `-` or `not` before something denies it,
/// parentheses hold together, commas part values of which one is enough; `"…"` holds blanks together, and what is no
/// word of the language is looked for in names.
///
/// ```
/// query  = choice
/// choice = every { "or" every }
/// every  = plain { [ "and" ] plain }
/// plain  = ( "-" | "not" ) plain | "(" choice ")" | term
/// term   = word ":" value { "," value } | word ( "<" | "<=" | ">" | ">=" | "=" ) number | word | quoted
/// ```
///
/// `attr.` before a word or `"…"` makes it the name of an attribute. Where the names of attributes are known, they need
/// no such mark unless the language has that word itself.
public final class QueryParser {

    /// Deeper than anybody means, and not so deep that a thread runs out of stack.
    private static final int DEEPEST = 100;

    private static final String END_OF_WORD = ":<>=()\",";
    private static final String END_OF_VALUE = "()\",";

    /// Words that take values.
    private static final List<String> ASKED = List.of(
            "class", "name", "state", "has", "no", "tag", "event", "origin", "is", "shape", "score", "area", "frame",
            "video");

    private static final String ATTRIBUTE = "attr.";

    private final String text;
    private final Set<String> attributes;

    /// The same, with the place that is reached.
    private final CharBuffer rest;

    private QueryParser(String text, Set<String> attributes) {
        this.text = text;
        this.attributes = attributes;
        this.rest = CharBuffer.wrap(text);
    }

    /// Reads what somebody typed.
    public static Parsed parse(String text) {
        return parse(text, List.of());
    }

    /// Reads what somebody typed who knows these attributes.
    public static Parsed parse(String text, Collection<String> attributes) {
        QueryParser parser = new QueryParser(
                text, attributes.stream().map(a -> a.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
        try {
            parser.skipBlanks();
            if (parser.atEnd()) {
                return new Parsed.Blank();
            }
            Query query = parser.choice(0);
            if (!parser.atEnd()) {
                throw parser.mistake(parser.at(), "This “)” closes nothing: a “(” was expected before it.");
            }
            return new Parsed.Understood(query);
        } catch (Mistake e) {
            return new Parsed.Mistaken(e.at, e.sentence);
        }
    }

    /// Carries what is wrong out of the depths of the text.
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;
        final int at;
        final String sentence;

        Mistake(int at, String sentence) {
            super(sentence, null, false, false);
            this.at = at;
            this.sentence = sentence;
        }
    }

    private Mistake mistake(int where, String sentence) {
        return new Mistake(where, sentence);
    }

    private Query choice(int depth) throws Mistake {
        if (depth > DEEPEST) {
            throw mistake(at(), "This is nested deeper than " + DEEPEST + " times.");
        }
        List<Query> parts = new ArrayList<>(List.of(every(depth)));
        while (takeWord("or")) {
            parts.add(every(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new Query.Any(parts);
    }

    private Query every(int depth) throws Mistake {
        List<Query> parts = new ArrayList<>(List.of(plain(depth)));
        while (true) {
            boolean and = takeWord("and");
            if (!and && (atEnd() || peek() == ')' || isWord("or"))) {
                return parts.size() == 1 ? parts.getFirst() : new Query.All(parts);
            }
            parts.add(plain(depth));
        }
    }

    private Query plain(int depth) throws Mistake {
        skipBlanks();
        if (atEnd()) {
            throw mistake(at(), "Something is missing at the end, such as class:car.");
        }
        if (peek() == '-') {
            skip(1);
            return denied(depth + 1);
        }
        if (takeWord("not")) {
            return denied(depth + 1);
        }
        if (peek() == '(') {
            int open = at();
            skip(1);
            Query within = choice(depth + 1);
            if (atEnd()) {
                throw mistake(open, "This “(” is not closed: a “)” was expected at the end.");
            }
            skip(1);
            skipBlanks();
            return within;
        }
        return term();
    }

    private Query denied(int depth) throws Mistake {
        if (depth > DEEPEST) {
            throw mistake(at(), "This is nested deeper than " + DEEPEST + " times.");
        }
        return new Query.Not(plain(depth));
    }

    private Query term() throws Mistake {
        int start = at();
        if (peek() == '"') {
            return test(new Condition.Named(quoted()));
        }
        String word = until(END_OF_WORD);
        if (word.equalsIgnoreCase(ATTRIBUTE) && !atEnd() && peek() == '"') {
            word += quoted();
        }
        if (word.isEmpty() || isWordAt(start, "or") || isWordAt(start, "and")) {
            String stands = word.isEmpty() ? String.valueOf(peek()) : word;
            throw mistake(
                    start, "Here stands “" + stands + "”: something to look for was expected, such as class:car.");
        }
        skipBlanks();
        if (!atEnd() && peek() == ':') {
            skip(1);
            return values(start, word.toLowerCase(Locale.ROOT));
        }
        if (!atEnd() && "<>=".indexOf(peek()) >= 0) {
            return compared(start, word.toLowerCase(Locale.ROOT));
        }
        String name = word;
        Optional<Condition> flag = flag(word.toLowerCase(Locale.ROOT));
        return test(flag.orElseGet(() -> new Condition.Named(name)));
    }

    // A word with values.

    private Query values(int start, String word) throws Mistake {
        Optional<String> attribute = attribute(word);
        if (attribute.isEmpty() && !ASKED.contains(word)) {
            List<String> known = new ArrayList<>(ASKED);
            attributes.stream().sorted().forEach(known::add);
            throw mistake(start, "There is no word “" + word + "” that takes a value" + nearest(word, known) + ".");
        }
        List<Query> any = new ArrayList<>();
        do {
            skipBlanks();
            int where = at();
            String value = !atEnd() && peek() == '"' ? quoted() : until(END_OF_VALUE);
            if (value.isBlank()) {
                throw mistake(where, "A value was expected after “" + word + ":”, such as " + example(word) + ".");
            }
            any.add(
                    attribute.isPresent()
                            ? test(new Condition.Said(attribute.get(), value))
                            : asked(word, value, where));
            skipBlanks();
        } while (take(','));
        Query all = any.size() == 1 ? any.getFirst() : new Query.Any(any);
        return word.equals("no") ? new Query.Not(all) : all;
    }

    /// The attribute that a word in lower case means.
    private Optional<String> attribute(String word) {
        if (word.startsWith(ATTRIBUTE) && word.length() > ATTRIBUTE.length()) {
            return Optional.of(word.substring(ATTRIBUTE.length()));
        }
        return ASKED.contains(word) ? Optional.empty() : Optional.of(word).filter(attributes::contains);
    }

    private Query asked(String word, String value, int where) throws Mistake {
        String lower = value.toLowerCase(Locale.ROOT);
        return test(
                switch (word) {
                    case "class" -> new Condition.OfClass(value);
                    case "name" -> new Condition.Named(value);
                    case "state" -> new Condition.InState(one(where, word, lower, QueryParser::state, STATES));
                    case "has", "no" ->
                        content(lower).<Condition>map(Condition.Has::new).orElseGet(() -> new Condition.Shows(value));
                    case "tag" -> new Condition.Tagged(value);
                    case "event" -> new Condition.During(value);
                    case "origin" -> new Condition.FromOrigin(one(where, word, lower, QueryParser::source, SOURCES));
                    case "shape" ->
                        new Condition.OfShape(one(where, word, lower.replace(' ', '-'), QueryParser::shape, SHAPES));
                    case "is" -> one(where, word, lower, QueryParser::flag, FLAGS);
                    case "score" -> new Condition.Score(amount(where, word, lower));
                    case "area" -> new Condition.Area(amount(where, word, lower));
                    case "frame" -> new Condition.Frames(amount(where, word, lower));
                    case "video" -> new Condition.InVideo(value);
                    default -> throw new IllegalStateException(word);
                });
    }

    private <T> T one(int where, String word, String value, Function<String, Optional<T>> read, List<String> known)
            throws Mistake {
        Optional<T> found = read.apply(value);
        if (found.isEmpty()) {
            throw mistake(where, "“" + value + "” is no " + word + nearest(value, known) + ".");
        }
        return found.get();
    }

    private static final List<String> STATES = List.of("unseen", "work", "done");

    private static Optional<FrameState> state(String value) {
        return switch (value) {
            case "unseen" -> Optional.of(FrameState.UNSEEN);
            case "work", "in work", "in_work", "in-work" -> Optional.of(FrameState.IN_WORK);
            case "done" -> Optional.of(FrameState.DONE);
            default -> Optional.empty();
        };
    }

    private static Optional<Content> content(String value) {
        return switch (value) {
            case "label", "labels" -> Optional.of(Content.LABELS);
            case "track", "tracks" -> Optional.of(Content.TRACKS);
            case "suggestion", "suggestions" -> Optional.of(Content.SUGGESTIONS);
            case "tag", "tags" -> Optional.of(Content.TAGS);
            case "event", "events" -> Optional.of(Content.EVENTS);
            default -> Optional.empty();
        };
    }

    private static final List<String> SOURCES =
            List.of("drawn", "suggested", "accepted", "amended", "policy", "imported");

    private static Optional<Source> source(String value) {
        return switch (value) {
            case "drawn", "manual", "person" -> Optional.of(Source.DRAWN);
            case "suggested", "model" -> Optional.of(Source.SUGGESTED);
            case "accepted" -> Optional.of(Source.ACCEPTED);
            case "amended" -> Optional.of(Source.AMENDED);
            case "policy" -> Optional.of(Source.POLICY);
            case "imported" -> Optional.of(Source.IMPORTED);
            default -> Optional.empty();
        };
    }

    private static final List<String> SHAPES = Stream.of(ShapeKind.values())
            .map(k -> k.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    private static Optional<ShapeKind> shape(String value) {
        int known = SHAPES.indexOf(value);
        return known < 0 ? Optional.empty() : Optional.of(ShapeKind.values()[known]);
    }

    private static final List<String> FLAGS =
            List.of("track", "single", "label", "suggestion", "event", "keyframe", "occluded", "incomplete");

    private static Optional<Condition> flag(String word) {
        return switch (word) {
            case "track" -> Optional.of(new Condition.OfKind(Kind.TRACK));
            case "single" -> Optional.of(new Condition.OfKind(Kind.SINGLE));
            case "label" -> Optional.of(new Condition.OfKind(Kind.LABEL));
            case "suggestion" -> Optional.of(new Condition.OfKind(Kind.SUGGESTION));
            case "event" -> Optional.of(new Condition.OfKind(Kind.EVENT));
            case "keyframe" -> Optional.of(new Condition.Keyed());
            case "occluded" -> Optional.of(new Condition.Occluded());
            case "incomplete" -> Optional.of(new Condition.Incomplete());
            default -> Optional.empty();
        };
    }

    private String example(String word) {
        if (attribute(word).isPresent()) {
            return word + ":red";
        }
        return switch (word) {
            case "state" -> "state:done";
            case "has", "no" -> word + ":labels";
            case "origin" -> "origin:suggested";
            case "is" -> "is:track";
            case "shape" -> "shape:box";
            case "score" -> "score:0.2-0.5";
            case "area" -> "area:0-400";
            case "frame" -> "frame:100-200";
            case "tag" -> "tag:blurred";
            case "video" -> "video:street";
            default -> word + ":car";
        };
    }

    // Numbers.

    private Query compared(int start, String word) throws Mistake {
        Function<Amount, Condition> made = switch (word) {
            case "score" -> Condition.Score::new;
            case "area" -> Condition.Area::new;
            case "frame" -> Condition.Frames::new;
            default -> {
                Optional<String> attribute = attribute(word);
                if (attribute.isEmpty()) {
                    throw mistake(
                            start, "“" + word + "” cannot be compared: score, area and frame can, as in score<0.5.");
                }
                yield amount -> new Condition.Measured(attribute.get(), amount);
            }
        };
        char sign = rest.get();
        boolean orEqual = sign != '=' && take('=');
        skipBlanks();
        int where = at();
        String digits = until(END_OF_VALUE);
        boolean negative = attribute(word).isPresent() && digits.startsWith("-");
        double number = negative ? -number(where, word, digits.substring(1)) : number(where, word, digits);
        skipBlanks();
        Amount amount = switch (sign) {
            case '<' -> orEqual ? Amount.from(Double.NEGATIVE_INFINITY, number) : Amount.below(number);
            case '>' -> orEqual ? Amount.from(number, Double.POSITIVE_INFINITY) : Amount.above(number);
            default -> Amount.from(number, number);
        };
        return test(made.apply(amount));
    }

    /// One number, or two with `-` between them.
    private Amount amount(int where, String word, String value) throws Mistake {
        int dash = value.indexOf('-', 1);
        if (dash < 0) {
            double number = number(where, word, value);
            return Amount.from(number, number);
        }
        double least = number(where, word, value.substring(0, dash));
        double most = number(where + dash + 1, word, value.substring(dash + 1));
        if (least > most) {
            throw mistake(where, "“" + value + "” goes backwards: the smaller number was expected first.");
        }
        return Amount.from(least, most);
    }

    private double number(int where, String word, String value) throws Mistake {
        if (value.matches("\\d{1,12}(\\.\\d{1,12})?|\\.\\d{1,12}")) {
            return Double.parseDouble(value);
        }
        String stands = value.isEmpty() ? "nothing" : "“" + value + "”";
        throw mistake(
                where,
                "Here stands " + stands + ": a number was expected, as in "
                        + (attribute(word).isPresent() ? word + ">3" : example(word)) + ".");
    }

    // Characters.

    private static Query test(Condition condition) {
        return new Query.Test(condition);
    }

    private int at() {
        return rest.position();
    }

    private void skip(int characters) {
        rest.position(at() + characters);
    }

    private boolean atEnd() {
        return !rest.hasRemaining();
    }

    private char peek() {
        return rest.charAt(0);
    }

    private void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(peek())) {
            skip(1);
        }
    }

    private boolean take(char wanted) {
        boolean there = !atEnd() && peek() == wanted;
        skip(there ? 1 : 0);
        return there;
    }

    private boolean isWord(String wanted) {
        skipBlanks();
        return isWordAt(at(), wanted);
    }

    private boolean isWordAt(int start, String wanted) {
        int end = start + wanted.length();
        return text.regionMatches(true, start, wanted, 0, wanted.length())
                && (end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
    }

    private boolean takeWord(String wanted) {
        if (!isWord(wanted)) {
            return false;
        }
        skip(wanted.length());
        skipBlanks();
        return true;
    }

    /// Everything up to a blank or one of these characters.
    private String until(String ends) {
        int start = at();
        while (!atEnd() && !Character.isWhitespace(peek()) && ends.indexOf(peek()) < 0) {
            skip(1);
        }
        return text.substring(start, at());
    }

    private String quoted() throws Mistake {
        int start = at();
        int end = text.indexOf('"', start + 1);
        if (end < 0) {
            throw mistake(start, "This quotation mark is not closed: another one was expected after the name.");
        }
        rest.position(end + 1);
        String within = text.substring(start + 1, end);
        skipBlanks();
        return within;
    }

    /// "; did you mean x?" where a known word is close, else all that are known.
    private static String nearest(String word, List<String> known) {
        String best = known.stream()
                .min(Comparator.comparingInt(k -> distance(word, k)))
                .orElseThrow();
        String all = String.join(", ", known);
        return distance(word, best) <= 2 ? ": did you mean " + best + "? There are " + all : ": there are " + all;
    }

    /// How many letters must be changed, added or taken away (Levenshtein's distance).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
