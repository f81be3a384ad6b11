package limner.test.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything below a folder, byte for byte.
///
/// @param files digest by relative path; folders have an empty one
record Contents(SortedMap<String, String> files) {

    static Contents of(Path folder) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        try (var all = Files.walk(folder)) {
            all.filter(p -> !p.equals(folder))
                    .forEach(p -> found.put(
                            folder.relativize(p).toString().replace('\\', '/'), Files.isDirectory(p) ? "" : digest(p)));
        }
        return new Contents(found);
    }

    private static String digest(Path file) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
