package limner.model.ontology;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an attribute may be: checks values, says them in words and reads them from words. Reusable wherever a typed
/// value is asked for.
public sealed interface AttributeType {

    /// One of several.
    record Select(List<AttributeOption> options) implements AttributeType {
        public Select {
            options = distinct(options);
        }
    }

    /// Any of several, also none of them.
    record MultiSelect(List<AttributeOption> options) implements AttributeType {
        public MultiSelect {
            options = distinct(options);
        }
    }

    /// A number of a range.
    ///
    /// @param least may be minus infinity
    /// @param most may be infinity
    /// @param step from `least` (from 0 where that is infinite) in such steps; 0 for any number
    record Number(double least, double most, double step) implements AttributeType {

        /// How far off a step a number may be, as a share of the step: what decimal fractions lose in binary.
        private static final double SLACK = 1e-6;

        public Number {
            if (!(least <= most)) {
                throw new IllegalArgumentException("a range goes upwards: " + least + " to " + most);
            }
            if (!(step >= 0) || Double.isInfinite(step)) {
                throw new IllegalArgumentException("a step is 0 or more: " + step);
            }
        }

        private static final Pattern WRITTEN = Pattern.compile(
                "(?:(?<least>[-+.\\d]+)?\\s*\\.\\.\\s*(?<most>[-+.\\d]+)?)?\\s*(?:step\\s+(?<step>[.\\d]+))?",
                Pattern.CASE_INSENSITIVE);

        /// A range as people write it: `0..300 step 0.5`; either end, the steps, or all of it may be left out.
        ///
        /// @throws IllegalArgumentException with a clause, when it is written in another way
        public static Number parse(String text) {
            String plain = text.strip();
            Matcher m = WRITTEN.matcher(plain.replace(" to ", ".."));
            if (!m.matches()) {
                throw new IllegalArgumentException("a range is written 0..300 step 0.5, not " + plain);
            }
            return new Number(
                    end(m.group("least"), Double.NEGATIVE_INFINITY, plain),
                    end(m.group("most"), Double.POSITIVE_INFINITY, plain),
                    end(m.group("step"), 0, plain));
        }

        private static double end(@Nullable String digits, double open, String all) {
            if (digits == null) {
                return open;
            }
            try {
                return Double.parseDouble(digits);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a range is written 0..300 step 0.5, not " + all, e);
            }
        }

        boolean holds(double value) {
            return Double.isFinite(value) && least <= value && value <= most && onStep(value);
        }

        private boolean onStep(double value) {
            if (step == 0) {
                return true;
            }
            double steps = (value - (Double.isInfinite(least) ? 0 : least)) / step;
            return Math.abs(steps - Math.rint(steps)) <= SLACK;
        }

        String range() {
            String of = step == 0 ? "" : " in steps of " + plain(step);
            if (Double.isInfinite(least) && Double.isInfinite(most)) {
                return "a number" + of;
            }
            if (Double.isInfinite(least)) {
                return "a number up to " + plain(most) + of;
            }
            return "a number from " + plain(least) + (Double.isInfinite(most) ? " on" : " to " + plain(most)) + of;
        }
    }

    /// Any words on one or more lines.
    record Text() implements AttributeType {}

    record YesNo() implements AttributeType {}

    /// Why this value cannot be one of this type, as a clause; empty where it can.
    default Optional<String> problem(AttributeValue value) {
        return switch (this) {
            case Select(var options) ->
                value instanceof AttributeValue.Choice(int option)
                        ? missing(options, Set.of(option))
                        : Optional.of("one of " + names(options) + " is expected");
            case MultiSelect(var options) ->
                value instanceof AttributeValue.Choices(var chosen)
                        ? missing(options, chosen)
                        : Optional.of("some of " + names(options) + " are expected");
            case Number number ->
                value instanceof AttributeValue.Number(double n) && number.holds(n)
                        ? Optional.empty()
                        : Optional.of(number.range() + " is expected");
            case Text() -> value instanceof AttributeValue.Text ? Optional.empty() : Optional.of("a text is expected");
            case YesNo() ->
                value instanceof AttributeValue.YesNo ? Optional.empty() : Optional.of("yes or no is expected");
        };
    }

    /// What values it has, as a clause for people.
    default String expected() {
        return switch (this) {
            case Select(var options) -> "one of " + names(options);
            case MultiSelect(var options) -> "some of " + names(options);
            case Number number -> number.range();
            case Text() -> "a text";
            case YesNo() -> "yes or no";
        };
    }

    /// A value in words, as people, queries and exports know it; of an option that is not there any more its number.
    default String words(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Choice(int option) -> name(option);
            case AttributeValue.Choices(var chosen) ->
                chosen.stream().map(this::name).collect(Collectors.joining(", "));
            case AttributeValue.Number(double n) -> plain(n);
            case AttributeValue.Text(String text) -> text;
            case AttributeValue.YesNo(boolean yes) -> yes ? "yes" : "no";
        };
    }

    /// The value that somebody means by these words; empty where this type has none such. Options are found without
    /// regard to upper and lower case; several are parted by commas.
    default Optional<AttributeValue> read(String words) {
        String text = words.strip();
        Optional<AttributeValue> value = switch (this) {
            case Select(var options) -> option(options, text).map(o -> new AttributeValue.Choice(o.id()));
            case MultiSelect(var options) -> readChoices(options, text);
            case Number _ -> number(text).map(AttributeValue.Number::new);
            case Text() -> Optional.of(new AttributeValue.Text(words));
            case YesNo() ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "true" -> Optional.of(new AttributeValue.YesNo(true));
                    case "no", "false" -> Optional.of(new AttributeValue.YesNo(false));
                    default -> Optional.empty();
                };
        };
        return value.filter(v -> problem(v).isEmpty());
    }

    /// The options to choose from; none where something else is asked.
    default List<AttributeOption> choosable() {
        return switch (this) {
            case Select(var options) -> options;
            case MultiSelect(var options) -> options;
            case Number _, Text _, YesNo _ -> List.of();
        };
    }

    private String name(int option) {
        return choosable().stream()
                .filter(o -> o.id() == option)
                .map(AttributeOption::name)
                .findFirst()
                .orElse("option " + option);
    }

    private static String plain(double n) {
        return n == Math.rint(n) && Math.abs(n) < 1e15 ? Long.toString((long) n) : Double.toString(n);
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<AttributeValue> readChoices(List<AttributeOption> options, String text) {
        SortedSet<Integer> chosen = new TreeSet<>();
        if (!text.isEmpty()) {
            for (String name : text.split(",", -1)) {
                Optional<AttributeOption> option = option(options, name.strip());
                if (option.isEmpty()) {
                    return Optional.empty();
                }
                chosen.add(option.get().id());
            }
        }
        return Optional.of(new AttributeValue.Choices(chosen));
    }

    private static Optional<AttributeOption> option(List<AttributeOption> options, String name) {
        return options.stream().filter(o -> o.name().equalsIgnoreCase(name)).findFirst();
    }

    private static Optional<String> missing(List<AttributeOption> options, Set<Integer> chosen) {
        boolean all = chosen.stream().allMatch(c -> options.stream().anyMatch(o -> o.id() == c));
        return all ? Optional.empty() : Optional.of("one of " + names(options) + " is expected");
    }

    private static String names(List<AttributeOption> options) {
        return options.stream().map(AttributeOption::name).collect(Collectors.joining(", "));
    }

    private static List<AttributeOption> distinct(List<AttributeOption> options) {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (AttributeOption o : options) {
            if (!ids.add(o.id())) {
                throw new IllegalArgumentException("option " + o.id() + " is there twice");
            }
            if (!names.add(o.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the choice " + o.name() + " is there twice");
            }
        }
        if (options.isEmpty()) {
            throw new IllegalArgumentException("there must be something to choose from");
        }
        return List.copyOf(options);
    }
}
