package limner.model.release;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import limner.model.folder.Digests;
import limner.model.release.coco.FormatException;
import limner.model.store.LogHead;

/// What a release stands for, in three values: a project, its log up to one event, and every byte of the release.
///
/// @param project id of the project
/// @param log the event it was read at, with its hash in the chain
/// @param manifestSha256 the digest that names the release
public record ReleaseHead(String project, LogHead log, String manifestSha256) {

    public ReleaseHead {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(manifestSha256, "manifestSha256");
    }

    /// Reads what a release says of itself; whether its files are as it says is not looked at.
    ///
    /// @throws FormatException when it is no release, with a sentence
    /// @throws IOException when it cannot be read
    public static ReleaseHead of(Path folder) throws IOException {
        Path file = folder.resolve(Manifest.FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FormatException(folder + " is no release: it has no " + Manifest.FILE);
        }
        String sha256;
        try (InputStream in = Files.newInputStream(file)) {
            sha256 = Digests.hexOf(in);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return of(ManifestFile.read(in), sha256);
        }
    }

    static ReleaseHead of(Manifest manifest, String sha256) {
        return new ReleaseHead(manifest.project(), manifest.head(), sha256);
    }

    /// What is signed: five lines of text.
    byte[] statement() {
        String text = String.join(
                "\n", "limner release 1", project, Long.toString(log.number()), log.hash(), manifestSha256, "");
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
