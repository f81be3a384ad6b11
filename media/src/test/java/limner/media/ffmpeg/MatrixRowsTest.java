package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_BOTTOMLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOPLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every pixel of pictures of noise against the formulas of ITU-T H.273 and linear interpolation of chroma, computed
/// here in double precision one pixel at a time.
class MatrixRowsTest {
    private static final long SEED = 20_261_122;

    /// How far from the middle between two levels a colour must be, in levels, for its rounding to be demanded.
    private static final double TIE = 0.04;

    private final NativeHandles handles = new NativeHandles();
    private final ScalerPool scalers = new ScalerPool(handles);

    @AfterEach
    void nothingIsLeftOpen() {
        scalers.close();
        assertEquals(0, handles.open());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yuv420p",
                "yuv422p",
                "yuv444p",
                "yuv440p",
                "yuvj420p",
                "nv12",
                "nv16",
                "yuv420p9le",
                "yuv420p10le",
                "yuv422p10le",
                "yuv444p12le",
                "p010le",
                "p210le"
            })
    void formatsOfFilmsAreTaken(String format) {
        assertTrue(MatrixRows.takes(av_pix_fmt_desc_get(av_get_pix_fmt(format))), format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yuva420p",
                "yuv411p",
                "yuv410p",
                "yuyv422",
                "yuv420p16le",
                "yuv420p10be",
                "nv21",
                "nv24",
                "gray",
                "gbrp",
                "xyz12le",
                "pal8",
                "yuv444p16le",
                "p016le",
                "ya8",
                "rgb24",
                "bayer_rggb8"
            })
    void othersAreNot(String format) {
        assertFalse(MatrixRows.takes(av_pix_fmt_desc_get(av_get_pix_fmt(format))), format);
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p, 64, 48",
        "yuv420p, 63, 47",
        "yuv420p, 1, 1",
        "yuv420p, 2, 2",
        "yuv420p, 3, 2",
        "yuv420p, 721, 401",
        "yuvj420p, 33, 17",
        "yuv422p, 37, 21",
        "yuv444p, 65, 33",
        "yuv440p, 31, 23",
        "nv12, 62, 46",
        "nv12, 61, 45",
        "nv16, 61, 45",
        "yuv420p10le, 62, 46",
        "yuv420p10le, 61, 45",
        "yuv422p12le, 35, 19",
        "yuv444p10le, 35, 19",
        "p010le, 62, 46",
        "p010le, 61, 45"
    })
    void everyPixelOfNoiseIsTheFormulaRounded(String format, int width, int height) {
        Random random = new Random(SEED);
        int[] places = {AVCHROMA_LOC_LEFT, AVCHROMA_LOC_CENTER, AVCHROMA_LOC_TOPLEFT, AVCHROMA_LOC_BOTTOMLEFT};
        for (int place : width > 700 ? new int[] {AVCHROMA_LOC_LEFT} : places) {
            for (boolean full : new boolean[] {false, true}) {
                for (boolean interlaced : new boolean[] {false, true}) {
                    new Noise(format, width, height, place, full || format.startsWith("yuvj"), interlaced, random)
                            .compare();
                }
            }
        }
    }

    /// One picture and what its pixels should be.
    private final class Noise {
        private final String what;
        private final int width;
        private final int height;
        private final int bits;
        private final int place;
        private final boolean full;
        private final boolean interlaced;
        private final double kr;
        private final double kb;
        private final MadeFrame frame;
        private final int[][][] stored;

        Noise(String format, int width, int height, int place, boolean full, boolean interlaced, Random random) {
            this.width = width;
            this.height = height;
            this.place = place;
            this.full = full;
            this.interlaced = interlaced && height > 1;
            bits = format.contains("10") ? 10 : format.contains("12le") ? 12 : 8;
            int[] spaces = {AVCOL_SPC_BT709, AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT2020_NCL};
            double[][] weights = {{0.2126, 0.0722}, {0.299, 0.114}, {0.2627, 0.0593}};
            int matrix = random.nextInt(3);
            kr = weights[matrix][0];
            kb = weights[matrix][1];
            what = format + " " + width + " x " + height + ", place " + place + ", full " + full + ", interlaced "
                    + interlaced + ", matrix " + matrix + ", seed " + SEED;
            frame = new MadeFrame(format, width, height)
                    .colours(spaces[matrix], full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG)
                    .chroma(place);
            if (interlaced) {
                frame.interlaced();
            }
            int columns = -(-width >> frame.shiftX());
            int rows = -(-height >> frame.shiftY());
            stored = new int[][][] {new int[height][width], new int[rows][columns], new int[rows][columns]};
            for (int[][] plane : stored) {
                for (int[] row : plane) {
                    for (int x = 0; x < row.length; x++) {
                        // Mostly what cameras give, so that not all is cut off at black and white.
                        int middle = 1 << bits - 1;
                        row[x] = random.nextInt(4) == 0
                                ? random.nextInt(1 << bits)
                                : middle + (random.nextInt(middle) - middle / 2) / 2;
                    }
                }
            }
            frame.fill((c, x, y) -> stored[c][y][x]);
        }

        void compare() {
            try (Picture picture = frame.picture(handles, scalers)) {
                int[][] rgb = MadeFrame.rgb(picture);
                int[][] screen = MadeFrame.screen(picture, Display.NEUTRAL);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        double[] expected = colour(x, y);
                        int at = y * width + x;
                        for (int c = 0; c < 3; c++) {
                            double level = Math.clamp(expected[c] * 255, 0.0, 255.0);
                            assertEquals(level, rgb[at][c], 0.5 + TIE, () -> what);
                            assertEquals(rgb[at][c], screen[at][c], () -> what);
                        }
                    }
                }
            }
        }

        private double[] colour(int x, int y) {
            double scale = Math.scalb(1.0, bits - 8);
            double most = Math.scalb(1.0, bits) - 1;
            double half = Math.scalb(1.0, bits - 1);
            double luma = full ? stored[0][y][x] / most : (stored[0][y][x] / scale - 16) / 219;
            double u = (chroma(stored[1], x, y) - half) / (full ? most : scale * 224);
            double v = (chroma(stored[2], x, y) - half) / (full ? most : scale * 224);
            double r = luma + 2 * (1 - kr) * v;
            double b = luma + 2 * (1 - kb) * u;
            return new double[] {r, (luma - kr * r - kb * b) / (1 - kr - kb), b};
        }

        /// Linear between the samples around a pixel; the outermost ones go on beyond the edge.
        private double chroma(int[][] plane, int x, int y) {
            double right = place == AVCHROMA_LOC_CENTER ? 0.5 : 0;
            double across = frame.shiftX() == 0 ? x : (x - right) / 2;
            double down = place == AVCHROMA_LOC_TOPLEFT ? 0 : place == AVCHROMA_LOC_BOTTOMLEFT ? 1 : 0.5;
            if (frame.shiftY() == 0) {
                return between(plane[y], across);
            }
            int fields = interlaced ? 2 : 1;
            int field = y % fields;
            double at = interlaced ? (y / 2 - (down + field) / 2) / 2 : (y - down) / 2;
            int above = (int) Math.floor(at);
            double part = at - above;
            return (1 - part) * between(row(plane, above, field, fields), across)
                    + part * between(row(plane, above + 1, field, fields), across);
        }

        private int[] row(int[][] plane, int number, int field, int fields) {
            int last = 0;
            while (field + fields * (last + 1) < plane.length) {
                last++;
            }
            return plane[Math.min(plane.length - 1, field + fields * Math.clamp(number, 0, last))];
        }

        private static double between(int[] row, double at) {
            int left = (int) Math.floor(at);
            double part = at - left;
            return (1 - part) * row[Math.clamp(left, 0, row.length - 1)]
                    + part * row[Math.clamp(left + 1, 0, row.length - 1)];
        }
    }
}
