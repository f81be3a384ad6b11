package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limner frames --self-check`, and what `limner index` then says; devices by the command line.
final class SelfCheckTest {

    @TempDir
    Path folder;

    private Limner limner() {
        return new Limner(folder);
    }

    private JsonNode answer(Object... arguments) throws Exception {
        Limner.Run run = limner().run(arguments);
        assertEquals(0, run.exit(), run.err());
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void theVerdictIsOneSentenceAndTheReportKeepsIt() throws Exception {
        assertTrue(answer("index", Clips.gallery(), "--json").path("selfCheck").isNull());
        Limner.Run said = limner().run("frames", Clips.gallery(), "--self-check", "--seed", "7");
        assertEquals(0, said.exit(), said.err());
        assertEquals(
                "Holds: all 300 pictures came out the same in order, shuffled and backwards.",
                said.lines().getFirst());
        assertTrue(said.out().contains("seed 7"), said.out());
        JsonNode kept = answer("index", Clips.gallery(), "--json").path("selfCheck");
        assertTrue(kept.path("holds").asBoolean());
        assertEquals(7, kept.path("seed").asInt());
        assertEquals(300, kept.path("compared").asInt());
        assertEquals(600, kept.path("accesses").asInt());
        assertTrue(limner().run("index", Clips.gallery())
                .out()
                .contains(said.lines().getFirst()));
        JsonNode again = answer("frames", Clips.gallery(), "--self-check", "--json", "--all");
        assertEquals(300, again.path("selfCheck").path("inOrder").asInt());
        assertEquals("software", again.path("decoder").asString());
    }

    @Test
    void aDeviceThatIsNotKnownIsRefusedAndOneThatDoesNotWorkIsSaid() throws Exception {
        Limner.Run unknown = limner().run("frames", Clips.gallery(), "0", "--hardware", "abacus");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("No device named \"abacus\""), unknown.err());
        Limner.Run tried = limner().run("frames", Clips.gallery(), "--hardware", "--", "0");
        assertFalse(tried.out().contains("- - -"), tried.out());
        Limner.Run before = limner().run("frames", "--hardware", Clips.gallery(), "0");
        assertEquals(0, before.exit(), "a file after the option is no device: " + before.err());
        JsonNode report = answer("index", Clips.gallery(), "--hardware", "--json");
        String decoder = report.path("decoder").asString();
        boolean used = decoder.contains("which gave the same");
        assertTrue(used || decoder.startsWith("software; ") && decoder.contains(" is not used: "), decoder);
        assertEquals(!used, tried.err().contains("decoded by software; "), tried.err());
    }

    @Test
    void figuresWithoutACheckAreAMisuse() throws Exception {
        assertEquals(2, limner().run("frames", Clips.gallery(), "0", "--json").exit());
        assertEquals(
                2, limner().run("frames", Clips.gallery(), "0", "--self-check").exit());
    }
}
