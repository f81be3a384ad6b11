package limner.model.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import limner.model.fixture.Fixture;
import limner.model.id.ClassId;
import org.junit.jupiter.api.Test;

final class AttributeTest {

    private static final AttributeValue RED = new AttributeValue.Choice(1);
    private static final AttributeValue BLUE = new AttributeValue.Choice(2);

    private final Ontology ontology = new Ontology(2, Fixture.detailedClasses());

    @Test
    void everyTypeTakesItsOwnValuesAlone() {
        assertTrue(Fixture.COLOUR.type().problem(RED).isEmpty());
        assertEquals(
                Optional.of("one of red, blue, grün is expected"),
                Fixture.COLOUR.type().problem(new AttributeValue.Choice(4)));
        assertTrue(Fixture.COLOUR.type().problem(new AttributeValue.Text("red")).isPresent());
        assertTrue(Fixture.SEEN
                .type()
                .problem(new AttributeValue.Choices(new TreeSet<>()))
                .isEmpty());
        assertTrue(Fixture.SEEN
                .type()
                .problem(new AttributeValue.Choices(new TreeSet<>(Set.of(1, 9))))
                .isPresent());
        assertTrue(Fixture.SPEED.type().problem(new AttributeValue.Number(12.5)).isEmpty());
        assertEquals(
                Optional.of("a number from 0 to 300 in steps of 0.5 is expected"),
                Fixture.SPEED.type().problem(new AttributeValue.Number(12.4)));
        assertTrue(Fixture.SPEED.type().problem(new AttributeValue.Number(-0.5)).isPresent());
        assertTrue(Fixture.PARKED.type().problem(new AttributeValue.Number(1)).isPresent());
        assertThrows(IllegalArgumentException.class, () -> new AttributeValue.Number(Double.NaN));
    }

    /// 0.1 has no exact binary form: what lies on a step in decimal must still do so.
    @Test
    void aStepMeansDecimals() {
        AttributeType tenths = new AttributeType.Number(0, 1, 0.1);
        for (int i = 0; i <= 10; i++) {
            assertTrue(tenths.problem(new AttributeValue.Number(i / 10.0)).isEmpty(), "step " + i);
        }
        assertTrue(tenths.problem(new AttributeValue.Number(0.15)).isPresent());
        AttributeType any = new AttributeType.Number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        assertTrue(any.problem(new AttributeValue.Number(-1e300)).isEmpty());
    }

    @Test
    void wordsReadBackAsTheValueTheySay() {
        assertEquals(Optional.of(RED), Fixture.COLOUR.type().read(" RED "));
        assertEquals(Optional.empty(), Fixture.COLOUR.type().read("pink"));
        AttributeValue both = new AttributeValue.Choices(new TreeSet<>(Set.of(3, 1)));
        assertEquals("front, back", Fixture.SEEN.type().words(both));
        assertEquals(Optional.of(both), Fixture.SEEN.type().read("back,front"));
        assertEquals("12.5", Fixture.SPEED.type().words(new AttributeValue.Number(12.5)));
        assertEquals("7", Fixture.SPEED.type().words(new AttributeValue.Number(7)));
        assertEquals(
                Optional.of(new AttributeValue.YesNo(true)),
                Fixture.PARKED.type().read("Yes"));
    }

    @Test
    void aRangeIsReadAsPeopleWriteIt() {
        assertEquals(new AttributeType.Number(0, 300, 0.5), AttributeType.Number.parse("0..300 step 0.5"));
        assertEquals(new AttributeType.Number(0, 1.5, 0), AttributeType.Number.parse(" 0 to 1.5 "));
        assertEquals(new AttributeType.Number(-2, Double.POSITIVE_INFINITY, 0), AttributeType.Number.parse("-2.."));
        assertEquals(
                new AttributeType.Number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 2),
                AttributeType.Number.parse("step 2"));
        assertThrows(IllegalArgumentException.class, () -> AttributeType.Number.parse("fast"));
        assertThrows(IllegalArgumentException.class, () -> AttributeType.Number.parse("9..1"));
        assertThrows(IllegalArgumentException.class, () -> AttributeType.Number.parse("1-2..3"));
    }

    @Test
    void aConditionalAttributeIsAskedWhereItsConditionHoldsAlone() {
        List<Attribute> all = ontology.attributesOf(Fixture.CAR);
        AttributeValues blue = AttributeValues.none().with(Fixture.COLOUR.id(), BLUE);
        assertEquals(List.of(Fixture.COLOUR, Fixture.SEEN, Fixture.SPEED), blue.asked(all));
        assertEquals(all, blue.with(Fixture.COLOUR.id(), RED).asked(all));
        assertEquals(List.of(), blue.missing(all));
        assertEquals(List.of(Fixture.COLOUR), AttributeValues.none().missing(all));
    }

    @Test
    void aClassIsAskedWhatTheClassesAboveItAre() {
        assertEquals(ontology.attributesOf(Fixture.CAR), ontology.attributesOf(Fixture.TRUCK));
        assertEquals(6, ontology.freeAttributeId().value());
    }

    @Test
    void valuesAreCarriedByNumberAndElseByNameAsFarAsTheyFit() {
        Attribute tint = Attribute.of(
                20,
                "Colour",
                new AttributeType.Select(List.of(new AttributeOption(7, "Blue"), new AttributeOption(8, "black"))));
        AttributeValues said = AttributeValues.none()
                .with(Fixture.COLOUR.id(), BLUE)
                .with(Fixture.NOTE.id(), new AttributeValue.Text("x"));
        List<Attribute> before = List.of(Fixture.COLOUR, Fixture.NOTE);
        assertEquals(
                AttributeValues.none().with(tint.id(), new AttributeValue.Choice(7)),
                said.carried(before, List.of(tint)));
        assertEquals(
                AttributeValues.none(),
                AttributeValues.none().with(Fixture.COLOUR.id(), RED).carried(before, List.of(tint)));
        assertEquals(said, said.carried(before, before));
    }

    @Test
    void classesThatContradictEachOtherAreRefused() {
        LabelClass car = thing(1, "Car");
        LabelClass van = thing(2, "Van");
        assertRefused(car.withParent(van.id()), van.withParent(car.id()));
        assertRefused(with(car, Fixture.COLOUR), with(van, Fixture.COLOUR));
        Attribute again = Attribute.of(9, "COLOUR", new AttributeType.Text());
        assertRefused(with(car, Fixture.COLOUR), with(van.withParent(car.id()), again));
        assertRefused(with(car, Fixture.PARKED), van);
        assertRefused(
                with(
                        car,
                        Fixture.COLOUR.withHolding(Attribute.Holding.CHANGING),
                        Fixture.PARKED.withHolding(Attribute.Holding.CONSTANT)),
                van);
        assertRefused(
                with(
                        car,
                        Fixture.COLOUR,
                        Fixture.PARKED.withWhen(
                                new AttributeCondition(Fixture.COLOUR.id(), List.of(new AttributeValue.Choice(4))))),
                van);
        assertRefused(in(car, new SchemaPlace.Pixel(van.id())), in(van, new SchemaPlace.Pixel(null)));
        assertRefused(in(car, new SchemaPlace.Pixel(new ClassId(9))), van);
        assertRefused(car.withDetails(ClassDetails.NONE.withSuccessor(van.id())), van);
    }

    @Test
    void theMappingNamesEveryPixelClass() {
        assertEquals(
                "{2=Optional.empty, 6=Optional[1], 7=Optional[7]}",
                ontology.coarseOf().toString());
        assertEquals(Fixture.CAR, ontology.current(new ClassId(7)));
    }

    @Test
    void aSkeletonNamesItsJointsOnceAndJoinsThoseThatAreThere() {
        SkeletonTemplate good =
                ontology.find(Fixture.TRUCK).orElseThrow().skeleton().orElseThrow();
        assertEquals(1, good.mirrored(0));
        assertEquals(2, good.mirrored(2));
        var joints = good.joints();
        assertThrows(
                IllegalArgumentException.class,
                () -> new SkeletonTemplate(joints, List.of(new SkeletonTemplate.Edge(0, 3)), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SkeletonTemplate(
                        joints, List.of(new SkeletonTemplate.Edge(0, 1), new SkeletonTemplate.Edge(1, 0)), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SkeletonTemplate(
                        joints,
                        List.of(),
                        List.of(new SkeletonTemplate.MirrorPair(0, 1), new SkeletonTemplate.MirrorPair(1, 2))));
        assertThrows(IllegalArgumentException.class, () -> new SkeletonTemplate.Joint("a", 1.1, 0));
    }

    @Test
    void hatchesTellClassesOfOneColourApart() {
        for (int id = 1; id <= 112; id++) {
            for (int other = id + 1; other <= 112; other++) {
                assertTrue(
                        !Palette.colourOf(id).equals(Palette.colourOf(other))
                                || Palette.hatchOf(id) != Palette.hatchOf(other),
                        id + " and " + other);
            }
        }
    }

    private static LabelClass thing(int id, String name) {
        return LabelClass.of(id, name, "#112233", ClassKind.THING);
    }

    private static LabelClass with(LabelClass c, Attribute... attributes) {
        return c.withDetails(c.details().withAttributes(List.of(attributes)));
    }

    private static LabelClass in(LabelClass c, SchemaPlace place) {
        return c.withDetails(c.details().withSchema(place));
    }

    private static void assertRefused(LabelClass... classes) {
        assertThrows(IllegalArgumentException.class, () -> new Ontology(2, List.of(classes)));
    }
}
