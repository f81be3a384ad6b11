package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What programs read: every answer is one object, so that it can gain fields without breaking a reader.
final class JsonAnswersTest {

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsOneObjectWithNamedFields() throws Exception {
        Path project = folder.resolve("walk.limner");
        JsonNode imported = answer(0, "import", project, Clips.gallery(), "--json");
        assertEquals(List.of("project", "added"), names(imported));
        assertEquals("gallery.mp4", imported.path("added").path(0).path("name").asString());
        assertEquals(300, imported.path("added").path(0).path("frames").asInt());

        JsonNode said = answer(0, "prelabel", project, "--every", "150", "--json");
        assertEquals(List.of("runs"), names(said));
        assertEquals(2, said.path("runs").path(0).path("looked").asInt());

        JsonNode foretold = answer(0, "accept", project, "--threshold", "0.4", "--done", "--dry-run", "--json");
        assertEquals(List.of("dryRun", "videos"), names(foretold));
        assertTrue(foretold.path("dryRun").asBoolean());
        JsonNode accepted = answer(0, "accept", project, "--threshold", "0.4", "--done", "--json");
        assertEquals(
                foretold.path("videos").path(0).path("accepted").asInt(),
                accepted.path("videos").path(0).path("accepted").asInt());

        JsonNode released = answer(0, "release", project, "--out", folder.resolve("out"), "--json");
        assertEquals(2, released.path("pictures").asInt());
        assertTrue(answer(0, "verify", folder.resolve("out"), "--json")
                .path("holds")
                .asBoolean());
        assertTrue(answer(0, "doctor", project, "--json").path("holds").asBoolean());
        assertEquals(
                300,
                answer(0, "index", Clips.gallery(), "--json").path("frames").asInt());

        JsonNode stops =
                answer(0, "index", Clips.gallery(), "--rate", "5", "--json").path("stops");
        assertEquals(List.of("stepping", "count", "frames"), names(stops));
        assertEquals("5 fps", stops.path("stepping").asString());
        assertEquals(60, stops.path("count").asInt());
        assertEquals(5, stops.path("frames").path(1).asInt());
        assertEquals(
                2,
                answer(0, "prelabel", project, "--rate", "1/6", "--json")
                        .path("runs")
                        .path(0)
                        .path("leftAlone")
                        .asInt(),
                "frames 0 and 150 are done");

        JsonNode plugins = answer(0, "plugin", "list", "--json");
        assertEquals(List.of("plugins", "problems"), names(plugins));
        assertTrue(plugins.path("plugins").path(0).path("models").size() >= 2);
    }

    @Test
    void theLogIsOneObjectOnEachLine() throws Exception {
        Path project = folder.resolve("walk.limner");
        answer(0, "import", project, Clips.gallery(), "--json");
        Limner.Run run = limner().run("log", project, "--json");
        assertEquals(0, run.exit(), run.err());
        for (String line : run.lines()) {
            JsonNode event = JsonMapper.shared().readTree(line);
            assertEquals(List.of("number", "change", "at", "who", "where", "what", "type"), names(event));
        }
    }

    private JsonNode answer(int exit, Object... arguments) throws Exception {
        Limner.Run run = limner().run(arguments);
        assertEquals(exit, run.exit(), () -> run.out() + run.err());
        JsonNode node = JsonMapper.shared().readTree(run.out());
        assertTrue(node.isObject(), run.out());
        return node;
    }

    private Limner limner() {
        return new Limner(folder.resolve("user"));
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
