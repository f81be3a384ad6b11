package limner.plugin.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.PluginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {

    private static final String DETECTOR = "ssd-mobilenet-v2-openimages";
    private static final String SEGMENTER = "person-segmentation-square";

    @TempDir
    private Path folder;

    private final BundledModels bundled = new BundledModels();
    private final ModelLoader loader = new ModelLoader(OrtEnvironment.getEnvironment(), 1);

    @Test
    void everyBundledModelIsTheOneOfItsCardAndRuns() throws PluginException, IOException {
        assertEquals(3, bundled.infos().size());
        for (var info : bundled.infos()) {
            ModelCard card = bundled.find(info.name()).orElseThrow();
            Path file = bundled.unpack(card, folder);
            try (OnnxModel model = loader.load(file, card)) {
                assertEquals(new LoadedModel(info, file), model.loaded());
                assertEquals(info.bytes(), Files.size(file));
            }
        }
    }

    @Test
    void theMetadataOfTheBundledModelsGiveTheRecipeOfTheirCards() throws PluginException {
        for (var info : bundled.infos()) {
            ModelCard card = bundled.find(info.name()).orElseThrow();
            // Unpacked without its card: the file has to speak for itself.
            try (OnnxModel model = loader.load(bundled.unpack(card, folder))) {
                assertEquals(card.recipe(), model.card().recipe());
                assertEquals(card.classes(), model.card().classes());
                assertEquals(card.task(), model.card().task());
            }
        }
    }

    @Test
    void unpackingAgainTakesTheFileThatLiesThere() throws PluginException, IOException {
        ModelCard card = bundled.find(SEGMENTER).orElseThrow();
        Path first = bundled.unpack(card, folder);
        Object key = Files.readAttributes(first, BasicFileAttributes.class).fileKey();

        assertEquals(first, bundled.unpack(card, folder));
        assertEquals(key, Files.readAttributes(first, BasicFileAttributes.class).fileKey());
    }

    @Test
    void aDamagedFileInTheCacheIsReplaced() throws PluginException, IOException {
        ModelCard card = bundled.find(SEGMENTER).orElseThrow();
        Path file = bundled.unpack(card, folder);
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[1000] ^= 1;
        Files.write(file, bad);

        assertArrayEquals(good, Files.readAllBytes(bundled.unpack(card, folder)));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aCacheThatIsNoFolderIsSaidClearly() throws IOException {
        ModelCard card = bundled.find(SEGMENTER).orElseThrow();
        Path blocked = Files.writeString(folder.resolve("cache"), "a file");

        PluginException refused = assertThrows(PluginException.class, () -> bundled.unpack(card, blocked));

        assertTrue(refused.sentence().contains(blocked.toString()), refused.sentence());
        assertEquals("a file", Files.readString(blocked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "This is a text, not a model.", "\u0000\u0001\u0002", "{\"card\": 1}"})
    void aFileThatIsNoModelIsNamed(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("holiday.onnx"), content);

        assertSays(file, "holiday.onnx is no ONNX model, or it is damaged. Nothing was changed.");
    }

    @Test
    void aModelCutShortOrScrambledIsRefused() throws PluginException, IOException {
        byte[] good = Files.readAllBytes(bundled.unpack(bundled.find(SEGMENTER).orElseThrow(), folder));
        long seed = 20260101;
        Random random = new Random(seed);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        Path file = folder.resolve("part.onnx");

        Files.write(file, Arrays.copyOf(good, good.length / 2));
        assertSays(file, "part.onnx");
        Files.write(file, noise);
        assertSays(file, "part.onnx");
    }

    @Test
    void aModelWithWeightsInAnotherFileIsRefusedSinceItsDigestWouldNotCoverThem() throws PluginException, IOException {
        byte[] good = Files.readAllBytes(bundled.unpack(bundled.find(SEGMENTER).orElseThrow(), folder));
        assertFalse(OutsideWeights.possibleIn(good));
        // Protocol buffers merge what is appended: a graph with one more tensor, whose four bytes lie elsewhere.
        byte[] entry = joined(field(1, "location".getBytes(UTF_8)), field(2, "weights.bin".getBytes(UTF_8)));
        byte[] outside = joined(
                new byte[] {8, 1, 16, 1}, field(8, "extra".getBytes(UTF_8)), field(13, entry), new byte[] {112, 1});
        byte[] graph = field(7, field(5, outside));
        byte[] branch = field(7, field(1, field(5, field(6, field(5, outside)))));
        Path file = folder.resolve("split.onnx");
        Files.write(folder.resolve("weights.bin"), new byte[] {0, 0, (byte) 0x80, 0x3f});

        assertTrue(OutsideWeights.possibleIn(joined(good, graph)));
        assertTrue(OutsideWeights.possibleIn(joined(good, branch)), "in a branch of a node");
        Files.write(file, joined(good, graph));
        PluginException refused =
                assertThrows(PluginException.class, () -> loader.load(file).close());
        assertTrue(refused.sentence().contains("split.onnx"), refused.sentence());
    }

    /// A field of bytes, shorter than 128.
    private static byte[] field(int number, byte[] content) {
        return joined(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertSays(folder.resolve("gone.onnx"), "There is no model file " + folder.resolve("gone.onnx") + ".");
        assertSays(folder, "is a folder. Choose the model's .onnx file in it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"image\" | \"name\": \"picture\" | has no input \"picture\", as its recipe says; it has image.",
                "\"width\": 300 | \"width\": 320 | but its recipe says [1, 3, 300, 320]",
                "\"boxes\": \"boxes\" | \"boxes\": \"corners\" | has no output \"corners\", as its recipe says; it has boxes,"
                        + " scores.",
                "\"boxes\": \"boxes\", \"scores\": \"scores\" | \"boxes\": \"scores\", \"scores\": \"boxes\" | needs [1,"
                        + " boxes, 4]",
                "\"Book\", \"Camera\", \"Car\" | \"Book\" | tells 23 classes apart, but its card names 21.",
                "\"sha256\": \"c5 | \"sha256\": \"d5 | is for other weights",
            })
    void aCardThatDoesNotFitTheModelIsRefused(String right, String wrong, String said)
            throws PluginException, IOException {
        ModelCard card = bundled.find(DETECTOR).orElseThrow();
        Path file = Files.copy(bundled.unpack(card, folder), folder.resolve("mine.onnx"));
        String changed = card.json().replace(right, wrong);
        Files.writeString(folder.resolve("mine.json"), changed);

        assertTrue(!changed.equals(card.json()));
        assertSays(file, said);
    }

    @Test
    void aModelNobodyDescribedAsksForACard() {
        String models = System.getProperty("limner.models", "");
        Path file = Path.of(models).resolve("text-detection-ppocrv4.onnx");
        assumeTrue(Files.isRegularFile(file), "left out: the shared folder of models is not there");

        assertSays(file, "no model card beside it. Write one named text-detection-ppocrv4.json.");
    }

    private void assertSays(Path file, String said) {
        PluginException refused =
                assertThrows(PluginException.class, () -> loader.load(file).close());

        assertTrue(refused.sentence().contains(said), refused.sentence());
        assertTrue(refused.sentence().contains(file.getFileName().toString().replace(".onnx", "")), refused.sentence());
    }
}
