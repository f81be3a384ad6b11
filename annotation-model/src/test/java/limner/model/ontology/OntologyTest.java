package limner.model.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import limner.model.fixture.Fixture;
import limner.model.id.ClassId;
import org.junit.jupiter.api.Test;

final class OntologyTest {

    private final Ontology ontology = new Ontology(3, Fixture.classes());

    private static LabelClass thing(int id, String name) {
        return LabelClass.of(id, name, "#112233", ClassKind.THING);
    }

    @Test
    void aChangeMakesTheNextVersionAndKeepsTheOrder() {
        Ontology next = ontology.with(List.of(thing(2, "Heaven"), thing(7, "Bus")));
        assertEquals(4, next.version());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7),
                next.classes().stream().map(c -> c.id().value()).toList());
        assertEquals("Heaven", next.nameOf(new ClassId(2)));
        assertEquals("class 99", next.nameOf(new ClassId(99)));
        assertEquals(new ClassId(8), next.freeId());
        assertEquals(ontology, new Ontology(3, Fixture.classes()));
    }

    @Test
    void nothingIsThereTwiceAndParentsExist() {
        assertThrows(IllegalArgumentException.class, () -> new Ontology(0, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Ontology(1, List.of(thing(1, "a"), thing(1, "b"))));
        assertThrows(IllegalArgumentException.class, () -> new Ontology(1, List.of(thing(1, "a"), thing(2, "a"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ontology(
                        1, List.of(thing(1, "a").withHotkey("k"), thing(2, "b").withHotkey("k"))));
        assertTrue(new Ontology(
                        1,
                        List.of(
                                thing(1, "a").withHotkey("k").retire(),
                                thing(2, "b").withHotkey("k")))
                .find("b")
                .isPresent());
        LabelClass orphan =
                new LabelClass(new ClassId(1), "a", "#112233", ClassKind.THING, "", new ClassId(9), "", false);
        assertThrows(IllegalArgumentException.class, () -> new Ontology(1, List.of(orphan)));
    }

    @Test
    void whatIsDifferentInAVersionIsSaidClassByClass() {
        Ontology before = new Ontology(
                1, List.of(thing(1, "Car"), thing(2, "Truck"), thing(3, "Bus"), thing(4, "Van"), thing(5, "Bike")));
        Ontology after = before.next(List.of(
                thing(5, "Bike"),
                thing(1, "Automobile").withGuideline("Four wheels."),
                thing(2, "Truck").withParent(new ClassId(1)),
                thing(4, "Van").retire().withDetails(ClassDetails.NONE.withSuccessor(new ClassId(2))),
                thing(6, "Tram")));
        assertEquals(
                List.of(
                        "1 RENAMED Car Automobile",
                        "1 GUIDELINE  ",
                        "2 PARENT  Automobile",
                        "4 MERGED  Truck",
                        "6 ADDED  ",
                        "3 REMOVED  ",
                        "5 ORDER  "),
                OntologyChange.between(before, after).stream()
                        .map(c -> c.classId() + " " + c.what() + " " + c.from() + " " + c.to())
                        .toList());
        assertEquals(List.of(), OntologyChange.between(after, after));
    }

    @Test
    void aGuidelineLeavesTheRestOfItsClassAsItIs() {
        LabelClass trailer = Fixture.detailedClasses().get(5);
        assertEquals(1, trailer.details().examples().size());
        assertEquals(trailer.details(), trailer.withGuideline("Pulled.").details());
    }

    @Test
    void aClassSaysWhatIsWrongWithIt() {
        assertThrows(IllegalArgumentException.class, () -> thing(1, " "));
        assertThrows(IllegalArgumentException.class, () -> thing(0, "a"));
        assertThrows(IllegalArgumentException.class, () -> thing(1, "a").withColour("red"));
        assertThrows(IllegalArgumentException.class, () -> thing(1, "a").withHotkey("ab"));
        assertEquals("😀", thing(1, "a").withHotkey("😀").hotkey());
    }

    @Test
    void coloursRepeatAfterSixteen() {
        assertEquals(Palette.colourOf(1), Palette.colourOf(17));
        assertEquals(
                16,
                IntStream.rangeClosed(1, 16)
                        .mapToObj(Palette::colourOf)
                        .distinct()
                        .count());
    }
}
