package limner.plugin.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginException;

/// The models inside this jar.
final class BundledModels {

    /// A list of names, as a jar cannot be listed in a portable way.
    private static final String INDEX = "models/index.txt";

    private final List<ModelCard> cards;

    /// Reads the cards; the weights stay where they are.
    BundledModels() {
        CardReader reader = new CardReader();
        List<ModelCard> all = new ArrayList<>();
        try {
            for (String name :
                    new String(resource(INDEX), StandardCharsets.UTF_8).lines().toList()) {
                String json = new String(resource("models/" + name + ".json"), StandardCharsets.UTF_8);
                all.add(reader.read(name + ".json", json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of this plugin is damaged", e);
        } catch (PluginException e) {
            throw new IllegalStateException("the jar of this plugin is damaged", e);
        }
        this.cards = List.copyOf(all);
    }

    List<ModelInfo> infos() {
        return cards.stream()
                .map(c -> new ModelInfo(
                        c.name(), c.version(), c.task(), fileOf(c), c.bytes(), c.sha256(), c.classes(), c.json()))
                .toList();
    }

    Optional<ModelCard> find(String name) {
        return cards.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// The weights as a file in the cache folder: as it lies there if its digest is right, else unpacked anew.
    ///
    /// @throws PluginException when the folder cannot be written
    Path unpack(ModelCard card, Path cacheFolder) throws PluginException {
        Path folder = cacheFolder.resolve("models").resolve(card.sha256().substring(0, 16));
        Path file = folder.resolve(fileOf(card));
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) == card.bytes()
                    && Digests.sha256(Files.readAllBytes(file)).equals(card.sha256())) {
                return file;
            }
            byte[] weights = resource("models/" + fileOf(card));
            if (!Digests.sha256(weights).equals(card.sha256())) {
                throw new PluginException("The model " + card.name()
                        + " inside the program is damaged. Nothing was changed. Install the program again.");
            }
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, "unpacking", ".part");
            try {
                Files.write(beside, weights);
                move(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
            return file;
        } catch (IOException e) {
            throw new PluginException(
                    "The model " + card.name() + " cannot be unpacked into " + folder + ": " + e.getMessage()
                            + ". No project was changed. Make room there, or make the folder writable.",
                    e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String fileOf(ModelCard card) {
        return card.name() + ".onnx";
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BundledModels.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " in the jar");
            }
            return in.readAllBytes();
        }
    }
}
