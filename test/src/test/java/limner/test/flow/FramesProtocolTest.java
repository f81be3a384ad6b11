package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limner frames` against what another decoder's build said about every shared file, in shuffled order.
final class FramesProtocolTest {

    private static final int PICTURES = 60;

    @TempDir
    Path folder;

    static Stream<String> files() throws IOException {
        Path media = Path.of(System.getProperty("limner.media", "none"));
        if (!Files.isDirectory(media)) {
            return Stream.of("");
        }
        try (var all = Files.list(media)) {
            return all
                    .map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".json"))
                    .map(n -> n.substring(0, n.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyNumberGivesItsPictureInAnyOrder(String name) throws Exception {
        if (name.isEmpty()) {
            abort("left out: the shared videos are not here, so their frames were not compared with another decoder's");
        }
        Path media = Path.of(System.getProperty("limner.media"));
        JsonNode truth = JsonMapper.shared().readTree(Files.readAllBytes(media.resolve(name + ".json")));
        int count = truth.path("n").asInt();
        if (count == 0) {
            assertRefused(new Limner(folder).run("frames", media.resolve(name), 0), name);
            return;
        }
        long seed = System.nanoTime();
        System.out.println("FramesProtocolTest: " + name + ", seed " + seed);
        List<Integer> wanted = new ArrayList<>(
                new Random(seed).ints(PICTURES, 0, count).boxed().toList());
        Collections.addAll(wanted, 0, count - 1, count, -1);
        Collections.shuffle(wanted, new Random(seed));
        List<Object> arguments = new ArrayList<>(List.of("frames", media.resolve(name)));
        arguments.addAll(wanted);
        Limner.Run run = new Limner(folder).run(arguments.toArray());
        assertEquals(0, run.exit(), run.err());
        assertEquals(wanted.size() + 1, run.lines().size());
        boolean sound = truth.path("sound").asBoolean();
        int said = Integer.parseInt(run.lines().getFirst().substring("frames ".length()));
        if (sound) {
            assertEquals(count, said);
        } else {
            assertTrue(said > 0 && said <= count, "a damaged file never gains frames: " + said + " of " + count);
        }
        List<String> sequence = truth.path("md5_portable").asBoolean(true) ? List.of() : inOrder(media.resolve(name));
        for (int i = 0; i < wanted.size(); i++) {
            String line = run.lines().get(i + 1);
            int n = wanted.get(i);
            if (n < 0 || n >= said) {
                assertEquals(n + " - - -", line, "seed " + seed);
            } else if (sound) {
                assertPicture(truth, sequence, n, line.split(" "), "frame " + n + ", seed " + seed);
            }
        }
    }

    private static void assertPicture(JsonNode truth, List<String> sequence, int n, String[] said, String where) {
        assertEquals(Integer.toString(n), said[0], where);
        assertEquals(4, said.length, where);
        if (sequence.isEmpty()) {
            JsonNode luma = truth.path("frames").path("y");
            JsonNode digests = luma.isEmpty() ? truth.path("frames").path("md5") : luma;
            assertEquals(digests.path(n).asString(), said[1], where);
        } else {
            assertEquals(sequence.get(n), said[1], where);
        }
        String container = truth.path("container").asString("");
        JsonNode seconds = truth.path("frames").path("t").path(n);
        // Versions of FFmpeg derive other times for these two kinds.
        if (seconds.isNumber() && !container.equals("avi") && !container.equals("gif")) {
            assertEquals(seconds.asDouble(), Double.parseDouble(said[2]), 0.001, where);
        }
        assertTrue(Double.parseDouble(said[3]) >= 0, where);
    }

    /// The digests of every frame in order, for files whose pictures differ between decoders.
    private List<String> inOrder(Path file) throws IOException, InterruptedException {
        List<String> lines = new Limner(folder).run("frames", file, "--all").lines();
        return lines.subList(1, lines.size()).stream().map(l -> l.split(" ")[1]).toList();
    }

    @Test
    void theBundledClipGivesTheSamePicturesInAnyOrderAndAsPngFiles() throws Exception {
        Limner limner = new Limner(folder);
        List<String> all = limner.run("frames", Clips.gallery(), "--all").lines();
        assertEquals("frames 300", all.getFirst());
        long seed = System.nanoTime();
        System.out.println("FramesProtocolTest: bundled clip, seed " + seed);
        List<Integer> wanted = new ArrayList<>(IntStream.range(0, 300).boxed().toList());
        Collections.shuffle(wanted, new Random(seed));
        wanted = wanted.subList(0, 40);
        Path pictures = folder.resolve("pictures");
        List<Object> arguments = new ArrayList<>(List.of("frames", Clips.gallery(), "--png", pictures));
        arguments.addAll(wanted);
        List<String> shuffled = limner.run(arguments.toArray()).lines();
        for (int i = 0; i < wanted.size(); i++) {
            int n = wanted.get(i);
            String[] inOrder = all.get(n + 1).split(" ");
            String[] here = shuffled.get(i + 1).split(" ");
            assertEquals(inOrder[1], here[1], "frame " + n + ", seed " + seed);
            assertEquals(inOrder[2], here[2], "frame " + n + ", seed " + seed);
            byte[] png = Files.readAllBytes(pictures.resolve(String.format("%06d.png", n)));
            assertEquals('P', png[1]);
        }
        assertEquals(40, Contents.of(pictures).files().size());
    }

    static void assertRefused(Limner.Run run, String name) {
        assertEquals(2, run.exit(), name);
        assertEquals("", run.out(), name);
        assertEquals(1, run.complaints().size(), () -> name + " says: " + run.err());
        assertTrue(run.complaints().getFirst().contains(name), run::err);
    }
}
