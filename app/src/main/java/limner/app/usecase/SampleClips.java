package limner.app.usecase;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the clips that come with Limner: in the runnable folder, or in the sources when it runs from there.
final class SampleClips {

    /// The clips, in the order they are imported; the attribution lies beside them.
    static final List<String> NAMES = List.of("gallery.mp4", "bunny.mp4");

    private SampleClips() {}

    /// The folder that holds them.
    ///
    /// @throws AppException when it is nowhere
    static Path folder() {
        return folder(candidates(System.getProperty("limner.home"), System.getenv(), codeFolder()));
    }

    static Path folder(List<Path> candidates) {
        for (Path candidate : candidates) {
            if (NAMES.stream().allMatch(n -> Files.isRegularFile(candidate.resolve(n)))) {
                return candidate;
            }
        }
        throw new AppException(
                AppException.Kind.FAILED,
                "The sample clips " + String.join(" and ", NAMES) + " were not found. Looked in: "
                        + String.join(
                                ", ", candidates.stream().map(Path::toString).toList())
                        + ". Build Limner again, or set LIMNER_HOME to its folder.");
    }

    static List<Path> candidates(@Nullable String property, Map<String, String> environment, Optional<Path> code) {
        List<Path> found = new ArrayList<>();
        if (property != null && !property.isBlank()) {
            found.add(Path.of(property).toAbsolutePath().resolve("sample"));
        }
        String home = environment.get("LIMNER_HOME");
        if (home != null && !home.isBlank()) {
            found.add(Path.of(home).toAbsolutePath().resolve("sample"));
        }
        // From lib/ of the runnable folder, and from target/classes of the sources.
        for (Path up = code.orElse(null); up != null && found.size() < 12; up = up.getParent()) {
            found.add(up.resolve("sample"));
            found.add(up.resolve("src").resolve("main").resolve("sample"));
        }
        return found;
    }

    private static Optional<Path> codeFolder() {
        CodeSource source = SampleClips.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    Path.of(source.getLocation().toURI()).toAbsolutePath().getParent());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Copies the clips and their attribution into a folder, each written beside and moved; what is there already and
    /// equal stays.
    static void copyTo(Path target) throws IOException {
        Path from = folder();
        Files.createDirectories(target);
        try (var files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Path copy = target.resolve(file.getFileName().toString());
                if (Files.isRegularFile(file) && !(Files.isRegularFile(copy) && Files.mismatch(file, copy) < 0)) {
                    Beside.write(copy, Files.readAllBytes(file));
                }
            }
        }
    }
}
