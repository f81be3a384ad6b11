package limner.media.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import limner.media.ffmpeg.FfmpegStills;
import limner.media.frame.Picture;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a file says of its size is what decoding it gives.
final class PictureSizeTest {

    @TempDir
    Path folder;

    private static Optional<PictureSize> decoded(FfmpegStills stills, Path file) {
        try (Picture picture = stills.read(file)) {
            boolean swaps = picture.orientation().swaps();
            return Optional.of(new PictureSize(
                    swaps ? picture.height() : picture.width(), swaps ? picture.width() : picture.height()));
        } catch (MediaException _) {
            return Optional.empty();
        }
    }

    /// The module's own pictures, turned in all eight ways, and those that the build brings along, where it does.
    private static List<Path> pictures() throws IOException {
        List<Path> roots = Stream.concat(
                        Stream.of(Stills.folder()),
                        Stream.of("limner.golden", "limner.media")
                                .map(System::getProperty)
                                .filter(p -> p != null && Files.isDirectory(Path.of(p)))
                                .map(Path::of))
                .toList();
        List<Path> all = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(f -> PictureFormat.byName(f.toString())
                                .filter(p -> p == PictureFormat.PNG || p == PictureFormat.JPEG)
                                .isPresent())
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void everyPictureIsAsLargeAsItSays() throws IOException {
        List<Path> pictures = pictures();
        int turned = 0;
        try (FfmpegStills stills = new FfmpegStills(folder.resolve("pixels"))) {
            for (Path file : pictures) {
                Optional<PictureSize> decoded = decoded(stills, file);
                if (decoded.isPresent()) {
                    assertEquals(decoded, PictureSize.of(file), file.toString());
                    turned += Exif.of(file).orientation().swaps() ? 1 : 0;
                }
            }
        }
        assertTrue(turned >= 4, "pictures that stand on their side were among them: " + turned);
        System.out.println("PictureSizeTest: " + pictures.size() + " pictures");
    }

    @Test
    void otherFormatsAndWhatIsNoPictureSayNothing() throws IOException {
        assertEquals(Optional.empty(), PictureSize.of(Stills.file("turned_1.tif")));
        assertEquals(Optional.empty(), PictureSize.of(folder.resolve("missing.png")));
        assertEquals(Optional.empty(), PictureSize.of(Files.write(folder.resolve("empty.png"), new byte[0])));
        assertEquals(Optional.empty(), PictureSize.of(Files.writeString(folder.resolve("text.jpg"), "text")));
    }

    /// However a file is damaged or cut short, it has a size that can be or none.
    @Test
    void damagedFilesHaveASizeOrNone() throws IOException {
        long seed = System.nanoTime();
        System.out.println("PictureSizeTest: seed " + seed);
        Random random = new Random(seed);
        for (String name : List.of("turned_6.jpg", "turned_6.png")) {
            byte[] whole = Files.readAllBytes(Stills.file(name));
            Path file = folder.resolve(name);
            for (int i = 0; i < 300; i++) {
                byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
                for (int n = random.nextInt(4); n > 0; n--) {
                    damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt();
                }
                Files.write(file, damaged);
                PictureSize.of(file).ifPresent(s -> assertTrue(s.width() > 0 && s.height() > 0, s.toString()));
            }
        }
    }
}
