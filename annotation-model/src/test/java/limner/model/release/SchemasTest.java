package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import limner.model.fixture.RandomProject;
import limner.model.media.FrameState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Releases against the schemas they carry, by a validator that is not ours.
final class SchemasTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private Path written(ReleasePlan plan) {
        Path target = folder.resolve(plan.name());
        assertInstanceOf(
                ReleaseOutcome.Written.class,
                ReleaseWriter.write(plan, Gallery.source(), PaintedVideos.sound(), target, ReleaseWatch.none()));
        return target;
    }

    private static Schema schema(Path release, String path) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(release.resolve(path)), InputFormat.JSON);
    }

    private static List<String> documents(Path file) throws IOException {
        return file.toString().endsWith(".jsonl") ? Files.readAllLines(file) : List.of(Files.readString(file));
    }

    private static List<String> faults(Schema schema, String document) {
        return schema.validate(document, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static int check(Path release) throws IOException {
        int checked = 0;
        for (String file : Folders.contentOf(release).keySet()) {
            if (file.startsWith(Schemas.FOLDER) || !file.endsWith(".json") && !file.endsWith(".jsonl")) {
                continue;
            }
            String path = Schemas.pathFor(file).orElseThrow(() -> new AssertionError(file + " has no schema"));
            Schema schema = schema(release, path);
            for (String document : documents(release.resolve(file))) {
                assertEquals(List.of(), faults(schema, document), file);
                checked++;
            }
        }
        return checked;
    }

    @Test
    void whatOnlyAProjectWithEverythingSaysFitsToo() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            ReleaseSource random = Gallery.sourceOf(Gallery.recorded(ReleaseBackTest.facts(RandomProject.of(seed))));
            ReleasePlan plan = ReleasePlan.of("seed " + seed, random.head().number())
                    .withStates(EnumSet.of(FrameState.IN_WORK, FrameState.DONE))
                    .withPictures(Pictures.REFERENCES);
            Path target = folder.resolve(plan.name());
            ReleaseWriter.write(plan, random, PaintedVideos.sound(), target, ReleaseWatch.none());
            assertTrue(Files.readString(target.resolve(Manifest.ONTOLOGY)).contains("\"preset\""), "seed " + seed);
            check(target);
        }
    }

    @Test
    void everyFileOfEveryKindOfReleaseFitsItsSchema() throws Exception {
        Path signed = written(Gallery.plan());
        Files.write(
                signed.resolve(HeadSignature.FILE),
                HeadSignature.of(
                                ReleaseHead.of(signed),
                                KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                        .json());
        assertTrue(check(signed) > 15);
        check(written(Gallery.plan()
                .withName("other")
                .withEncodings(Encodings.exact())
                .withPictures(Pictures.REFERENCES)
                .withLicence("CC BY 4.0\n")
                .withPeople(People.NUMBERS)
                .withLeastPixels(20)
                .withOverlap(Overlap.TOPMOST)
                .withReach(2)
                .withForm(new PictureForm.Jpeg(90))
                .withClasses(Set.of(Gallery.PERSON, Gallery.CHILD, Gallery.WALKS, Gallery.BLURRED))
                .withMedia(Set.of(Gallery.CLIP, Gallery.EXERCISE))));
        check(written(Gallery.plan()
                .withName("divided")
                .withRedaction(new Redaction(new TreeMap<>(Map.of(Gallery.SKY, Redaction.How.FILL))))
                .withBetween(Between.LEAVE_OUT_PICTURE)
                .withSplits(
                        SplitPlan.of(List.of(new SplitPlan.Share("train", 1), new SplitPlan.Share("test", 1)), 3))));
    }

    @Test
    void theSchemasAreSchemasThemselves() throws IOException {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (String path : Schemas.paths()) {
            assertEquals(List.of(), faults(meta, new String(Schemas.content(path), StandardCharsets.UTF_8)), path);
        }
    }

    /// A schema that lets everything through proves nothing: no field of any document can be left out, renamed or made
    /// another kind of thing without being named.
    @Test
    void whatIsMissingOrAddedIsFound() throws IOException {
        long seed = System.nanoTime();
        Logger.getLogger(SchemasTest.class.getName()).info("seed " + seed);
        Random random = new Random(seed);
        Path release = written(Gallery.plan());
        for (String file : List.of(
                Manifest.INSTANCES,
                Manifest.FILE,
                Manifest.PLAN,
                Manifest.ONTOLOGY,
                Manifest.PROVENANCE,
                Manifest.STATISTICS,
                Manifest.TAGS_AND_EVENTS)) {
            Schema schema = schema(release, Schemas.pathFor(file).orElseThrow());
            for (int round = 0; round < 40; round++) {
                ObjectNode document = (ObjectNode)
                        JSON.readTree(documents(release.resolve(file)).getFirst());
                ObjectNode place = anObjectOf(document, random);
                List<String> names = place.propertyNames().stream().toList();
                String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
                place.set("unheard_of_" + name, JSON.getNodeFactory().booleanNode(true));
                assertFalse(
                        faults(schema, document.toString()).isEmpty(),
                        "seed " + seed + ": " + file + " takes " + document);
            }
        }
    }

    private static ObjectNode anObjectOf(JsonNode node, Random random) {
        ObjectNode found = (ObjectNode) node;
        while (true) {
            List<JsonNode> inner = found.values().stream()
                    .flatMap(v -> v.isArray() && v.size() > 0
                            ? List.of(v.get(random.nextInt(v.size()))).stream()
                            : List.of(v).stream())
                    .filter(JsonNode::isObject)
                    .toList();
            if (inner.isEmpty() || random.nextInt(3) == 0) {
                return found;
            }
            found = (ObjectNode) inner.get(random.nextInt(inner.size()));
        }
    }
}
