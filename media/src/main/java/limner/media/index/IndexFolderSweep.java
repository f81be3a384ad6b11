package limner.media.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Keeps the folder of cached indexes, waveforms and verdicts small: what a killed writer left goes after a day, and
/// when the rest takes more than its share what was used longest ago goes first. What is gone is made again when its
/// file is opened, a verdict when it is asked for. Only files of ours are touched, by their endings. Any thread and any
/// number of processes at once.
public final class IndexFolderSweep {
    /// Bytes that may stay: some hundred videos of two hours.
    public static final long USUAL_BYTES = 512L << 20;

    /// Endings of what is kept: indexes and waveforms.
    private static final List<String> KEPT = List.of(".lmnidx", ".lmnsnd", ".lmnchk");

    private static final Duration LEFTOVER = Duration.ofDays(1);

    private final Path folder;
    private final long most;
    private final Instant now;

    /// @param most bytes of indexes that may stay
    public IndexFolderSweep(Path folder, long most, Instant now) {
        this.folder = folder;
        this.most = most;
        this.now = now;
    }

    /// Removes what should go.
    ///
    /// @return how many files went
    /// @throws IOException when the folder cannot be read; a file that cannot be removed is left alone
    public int run() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int gone = 0;
        List<Kept> indexes = new ArrayList<>();
        for (Path path : files()) {
            String name = String.valueOf(path.getFileName());
            if (name.endsWith(".part")) {
                gone += isLeftover(path) && remove(path) ? 1 : 0;
            } else if (KEPT.stream().anyMatch(name::endsWith)) {
                look(path, indexes);
            }
        }
        indexes.sort(Comparator.comparing(Kept::used));
        long bytes = indexes.stream().mapToLong(Kept::bytes).sum();
        for (Kept oldest : indexes) {
            if (bytes <= most) {
                break;
            }
            gone += remove(oldest.path) ? 1 : 0;
            bytes -= oldest.bytes;
        }
        return gone;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }

    private boolean isLeftover(Path part) {
        try {
            return Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(LEFTOVER));
        } catch (IOException e) {
            // Its writer has just moved it into place.
            return false;
        }
    }

    private static void look(Path path, List<Kept> into) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Instant written = attributes.lastModifiedTime().toInstant();
            // Systems that do not note when a file was read say here when it was written, or nothing sensible.
            Instant read = attributes.lastAccessTime().toInstant();
            into.add(new Kept(path, attributes.size(), read.isAfter(written) ? read : written));
        } catch (IOException e) {
            // Another process has just removed it.
            return;
        }
    }

    private static boolean remove(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            // Somebody holds it open, or may delete here what we may not: it stays.
            return false;
        }
    }

    private record Kept(Path path, long bytes, Instant used) {}
}
