package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.release.coco.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanFileTest {

    /// As releases had it before plans could divide.
    private static final String OLD = """
            {
              "name" : "first light",
              "event" : 12,
              "classes" : "all",
              "media" : "all",
              "states" : [
                "done"
              ],
              "step" : 1,
              "between" : "write",
              "encodings" : {
                "boxes" : "none",
                "polygons" : "polygons",
                "masks" : "rle"
              },
              "pictures" : "frames",
              "licence" : false
            }
            """;

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    private static ReleasePlan read(byte[] bytes) throws IOException {
        return PlanFile.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void aPlanThatSaysNothingNewHasTheBytesItAlwaysHad() throws IOException {
        ReleasePlan plan = ReleasePlan.of("first light", 12);
        assertEquals(OLD, new String(PlanFile.write(plan), StandardCharsets.US_ASCII));
        assertEquals(plan, read(OLD.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadAsItWas(int seed) throws IOException {
        ReleasePlan plan = random(new Random(seed));
        byte[] bytes = PlanFile.write(plan);
        assertEquals(plan, read(bytes), "seed " + seed);
        assertArrayEquals(bytes, PlanFile.write(read(bytes)));
    }

    private static ReleasePlan random(Random r) {
        ReleasePlan p = ReleasePlan.of("n " + r.nextInt() + " \u00fc", 1 + r.nextInt(1000))
                .withStep(1 + r.nextInt(9))
                .withBetween(Between.values()[r.nextInt(2)])
                .withPictures(Pictures.values()[r.nextInt(2)])
                .withEncodings(List.of(Encodings.asDrawn(), Encodings.exact(), Encodings.rings())
                        .get(r.nextInt(3)))
                .withPeople(People.values()[r.nextInt(2)]);
        if (r.nextBoolean()) {
            p = p.withLeastPixels(r.nextInt(5));
        }
        if (r.nextBoolean()) {
            p = p.withOverlap(Overlap.TOPMOST);
        }
        if (r.nextBoolean()) {
            p = p.withForm(new PictureForm.Jpeg(1 + r.nextInt(100)));
        }
        if (p.pictures() == Pictures.FRAMES && r.nextBoolean()) {
            p = p.withRedaction(new Redaction(
                    new TreeMap<>(Map.of(new ClassId(1 + r.nextInt(9)), Redaction.How.values()[r.nextInt(3)]))));
        }
        if (p.between() == Between.WRITE && r.nextBoolean()) {
            p = p.withReach(1 + r.nextInt(20));
        }
        if (r.nextBoolean()) {
            p = p.withStates(EnumSet.of(FrameState.DONE, FrameState.IN_WORK));
        }
        if (r.nextBoolean()) {
            Set<ClassId> classes = new HashSet<>();
            IntStream.rangeClosed(0, r.nextInt(4)).forEach(_ -> classes.add(new ClassId(1 + r.nextInt(99))));
            p = p.withClasses(classes);
        }
        if (r.nextBoolean()) {
            p = p.withMedia(Set.copyOf(named(r, 3).keySet()));
        }
        if (r.nextBoolean()) {
            SortedMap<MediaId, String> kept = new TreeMap<>();
            named(r, r.nextInt(3)).forEach((id, _) -> kept.put(id, r.nextBoolean() ? "train" : "held-out"));
            p = p.withSplits(SplitPlan.of(
                            List.of(new SplitPlan.Share("train", 70), new SplitPlan.Share("held-out", 30)),
                            r.nextLong())
                    .withGroups(named(r, r.nextInt(3)))
                    .withKept(kept));
        }
        return p;
    }

    private static SortedMap<MediaId, String> named(Random r, int many) {
        SortedMap<MediaId, String> all = new TreeMap<>();
        for (int i = 0; i < many; i++) {
            all.put(new MediaId(new UUID(r.nextLong(), r.nextLong())), "group " + r.nextInt(3));
        }
        return all;
    }

    @Test
    void whatIsNoPlanIsRefusedWithASentence() {
        refused(OLD.replace("\"step\" : 1", "\"step\" : 0"), "step");
        refused(OLD.replace("\"step\"", "\"steps\""), "steps");
        refused(OLD.replace("\"rle\"", "\"gif\""), "plan");
        refused(OLD.replace("\"name\" : \"first light\",", ""), "name");
        refused(OLD.replace("  \"licence\" : false", "  \"licence\" : false, \"people\" : 7"), "plan");
        refused("[]", "object");
        refused("{", "");
    }

    private static void refused(String text, String word) {
        FormatException e =
                assertThrows(FormatException.class, () -> read(text.getBytes(StandardCharsets.US_ASCII)), text);
        assertTrue(String.valueOf(e.getMessage()).contains(word), e::toString);
    }
}
