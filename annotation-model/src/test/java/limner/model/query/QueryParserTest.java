package limner.model.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import limner.model.geometry.ShapeKind;
import limner.model.media.FrameState;
import limner.model.query.Condition.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParserTest {

    private static Query read(String text) {
        return assertInstanceOf(
                        Parsed.Understood.class, QueryParser.parse(text), () -> text + ": " + QueryParser.parse(text))
                .query();
    }

    private static Query test(Condition condition) {
        return new Query.Test(condition);
    }

    private static Parsed.Mistaken mistaken(String text) {
        return assertInstanceOf(Parsed.Mistaken.class, QueryParser.parse(text));
    }

    @Test
    void everyWordIsUnderstood() {
        assertEquals(test(new OfClass("car")), read("class:car"));
        assertEquals(test(new OfClass("Coffee cup")), read("class: \"Coffee cup\" "));
        assertEquals(test(new InState(FrameState.DONE)), read("STATE:Done"));
        assertEquals(test(new Has(Content.LABELS)), read("has:labels"));
        assertEquals(test(new Shows("person")), read("has:person"));
        assertEquals(new Query.Not(test(new Has(Content.LABELS))), read("no:labels"));
        assertEquals(test(new Tagged("Blurred")), read("tag:Blurred"));
        assertEquals(test(new During("Turns")), read("event:Turns"));
        assertEquals(test(new FromOrigin(Source.SUGGESTED)), read("origin:suggested"));
        assertEquals(test(new OfKind(Kind.TRACK)), read("track"));
        assertEquals(test(new OfKind(Kind.TRACK)), read("is:track"));
        assertEquals(test(new OfShape(ShapeKind.ROTATED_BOX)), read("shape:rotated-box"));
        assertEquals(test(new OfShape(ShapeKind.ELLIPSE)), read("SHAPE:Ellipse"));
        assertEquals(test(new Keyed()), read("keyframe"));
        assertEquals(test(new Occluded()), read("occluded"));
        assertEquals(test(new Named("Car 12")), read("name:\"Car 12\""));
        assertEquals(test(new Named("Car 12")), read("\"Car 12\""));
        assertEquals(test(new Named("track")), read("\"track\""));
        assertEquals(test(new InVideo("street")), read("video:street"));
    }

    @Test
    void numbersAreComparedOrLieBetweenTwo() {
        assertEquals(test(new Score(Amount.below(0.5))), read("score<0.5"));
        assertEquals(test(new Score(Amount.from(0.5, Double.POSITIVE_INFINITY))), read("score >= .5"));
        assertEquals(test(new Area(Amount.above(400))), read("area>400"));
        assertEquals(test(new Frames(Amount.from(7, 7))), read("frame=7"));
        assertEquals(test(new Frames(Amount.from(7, 7))), read("frame:7"));
        assertEquals(test(new Frames(Amount.from(100, 200))), read("frame:100-200"));
        assertEquals(
                new Query.Any(List.of(test(new Frames(Amount.from(1, 1))), test(new Frames(Amount.from(5, 9))))),
                read("frame:1, 5-9"));
    }

    @Test
    void blanksMeanAndAndBindStrongerThanOr() {
        Query car = test(new OfClass("car"));
        Query done = test(new InState(FrameState.DONE));
        Query hidden = test(new Occluded());
        assertEquals(new Query.All(List.of(car, done)), read("class:car state:done"));
        assertEquals(read("class:car state:done"), read("class:car AND state:done"));
        assertEquals(
                new Query.Any(List.of(new Query.All(List.of(car, done)), hidden)),
                read("class:car state:done or occluded"));
        assertEquals(
                new Query.All(List.of(car, new Query.Any(List.of(done, hidden)))),
                read("class:car (state:done or occluded)"));
        assertEquals(
                new Query.All(List.of(car, new Query.Not(new Query.Any(List.of(done, hidden))))),
                read("class:car -(state:done or occluded)"));
        assertEquals(new Query.All(List.of(new Query.Not(hidden), car)), read("not occluded class:car"));
        assertEquals(new Query.Any(List.of(car, test(new OfClass("person")))), read("class:car,person"));
    }

    @Test
    void wordsThatAreNotOfTheLanguageAreLookedForInNames() {
        assertEquals(test(new Named("car")), read("car"));
        assertEquals(test(new Named("orange")), read("orange"));
        assertEquals(test(new Named("android")), read("android"));
        assertEquals(test(new Named("Lkw-äß")), read("Lkw-äß"));
        assertEquals(new Query.All(List.of(test(new Named("car")), test(new Named("12")))), read("car 12"));
    }

    @Test
    void anEmptyFieldAsksNothing() {
        assertEquals(new Parsed.Blank(), QueryParser.parse(" \t"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            clas:car             | 0  | did you mean class?
            class:               | 6  | class:car
            class:car state:dome | 16 | did you mean done?
            score<abc            | 6  | “abc”: a number
            score<               | 6  | nothing: a number
            frame:200-100        | 6  | goes backwards
            frame:1-x            | 8  | “x”: a number
            (class:car           | 0  | “)” was expected
            class:car)           | 9  | “(” was expected
            class:car or         | 12 | missing at the end
            -                    | 1  | missing at the end
            or class:car         | 0  | something to look for was expected
            car and or bus       | 8  | something to look for was expected
            name:"Car            | 5  | not closed
            is:big               | 3  | track, single
            occluded<3           | 0  | cannot be compared
            class:car,,bus       | 10 | A value was expected
            ()                   | 1  | something to look for was expected
            car "" :             | 7  | something to look for was expected
            """)
    void aMistakeIsNamedWithItsPlace(String text, int at, String expected) {
        Parsed.Mistaken mistake = mistaken(text);
        assertEquals(at, mistake.at(), mistake.sentence());
        assertTrue(mistake.sentence().contains(expected), mistake.sentence());
    }

    @Test
    void nothingThatIsTypedBreaksTheReader() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {
            "class", ":", "car", "\"", "(", ")", "-", "<", "=", ",", " ", "or", "not", "0.5", "frame", "ä", "\n"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (QueryParser.parse(text.toString()) instanceof Parsed.Mistaken(int at, String sentence)) {
                assertTrue(at >= 0 && at <= text.length() && !sentence.isBlank(), "seed " + seed + ": " + text);
            }
        }
        mistaken("(".repeat(100_000));
        mistaken("-".repeat(100_000) + "x");
    }
}
