package limner.plugin.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Run;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginException;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.SettingSpec;
import limner.plugin.api.Settings;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;
import org.junit.jupiter.api.Test;

class SuggestionMapperTest {

    private static final MediaId MEDIA = new MediaId(new UUID(1, 1));
    private static final RunId RUN = new RunId(new UUID(2, 2));
    private static final Ontology ONTOLOGY = new Ontology(
            1,
            List.of(
                    LabelClass.of(3, "Person", "#e69f00", ClassKind.THING),
                    LabelClass.of(5, "cat", "#56b4e9", ClassKind.THING),
                    LabelClass.of(6, "Dog", "#56b4e9", ClassKind.THING).retire(),
                    LabelClass.of(7, "Blurred", "#009e73", ClassKind.FRAME_TAG)));

    private int made;

    @Test
    void namesFindTheirClassesAndTheMissingAreListed() {
        ClassMapping mapping =
                ClassMapping.byName(ONTOLOGY, List.of("Person", "Zebra", "Cat", "Dog", "Blurred", "Bottle"));

        assertEquals(new ClassId(3), mapping.of("Person").orElseThrow());
        assertEquals(new ClassId(5), mapping.of("Cat").orElseThrow());
        assertEquals(List.of("Blurred", "Bottle", "Dog", "Zebra"), mapping.missing());
        assertTrue(mapping.of("Zebra").isEmpty());
    }

    @Test
    void boxesAreClippedMasksKeptAndReferencesFollowed() {
        FrameAnswer answer = new FrameAnswer(
                12,
                4,
                3,
                List.of(
                        new Suggestion("Zebra", 0.9, new SuggestedShape.Box(0, 0, 1, 1)),
                        new Suggestion("Person", 0.8, new SuggestedShape.Box(-1, 1, 3, 9)),
                        new Suggestion(
                                "Person", 0.8, new SuggestedShape.Mask(4, 3, new int[] {1, 2, 9}), Map.of("a", "b"), 1),
                        new Suggestion(
                                "Person", 0.7, new SuggestedShape.Mask(4, 3, new int[] {0, 1, 11}), Map.of(), 0)),
                5);

        SuggestionMapper.Mapped mapped = mapper().map(answer);

        assertEquals(1, mapped.leftOut());
        assertEquals(3, mapped.suggestions().size());
        limner.model.suggestion.Suggestion box = mapped.suggestions().get(0);
        limner.model.suggestion.Suggestion mask = mapped.suggestions().get(1);
        limner.model.suggestion.Suggestion orphan = mapped.suggestions().get(2);
        assertEquals(
                new limner.model.suggestion.Suggestion(
                        id(1), MEDIA, 12, new ClassId(3), new Box(0, 1, 2, 2), 0.8, RUN, null),
                box);
        assertEquals(box.id(), mask.refines());
        assertArrayEquals(
                new int[] {1, 2, 9},
                assertInstanceOf(Mask.class, mask.shape()).rle().counts());
        // Column-major: the second and third pixel of the first column.
        assertTrue(((Mask) mask.shape()).rle().contains(0, 1));
        assertTrue(((Mask) mask.shape()).rle().contains(0, 2));
        assertNull(orphan.refines());
    }

    @Test
    void whatLiesOutsideThePictureIsLeftOut() {
        SuggestedShape.Polygon outside = new SuggestedShape.Polygon(List.of(ring(10, 10)));
        SuggestedShape.Polygon inside = new SuggestedShape.Polygon(List.of(ring(0, 0), ring(1, 1)));
        FrameAnswer answer = new FrameAnswer(
                0,
                4,
                3,
                List.of(
                        new Suggestion("Person", 1, new SuggestedShape.Box(4, 0, 2, 2)),
                        new Suggestion("Person", 1, new SuggestedShape.Mask(4, 3, new int[] {12})),
                        new Suggestion("Person", 1, outside),
                        new Suggestion("Person", 1, inside)),
                1);

        SuggestionMapper.Mapped mapped = mapper().map(answer);

        assertEquals(3, mapped.leftOut());
        assertEquals(
                new Polygon(List.of(
                        new Ring(List.of(new Point(0, 0), new Point(2, 0), new Point(2, 2))),
                        new Ring(List.of(new Point(1, 1), new Point(3, 1), new Point(3, 3))))),
                mapped.suggestions().getFirst().shape());
    }

    @Test
    void aRunRecordsPluginModelsDigestsAndSettings() throws PluginException {
        ModelInfo first = model("boxes", "1.0", "a");
        ModelInfo second = model("masks", "2.0", "b");
        SessionInfo session = new SessionInfo(
                "CPU",
                List.of(new LoadedModel(first, Path.of("a.onnx")), new LoadedModel(second, Path.of("b.onnx"))),
                List.of("Person"),
                3);
        Settings settings =
                Settings.of(List.of(new SettingSpec.Decimal("score", "S", "", 0.4, 0, 1)), Map.of("score", "0.5"));

        Run run = Provenance.run(RUN, TestPlugins.descriptor("test.plugin", 1), session, settings);

        assertEquals(
                new Run(
                        RUN,
                        "test.plugin",
                        "1.2",
                        "boxes+masks",
                        "1.0+2.0",
                        "a".repeat(64) + "+" + "b".repeat(64),
                        Map.of("score", "0.5")),
                run);
        assertEquals(
                new ModelFile("a".repeat(64), "boxes", "boxes.onnx", "{}", 7),
                Provenance.modelFile(session.models().getFirst()));
    }

    private SuggestionMapper mapper() {
        ClassMapping classes = ClassMapping.byName(ONTOLOGY, List.of("Person", "Zebra"));
        return new SuggestionMapper(classes, MEDIA, RUN, () -> id(++made));
    }

    private static SuggestionId id(int number) {
        return new SuggestionId(new UUID(9, number));
    }

    private static SuggestedShape.Ring ring(double x, double y) {
        return new SuggestedShape.Ring(List.of(
                new SuggestedShape.Point(x, y),
                new SuggestedShape.Point(x + 2, y),
                new SuggestedShape.Point(x + 2, y + 2)));
    }

    private static ModelInfo model(String name, String version, String digit) {
        return new ModelInfo(name, version, "detect", name + ".onnx", 7, digit.repeat(64), List.of("Person"), "{}");
    }
}
