package limner.media.still;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import limner.media.frame.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExifTest {
    @TempDir
    Path folder;

    @Test
    void bytesThatFillUpBeforeAMarkerArePassedOver() throws IOException {
        byte[] whole = Files.readAllBytes(Stills.file("turned_6.jpg"));
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        filled.write(whole, 0, 2);
        filled.write(new byte[] {-1, -1, -1});
        filled.write(whole, 2, whole.length - 2);
        Path file = Files.write(folder.resolve("filled.jpg"), filled.toByteArray());
        assertEquals(Exif.of(Stills.file("turned_6.jpg")), Exif.of(file));
        assertEquals(Orientation.CLOCKWISE_90, Exif.of(file).orientation());
    }

    /// Programs that add EXIF data to a finished PNG put it behind the picture.
    @Test
    void aLargePngMayHaveItBehindThePicture() throws IOException {
        ByteBuffer png = ByteBuffer.allocate(8 + 10_000 * 12 + 12 + 26);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        for (int i = 0; i < 10_000; i++) {
            png.putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        }
        png.putInt(26).put("eXIf".getBytes(StandardCharsets.US_ASCII));
        png.put(turned());
        Path file = Files.write(folder.resolve("large.png"), png.array());
        assertEquals(Orientation.CLOCKWISE_90, Exif.of(file).orientation());
    }

    /// EXIF data of an orientation alone, 26 bytes.
    private static byte[] turned() {
        ByteBuffer exif = ByteBuffer.allocate(26);
        exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6);
        return exif.array();
    }

    /// The digits behind the seconds belong to one of several times.
    @Test
    void theTimeOfTheFileHasItsOwnFractionOfASecond() throws IOException {
        ByteBuffer tiff = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) 2);
        entry(tiff, 0x0132, 2, 20, 38);
        entry(tiff, 0x8769, 4, 1, 58);
        tiff.position(38).put("2024:02:29 13:14:15\0".getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 2);
        entry(tiff, 0x9290, 2, 3, '7' | '5' << 8);
        entry(tiff, 0x9291, 2, 3, '2' | '5' << 8);
        Path file = Files.write(folder.resolve("changed.tif"), tiff.array());
        assertEquals(Optional.of(1709212455_750_000L), Exif.of(file).takenMicros());
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
