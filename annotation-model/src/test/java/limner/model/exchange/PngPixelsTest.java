package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/// Reads what the JDK's own codec wrote, in every depth it knows, also interlaced.
final class PngPixelsTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private static byte[] png(BufferedImage picture, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), "png")
                .next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static void comesBack(BufferedImage picture, int bits) throws IOException {
        Random random = new Random(bits);
        int bands = picture.getRaster().getNumBands();
        int[] row = new int[bands];
        int[] truth = new int[WIDTH * HEIGHT];
        for (int i = 0; i < truth.length; i++) {
            for (int b = 0; b < bands; b++) {
                row[b] = i % 3 == 0 ? random.nextInt(1 << bits) : i / WIDTH % (1 << bits);
            }
            picture.getRaster().setPixel(i % WIDTH, i / WIDTH, row);
            truth[i] = bands < 3 ? row[0] : row[0] | row[1] << 8 | row[2] << 16;
        }
        for (boolean interlaced : new boolean[] {false, true}) {
            Samples read = PngPixels.read(png(picture, interlaced));
            assertEquals(WIDTH, read.width());
            assertArrayEquals(truth, read.values(), bits + " bits, " + bands + " bands, " + interlaced);
        }
    }

    private static IndexColorModel palette(int bits) {
        byte[] colours = new byte[1 << bits];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) (i * 7);
        }
        return new IndexColorModel(bits, colours.length, colours, colours, colours);
    }

    @Test
    void theNumbersComeBackOfEveryKindOfPicture() throws IOException {
        for (int bits : new int[] {1, 2, 4}) {
            comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, palette(bits)), bits);
        }
        comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette(8)), 8);
        comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), 8);
        comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), 16);
        comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), 8);
        comesBack(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB), 8);
    }

    @Test
    void whatIsNoPictureIsRefusedInWords() throws IOException {
        byte[] good = png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), false);
        refused("it is no PNG picture", new byte[] {1, 2, 3});
        refused("it breaks off", Arrays.copyOf(good, good.length - 20));
        byte[] damaged = good.clone();
        damaged[18] ^= 1;
        refused("it is damaged", damaged);
        refused(
                "it claims to be 17000000 × 1",
                png(new BufferedImage(17_000_000, 1, BufferedImage.TYPE_BYTE_GRAY), false));
    }

    private static void refused(String why, byte[] png) {
        assertEquals(
                why, assertThrows(IOException.class, () -> PngPixels.read(png)).getMessage());
    }
}
