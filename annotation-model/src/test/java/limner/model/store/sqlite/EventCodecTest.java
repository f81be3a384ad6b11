package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.event.LabelEvent;
import limner.model.fixture.EventSamples;
import limner.model.fixture.Fixture;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import limner.model.geometry.Skeleton;
import limner.model.id.LabelId;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class EventCodecTest {

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final ValueJson values = new ValueJson(new MaskBlobs() {
        @Override
        public String keep(Rle mask) {
            blobs.put(Digests.sha256(mask.compressed()), mask.compressed());
            return Digests.sha256(mask.compressed());
        }

        @Override
        public Rle read(String sha256, int width, int height) {
            byte[] bytes = blobs.get(sha256);
            if (bytes == null) {
                throw new BrokenPayloadException("speaks of a missing mask");
            }
            return Rle.ofCompressed(width, height, bytes);
        }
    });
    private final EventCodec codec = new EventCodec(new CanonicalJson(), values);

    static Stream<LabelEvent> samples() {
        return EventSamples.all().stream();
    }

    private static LabelEvent sample(Class<? extends LabelEvent> type) {
        return samples().filter(type::isInstance).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyEventReadsBackAsItWas(LabelEvent event) {
        EventCodec.Encoded encoded = codec.encode(event);
        assertEquals(event, codec.decode(encoded.type(), encoded.version(), encoded.payload()));
        assertEquals(event.inverse(), decode(codec.encode(event.inverse())));
    }

    @Test
    void everyKindOfShapeReadsBackAsItWas() {
        assertEquals(
                Set.of(ShapeKind.values()),
                Fixture.shapes().stream().map(Shape::kind).collect(Collectors.toSet()));
        for (Shape shape : Fixture.shapes()) {
            assertEquals(shape, values.shape(values.write(shape)));
        }
        assertEquals(
                "{\"kind\":\"rotated_box\",\"rotated_box\":[30.0,20.0,15.5,8.0,33.25]}",
                values.write(Fixture.shapes().get(1)).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73})
    void turnedShapesPointsAndJointsReadBackToTheLastBit(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            double a = random.nextDouble() * 4000 - 1000;
            double b = random.nextDouble() * 4000 - 1000;
            double c = random.nextDouble() * 500;
            double d = Math.pow(10, random.nextInt(8) - 5) * random.nextDouble();
            double angle = random.nextDouble() * 1000 - 500;
            for (Shape shape : List.of(
                    new RotatedBox(a, b, c, d, angle),
                    new Ellipse(a, b, c, d, angle),
                    new PointSet(List.of(new Point(a, b), new Point(c, d))),
                    new Skeleton(List.of(
                            new Joint("é " + random.nextInt(), new Point(a, d), Joint.State.ABSENT),
                            new Joint("\"x\"", new Point(b, c), Joint.State.values()[random.nextInt(3)]))))) {
                LabelEvent event = new LabelEvent.KeyframeAdded(
                        Fixture.VIDEO, new LabelId(Fixture.uuid("label")), round, Keyframe.of(shape));
                assertEquals(event, decode(codec.encode(event)), "seed " + seed);
            }
        }
    }

    private LabelEvent decode(EventCodec.Encoded encoded) {
        return codec.decode(encoded.type(), encoded.version(), encoded.payload());
    }

    @Test
    void everyKindOfEventIsAmongTheSamplesAndHasANameOfItsOwn() {
        Set<Class<?>> sampled = samples().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(new HashSet<>(Arrays.asList(LabelEvent.class.getPermittedSubclasses())), sampled);
        assertEquals(
                sampled.size(), samples().map(EventCodec::typeOf).distinct().count());
    }

    @Test
    void theTextOfAnEventNeverChanges() {
        assertEquals(
                new EventCodec.Encoded(
                        "label.added",
                        2,
                        "{\"label\":{\"class\":1,\"extent\":\"TRACK\",\"id\":\"" + Fixture.uuid("label")
                                + "\",\"keyframes\":[{\"frame\":3,\"interpolation\":\"LINEAR\",\"occluded\":false,\"outside\":false,\"shape\":"
                                + "{\"height\":48,\"kind\":\"mask\",\"sha256\":\""
                                + Digests.sha256(Fixture.mask(9, 9, 5).rle().compressed())
                                + "\",\"width\":64}},{\"frame\":8,\"interpolation\":\"LINEAR\",\"occluded\":false,\"outside\":false,\"shape\":"
                                + "{\"box\":[0.1,1.0E-7,10.5,7.25],\"kind\":\"box\"}}],\"media\":\"" + Fixture.VIDEO
                                + "\",\"number\":12,\"origin\":{\"kind\":\"manual\"}}}"),
                codec.encode(sample(LabelEvent.LabelAdded.class)));
    }

    /// What held keyframes did not say how a track goes on from them, and meant what is called paired now.
    @Test
    void keyframesOfTheFirstEncodingAreRead() {
        List<LabelEvent> old = samples()
                .filter(e -> codec.encode(e).payload().contains("interpolation"))
                .toList();
        assertEquals(
                Set.of("label.added", "label.removed", "keyframe.added", "keyframe.removed", "keyframe.changed"),
                old.stream().map(EventCodec::typeOf).collect(Collectors.toSet()));
        for (LabelEvent event : old) {
            EventCodec.Encoded now = codec.encode(event);
            assertEquals(2, now.version());
            String before = now.payload().replaceAll("\"interpolation\":\"[A-Z]+\",", "");
            String paired = now.payload()
                    .replaceAll("\"interpolation\":\"[A-Z]+\"", "\"interpolation\":\"" + Interpolation.PAIRED + "\"");
            assertEquals(codec.decode(now.type(), 2, paired), codec.decode(now.type(), 1, before));
            assertThrows(BrokenPayloadException.class, () -> codec.decode(now.type(), 2, before));
        }
        assertThrows(
                BrokenPayloadException.class, () -> codec.decode("label.added", 1, "{\"label\":{\"keyframes\":[3]}}"));
    }

    /// What was said of a release did not say how it is divided.
    @Test
    void releasesOfTheFirstEncodingAreReadAsNotDivided() {
        List<LabelEvent> notes =
                List.of(sample(LabelEvent.ReleaseRecorded.class), sample(LabelEvent.ReleaseWithdrawn.class));
        for (LabelEvent event : notes) {
            EventCodec.Encoded now = codec.encode(event);
            assertEquals(2, now.version());
            String said = ",\"parts\":{\"" + Fixture.VIDEO + "\":\"test\"}";
            assertTrue(now.payload().contains(said), now.payload());
            String undivided = now.payload().replace(said, ",\"parts\":{}");
            String before = now.payload().replace(said, "");
            assertEquals(codec.decode(now.type(), 2, undivided), codec.decode(now.type(), 1, before));
            assertThrows(BrokenPayloadException.class, () -> codec.decode(now.type(), 2, before));
        }
        assertThrows(BrokenPayloadException.class, () -> codec.decode("release.recorded", 1, "{\"release\":3}"));
    }

    @Test
    void theTextDoesNotDependOnTheLocale() {
        List<EventCodec.Encoded> here = samples().map(codec::encode).toList();
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(here, samples().map(codec::encode).toList(), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void maskPixelsStayOutsideTheText() {
        String payload = codec.encode(sample(LabelEvent.KeyframeChanged.class)).payload();
        assertFalse(payload.contains(Fixture.mask(20, 20, 9).rle().cocoString()));
        assertTrue(payload.contains(Digests.sha256(Fixture.mask(20, 20, 9).rle().compressed())));
    }

    @Test
    void anOlderEncodingIsRaisedOnReading() {
        EventCodec.Encoded now = codec.encode(sample(LabelEvent.FrameTagged.class));
        String old = now.payload().replace("\"frame\"", "\"picture\"");
        EventCodec newer = new EventCodec(
                new CanonicalJson(), values, List.of(new EventCodec.Upcast("frame.tagged", 1, EventCodecTest::rename)));
        assertEquals(sample(LabelEvent.FrameTagged.class), newer.decode("frame.tagged", 1, old));
        assertEquals(sample(LabelEvent.FrameTagged.class), newer.decode("frame.tagged", 2, now.payload()));
        assertEquals(2, newer.encode(sample(LabelEvent.FrameTagged.class)).version());
        assertThrows(BrokenPayloadException.class, () -> codec.decode("frame.tagged", 1, old));
    }

    private static ObjectNode rename(ObjectNode payload) {
        ObjectNode tag = (ObjectNode) payload.required("tag");
        tag.set("frame", tag.remove("picture"));
        return payload;
    }

    @Test
    void whatIsNoEventOfOursIsRefusedWithAClause() {
        String good = codec.encode(sample(LabelEvent.MediaAdded.class)).payload();
        for (String bad : List.of(
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"media\":3}",
                good.replace("64", "\"64\""),
                good.replace("64", "-64"),
                good.replace("\"id\":\"", "\"id\":\"x"),
                good.substring(1))) {
            assertThrows(BrokenPayloadException.class, () -> codec.decode("media.added", 1, bad), bad);
        }
        String keyframe = "{\"frame\":1,\"keyframe\":{\"occluded\":false,\"outside\":false,\"shape\":%s},\"label\":\""
                + Fixture.uuid("label") + "\",\"media\":\"" + Fixture.VIDEO + "\"}";
        for (String shape : List.of(
                "{\"kind\":\"point\",\"point\":[]}",
                "{\"kind\":\"point\",\"point\":[1]}",
                "{\"kind\":\"point\",\"point\":[1,2,3,4]}",
                "{\"kind\":\"polyline\",\"points\":[]}",
                "{\"kind\":\"polygon\",\"rings\":[]}",
                "{\"kind\":\"box\",\"box\":[1,2,3]}",
                "{\"kind\":\"box\",\"box\":[1,2,3,1e999]}",
                "{\"kind\":\"mask\",\"sha256\":\"\",\"width\":2147483647,\"height\":2147483647}",
                "[".repeat(100_000))) {
            String payload = keyframe.formatted(shape);
            assertThrows(BrokenPayloadException.class, () -> codec.decode("keyframe.added", 1, payload), payload);
        }
        assertThrows(BrokenPayloadException.class, () -> codec.decode("media.painted", 1, good));
        BrokenPayloadException newer =
                assertThrows(BrokenPayloadException.class, () -> codec.decode("media.added", 2, good));
        assertTrue(String.valueOf(newer.getMessage()).contains("newer Limner"), newer::toString);
    }
}
