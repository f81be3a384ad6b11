package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The display matrix of a track says how a player turns and mirrors its pictures (ISO/IEC 14496-12, 8.3.2).
final class MirroredTest {

    /// Bytes from the name of the track's header (version 0) to its matrix.
    private static final int TO_MATRIX = 44;

    private static final int ONE = 1 << 16;

    @TempDir
    Path folder;

    private Path withMatrix(int a, int b, int c, int d) throws Exception {
        byte[] bytes = Files.readAllBytes(Clips.gallery());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + TO_MATRIX;
        ByteBuffer matrix = ByteBuffer.wrap(bytes);
        assertEquals(ONE, matrix.getInt(at), "it is upright as it was made");
        matrix.putInt(at, a * ONE);
        matrix.putInt(at + 4, b * ONE);
        matrix.putInt(at + 12, c * ONE);
        matrix.putInt(at + 16, d * ONE);
        return Files.write(folder.resolve("turned.mp4"), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, false, 0, no",
        "-1, 0, 0, 1, true, 0, mirrored left to right for display",
        "1, 0, 0, -1, true, 180, 'mirrored left to right, then 180 degrees clockwise for display'",
        "0, 1, -1, 0, false, 90, 90 degrees clockwise for display",
    })
    void theReportTellsMirroringBesideRotation(
            int a, int b, int c, int d, boolean mirrored, double rotation, String words) throws Exception {
        Path clip = withMatrix(a, b, c, d);
        Limner.Run json = new Limner(folder).run("index", clip, "--json");
        assertEquals(0, json.exit(), json.err());
        JsonNode info = JsonMapper.shared().readTree(json.out()).path("info");
        assertEquals(mirrored, info.path("mirrored").asBoolean());
        assertEquals(rotation, info.path("rotation").asDouble());
        Limner.Run text = new Limner(folder).run("index", clip);
        assertTrue(text.lines().stream().anyMatch(l -> l.startsWith("turned ") && l.endsWith(" " + words)), text.out());
    }
}
