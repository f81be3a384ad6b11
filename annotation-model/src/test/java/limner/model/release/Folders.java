package limner.model.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.folder.Digests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is in a folder.
final class Folders {

    private Folders() {}

    /// Content of every file as Latin-1 text, so that maps compare by value, by path with `/`.
    static SortedMap<String, String> contentOf(Path folder) {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    /// Writes the manifest anew for what is in the folder, as a forger would.
    static void reseal(Path release) throws IOException {
        Manifest old;
        try (var in = Files.newInputStream(release.resolve(Manifest.FILE))) {
            old = ManifestFile.read(in);
        }
        SortedMap<String, Manifest.FileEntry> files = new TreeMap<>();
        for (Map.Entry<String, String> e : contentOf(release).entrySet()) {
            if (!e.getKey().startsWith("manifest.")) {
                byte[] bytes = e.getValue().getBytes(StandardCharsets.ISO_8859_1);
                files.put(e.getKey(), new Manifest.FileEntry(bytes.length, Digests.hexOf(bytes)));
            }
        }
        byte[] manifest = ManifestFile.write(new Manifest(
                old.name(),
                old.project(),
                old.projectName(),
                old.head(),
                old.ontologyVersion(),
                old.videos(),
                old.models(),
                old.pictures(),
                old.annotations(),
                files));
        writeManifest(release, manifest);
    }

    static void writeManifest(Path release, byte[] manifest) throws IOException {
        Files.write(release.resolve(Manifest.FILE), manifest);
        Files.writeString(release.resolve(Manifest.DIGEST_FILE), Manifest.digestLine(Digests.hexOf(manifest)));
    }

    static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }
}
