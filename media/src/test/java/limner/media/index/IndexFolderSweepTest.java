package limner.media.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFolderSweepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path file(String name, int bytes, Duration writtenAgo, Duration readAgo) throws IOException {
        Path path = Files.write(folder.resolve(name), new byte[bytes]);
        FileTime written = FileTime.from(NOW.minus(writtenAgo));
        Objects.requireNonNull(Files.getFileAttributeView(path, BasicFileAttributeView.class))
                .setTimes(written, FileTime.from(NOW.minus(readAgo)), written);
        return path;
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> String.valueOf(path.getFileName())).collect(Collectors.toSet());
        }
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        file("old.lmnidx", 100, Duration.ofDays(9), Duration.ofDays(9));
        file("read.lmnidx", 100, Duration.ofDays(20), Duration.ofDays(1));
        file("new.lmnidx", 100, Duration.ofDays(2), Duration.ofDays(2));
        assertEquals(0, new IndexFolderSweep(folder, 300, NOW).run());
        assertEquals(1, new IndexFolderSweep(folder, 250, NOW).run());
        assertEquals(Set.of("read.lmnidx", "new.lmnidx"), left());
        assertEquals(1, new IndexFolderSweep(folder, 100, NOW).run());
        assertEquals(Set.of("read.lmnidx"), left());
    }

    @Test
    void whatAKilledWriterLeftGoesAfterADayAndWhatIsNotOursStays() throws IOException {
        file("a.lmnidx.12-3.part", 10, Duration.ofHours(30), Duration.ofHours(30));
        file("b.lmnidx.12-4.part", 10, Duration.ofHours(2), Duration.ofHours(2));
        file("notes.txt", 10_000, Duration.ofDays(900), Duration.ofDays(900));
        assertEquals(1, new IndexFolderSweep(folder, 0, NOW).run());
        assertEquals(Set.of("b.lmnidx.12-4.part", "notes.txt"), left());
    }

    @Test
    void aFolderThatIsNotThereNeedsNoSweeping() throws IOException {
        Path none = folder.resolve("none");
        assertEquals(0, new IndexFolderSweep(none, 0, NOW).run());
    }
}
