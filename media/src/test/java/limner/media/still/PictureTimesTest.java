package limner.media.still;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import limner.media.source.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTimesTest {
    @TempDir
    Path folder;

    private PictureTimes times(String... names) throws IOException {
        for (String name : names) {
            Files.write(folder.resolve(name), new byte[] {1});
        }
        return PictureTimes.of(PictureList.of(folder), n -> {}, new Cancellation());
    }

    private void are(PictureTimes.Source source, PictureTimes times, long... micros) {
        assertEquals(source, times.source());
        assertArrayEquals(micros, times.micros());
    }

    @Test
    void datesInNamesAreClockTimes() throws IOException {
        long base = 1709212455_000_000L;
        are(
                PictureTimes.Source.NAMES,
                times("IMG_20240229_131415.jpg", "IMG_20240229_131416.jpg", "IMG_20240229_131425_2.jpg"),
                base,
                base + 1_000_000,
                base + 10_000_000);
    }

    @Test
    void datesMayHaveFractionsOfSeconds() throws IOException {
        long base = 1709212455_000_000L;
        are(
                PictureTimes.Source.NAMES,
                times("cam 2024-02-29T13-14-15.250Z.png", "cam 2024-02-29T13-14-15.500Z.png"),
                base + 250_000,
                base + 500_000);
    }

    @Test
    void readingsOfAClockInSecondsAndInFractionsOfThem() throws IOException {
        are(
                PictureTimes.Source.NAMES,
                times("1311868164.363181.png", "1311868164.4.png"),
                1311868164_400_000L,
                1311868164_363_181L);
    }

    @Test
    void readingsOfAClockInNanoseconds() throws IOException {
        are(
                PictureTimes.Source.NAMES,
                times("1403636579763555584.png", "1403636579813555456.png"),
                1403636579_763_555L,
                1403636579_813_555L);
    }

    @Test
    void oneDateForAllIsNoTimeOfAPicture() throws IOException {
        are(
                PictureTimes.Source.NUMBERS,
                times("2024-02-29_13-14-15_frame1.png", "2024-02-29_13-14-15_frame2.png"),
                0,
                40_000);
    }

    @Test
    void numbersKeepTheirGaps() throws IOException {
        are(PictureTimes.Source.NUMBERS, times("f8.png", "f10.png", "f100.png"), 0, 80_000, 92 * 40_000);
    }

    @Test
    void namesWithoutNumbersAreCounted() throws IOException {
        are(PictureTimes.Source.COUNTED, times("cat.png", "dog.png", "fox.png"), 0, 40_000, 80_000);
    }

    @Test
    void aFileOfTimesGoesBeforeEverything() throws IOException {
        Files.writeString(
                folder.resolve("timestamps.csv"), "\uFEFFname,seconds\r\n\"b_2.png\",1.5\r\na_1.png, -0.25\r\n");
        are(PictureTimes.Source.SIDECAR, times("a_1.png", "b_2.png"), -250_000, 1_500_000);
    }

    @Test
    void aFileOfTimesThatLacksAPictureIsNotUsedAndItIsSaid() throws IOException {
        Files.writeString(folder.resolve("timestamps.csv"), "a1.png,5\n");
        PictureTimes times = times("a1.png", "a2.png");
        are(PictureTimes.Source.NUMBERS, times, 0, 40_000);
        assertTrue(times.note().contains("a2.png"), times.note());
    }

    @Test
    void aFileOfTimesWithALineThatIsNoTimeIsNotUsedAndTheLineIsNamed() throws IOException {
        Files.writeString(folder.resolve("timestamps.csv"), "a1.png,5\na2.png,noon\n");
        PictureTimes times = times("a1.png", "a2.png");
        assertEquals(PictureTimes.Source.NUMBERS, times.source());
        assertTrue(times.note().contains("line 2"), times.note());
    }

    @Test
    void aFileOfTimesThatIsNotUtf8IsNotUsedAndItIsSaid() throws IOException {
        Files.write(folder.resolve("timestamps.csv"), new byte[] {'a', '1', (byte) 0xE4, ',', '5', '\n'});
        PictureTimes times = times("a1.png", "a2.png");
        assertEquals(PictureTimes.Source.NUMBERS, times.source());
        assertTrue(times.note().contains("UTF-8"), times.note());
    }

    @Test
    void camerasTellTheTimeByExif() throws IOException {
        Path camera = Stills.file("turned_6.jpg");
        for (String name : new String[] {"a.jpg", "b.jpg"}) {
            Files.copy(camera, folder.resolve(name));
        }
        long taken = 1709212455_250_000L;
        are(PictureTimes.Source.EXIF, times(), taken, taken);
    }

    @Test
    void whereOneCameraTellsNoTimeNoneIsUsed() throws IOException {
        Files.copy(Stills.file("turned_6.jpg"), folder.resolve("a1.jpg"));
        Files.copy(Stills.file("turned_1.jpg"), folder.resolve("a2.jpg"));
        are(PictureTimes.Source.NUMBERS, times(), 0, 40_000);
    }
}
