package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOPLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import limner.media.frame.SampleFormat;
import limner.media.frame.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of known stored values against the formulas of the recommendations, computed here in double precision: the
/// luma coefficients of ITU-R BT.601, BT.709 and BT.2020, SMPTE 240M and FCC as ITU-T H.273 lists them, and its
/// equations for limited and full range.
class ConversionTest {
    private final NativeHandles handles = new NativeHandles();
    private final ScalerPool scalers = new ScalerPool(handles);

    @AfterEach
    void nothingIsLeftOpen() {
        scalers.close();
        assertEquals(0, handles.open());
    }

    /// H.273, table 4: Kr and Kb by matrix coefficients.
    private enum Matrix {
        BT709(AVCOL_SPC_BT709, 0.2126, 0.0722),
        FCC(AVCOL_SPC_FCC, 0.30, 0.11),
        BT470BG(AVCOL_SPC_BT470BG, 0.299, 0.114),
        SMPTE170M(AVCOL_SPC_SMPTE170M, 0.299, 0.114),
        SMPTE240M(AVCOL_SPC_SMPTE240M, 0.212, 0.087),
        BT2020(AVCOL_SPC_BT2020_NCL, 0.2627, 0.0593);

        final int number;
        final double kr;
        final double kb;

        Matrix(int number, double kr, double kb) {
            this.number = number;
            this.kr = kr;
            this.kb = kb;
        }

        /// Y'CbCr, luma 0 to 1 and chroma -0.5 to 0.5, of R'G'B' 0 to 1.
        double[] coded(double r, double g, double b) {
            double y = kr * r + (1 - kr - kb) * g + kb * b;
            return new double[] {y, (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))};
        }

        double[] rgb(double y, double cb, double cr) {
            double r = y + 2 * (1 - kr) * cr;
            double b = y + 2 * (1 - kb) * cb;
            return new double[] {r, (y - kr * r - kb * b) / (1 - kr - kb), b};
        }
    }

    /// Colours of the bars, grays, and some in between.
    private static final double[][] COLOURS = {
        {0, 0, 0},
        {1, 1, 1},
        {1, 0, 0},
        {0, 1, 0},
        {0, 0, 1},
        {1, 1, 0},
        {0, 1, 1},
        {1, 0, 1},
        {0.5, 0.5, 0.5},
        {0.75, 0.25, 0.1},
        {0.1, 0.6, 0.3},
        {0.2, 0.3, 0.9},
        {0.01, 0.02, 0.03},
        {0.98, 0.9, 0.99},
        {0.33, 0.66, 0.99},
        {0.6, 0.45, 0.35}
    };

    private static final int PATCH = 16;

    private static double quantised(double value, boolean luma, boolean full, int bits) {
        double scale = Math.scalb(1.0, bits - 8);
        double most = Math.scalb(1.0, bits) - 1;
        double code = luma
                ? (full ? value * most : (value * 219 + 16) * scale)
                : (full ? value * most : value * 224 * scale) + Math.scalb(1.0, bits - 1);
        return Math.clamp(Math.round(code), 0, most);
    }

    private static double[] meant(double y, double cb, double cr, boolean full, int bits) {
        double scale = Math.scalb(1.0, bits - 8);
        double most = Math.scalb(1.0, bits) - 1;
        double half = Math.scalb(1.0, bits - 1);
        return full
                ? new double[] {y / most, (cb - half) / most, (cr - half) / most}
                : new double[] {(y / scale - 16) / 219, (cb - half) / scale / 224, (cr - half) / scale / 224};
    }

    private static int level(double value) {
        return (int) Math.round(Math.clamp(value, 0.0, 1.0) * 255);
    }

    @ParameterizedTest
    @EnumSource(Matrix.class)
    void flatPatchesOfEveryMatrixRangeDepthAndSubsamplingAreTheFormulasWithinOneCode(Matrix matrix) {
        int[] worst = new int[17];
        for (String chroma : new String[] {"420", "422", "444"}) {
            for (int bits : new int[] {8, 9, 10, 12, 14, 16}) {
                for (boolean full : new boolean[] {false, true}) {
                    String format = "yuv" + chroma + "p" + (bits == 8 ? "" : bits + "le");
                    worst[bits] = Math.max(worst[bits], worstPatch(matrix, format, bits, full));
                }
            }
        }
        for (int bits = 8; bits <= 16; bits++) {
            assertTrue(worst[bits] <= 1, matrix + ", " + bits + " bits: off by " + worst[bits]);
        }
    }

    private int worstPatch(Matrix matrix, String format, int bits, boolean full) {
        int side = 4;
        double[][] stored = new double[COLOURS.length][];
        for (int i = 0; i < stored.length; i++) {
            double[] coded = matrix.coded(COLOURS[i][0], COLOURS[i][1], COLOURS[i][2]);
            stored[i] = new double[] {
                quantised(coded[0], true, full, bits),
                quantised(coded[1], false, full, bits),
                quantised(coded[2], false, full, bits)
            };
        }
        MadeFrame frame = new MadeFrame(format, side * PATCH, side * PATCH)
                .colours(matrix.number, full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        int shiftX = frame.shiftX();
        int shiftY = frame.shiftY();
        frame.fill((c, x, y) -> {
            int patchX = (c == 0 ? x : x << shiftX) / PATCH;
            int patchY = (c == 0 ? y : y << shiftY) / PATCH;
            return stored[patchY * side + patchX][c];
        });
        int worst = 0;
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            int[][] screen = MadeFrame.screen(picture, Display.NEUTRAL);
            for (int i = 0; i < stored.length; i++) {
                double[] m = meant(stored[i][0], stored[i][1], stored[i][2], full, bits);
                double[] expected = matrix.rgb(m[0], m[1], m[2]);
                for (int at : new int[] {4, 7, 11}) {
                    int pixel = (i / side * PATCH + at) * side * PATCH + i % side * PATCH + at;
                    for (int c = 0; c < 3; c++) {
                        worst = Math.max(worst, Math.abs(level(expected[c]) - rgb[pixel][c]));
                        assertEquals(rgb[pixel][c], screen[pixel][c], "the screen shows what models get");
                    }
                }
            }
        }
        return worst;
    }

    @ParameterizedTest
    @CsvSource({
        "smpte170m of 576 rows, 1024, 576, false",
        "bt709 of 578 rows,      640, 578, true",
        "bt709 of 1280 columns, 1280, 360, true",
        "smpte170m of 1278,     1278, 360, false"
    })
    void aPictureThatDoesNotSayItsMatrixGetsTheOneOfItsSize(String what, int width, int height, boolean hd) {
        MadeFrame frame = new MadeFrame("yuv420p", width, height)
                .colours(AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED)
                .fill((c, x, y) -> c == 0 ? 81 : c == 1 ? 90 : 200);
        double[] m = meant(81, 90, 200, false, 8);
        double[] expected = (hd ? Matrix.BT709 : Matrix.BT470BG).rgb(m[0], m[1], m[2]);
        try (Picture picture = frame.picture(handles, scalers)) {
            int[] rgb = MadeFrame.rgb(picture)[width * height / 2 + width / 2];
            for (int c = 0; c < 3; c++) {
                assertEquals(level(expected[c]), rgb[c], 1, what);
            }
        }
    }

    @Test
    void formatsWhoseNameSaysFullRangeHaveIt() {
        MadeFrame frame = new MadeFrame("yuvj420p", 64, 64).fill((c, x, y) -> c == 0 ? 200 : 128);
        try (Picture picture = frame.picture(handles, scalers)) {
            assertArrayEquals(new int[] {200, 200, 200}, MadeFrame.rgb(picture)[100]);
        }
    }

    /// Chroma that rises evenly shows where it is thought to lie: a quarter of a sample is two codes here.
    @ParameterizedTest
    @CsvSource({
        "yuv420p, left, 64, 48",
        "yuv420p, centre, 64, 48",
        "yuv420p, top left, 64, 48",
        "yuv422p, left, 64, 48",
        "yuv420p, left, 63, 47",
        "yuv420p10le, left, 61, 45",
        "yuv422p, centre, 47, 33"
    })
    void chromaIsInterpolatedFromWhereItWasSampled(String format, String place, int width, int height) {
        int bits = format.endsWith("10le") ? 10 : 8;
        double scale = Math.scalb(1.0, bits - 8);
        int location = place.equals("left")
                ? AVCHROMA_LOC_LEFT
                : place.equals("centre") ? AVCHROMA_LOC_CENTER : AVCHROMA_LOC_TOPLEFT;
        MadeFrame frame = new MadeFrame(format, width, height)
                .colours(AVCOL_SPC_BT709, AVCOL_RANGE_JPEG)
                .chroma(location);
        boolean halfRows = frame.shiftY() == 1;
        frame.fill((c, x, y) -> scale * (c == 0 ? 128 : c == 1 ? 60 + 4 * x : 60 + (halfRows ? 4 : 2) * y));
        double right = location == AVCHROMA_LOC_CENTER ? 0.5 : 0;
        double down = location == AVCHROMA_LOC_TOPLEFT ? 0 : 0.5;
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            for (int y = 2; y < height - 2; y++) {
                for (int x = 2; x < width - 2; x++) {
                    double cb = 60 + 4 * ((x - right) / 2);
                    double cr = halfRows ? 60 + 4 * ((y - down) / 2) : 60 + 2 * y;
                    double[] m = meant(scale * 128, scale * cb, scale * cr, true, bits);
                    double[] expected = Matrix.BT709.rgb(m[0], m[1], m[2]);
                    for (int c = 0; c < 3; c++) {
                        assertEquals(
                                level(expected[c]), rgb[y * width + x][c], 1, format + " " + x + "," + y + " " + c);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 48", "62, 46", "33, 21"})
    void theFieldsOfAnInterlacedPictureKeepTheirOwnColours(int width, int height) {
        MadeFrame.Value redAndBlue = (c, x, y) -> c == 0 ? 81 : (c == 1) == (y % 2 == 0) ? 60 : 200;
        MadeFrame interlaced = new MadeFrame("yuv420p", width, height)
                .colours(AVCOL_SPC_BT470BG, AVCOL_RANGE_MPEG)
                .interlaced()
                .fill(redAndBlue);
        double[] t = meant(81, 60, 200, false, 8);
        double[] b = meant(81, 200, 60, false, 8);
        double[] top = Matrix.BT470BG.rgb(t[0], t[1], t[2]);
        double[] bottom = Matrix.BT470BG.rgb(b[0], b[1], b[2]);
        try (Picture picture = interlaced.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            for (int i = 0; i < rgb.length; i++) {
                double[] expected = i / width % 2 == 0 ? top : bottom;
                for (int c = 0; c < 3; c++) {
                    assertEquals(level(expected[c]), rgb[i][c], 1, i % width + "," + i / width + " " + c);
                }
            }
        }
        MadeFrame progressive = new MadeFrame("yuv420p", width, height)
                .colours(AVCOL_SPC_BT470BG, AVCOL_RANGE_MPEG)
                .fill(redAndBlue);
        try (Picture picture = progressive.picture(handles, scalers)) {
            int red = MadeFrame.rgb(picture)[10 * width][0];
            assertTrue(Math.abs(red - level(top[0])) > 20, "rows blend where the picture is not interlaced: " + red);
        }
    }

    /// Within a field, chroma lies a quarter of a sample below the top field's rows and three quarters for the bottom
    /// field: an even ramp over both comes out even.
    @Test
    void chromaOfFieldsIsPlacedAsTheStandardsDraw() {
        int width = 32;
        int height = 64;
        // H.264, section 6.2: a quarter of the distance of a field's luma rows below the top field's row 4k, three
        // quarters of it below the bottom field's row 4k + 1; that distance is two rows of the picture.
        MadeFrame frame = new MadeFrame("yuv420p", width, height)
                .colours(AVCOL_SPC_BT709, AVCOL_RANGE_JPEG)
                .interlaced()
                .fill((c, x, y) -> {
                    double row = y % 2 == 0 ? 4 * (y / 2) + 0.5 : 4 * (y / 2) + 1 + 1.5;
                    return c == 0 ? 128 : c == 1 ? 128 : 60 + 2 * row;
                });
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            for (int y = 4; y < height - 4; y++) {
                double[] m = meant(128, 128, 60 + 2 * y, true, 8);
                double red = Matrix.BT709.rgb(m[0], m[1], m[2])[0];
                assertEquals(level(red), rgb[y * width + 9][0], 1, "row " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 16})
    void constantLuminanceIsUndoneByItsOwnFormula(int bits) {
        for (boolean full : new boolean[] {false, true}) {
            for (double[] colour : COLOURS) {
                double y = oetf(0.2627 * linear(colour[0]) + 0.6780 * linear(colour[1]) + 0.0593 * linear(colour[2]));
                double cb = (colour[2] - y) / (colour[2] <= y ? 1.9404 : 1.5816);
                double cr = (colour[0] - y) / (colour[0] <= y ? 1.7184 : 0.9936);
                // Green is what is left over after red and blue, and near black the curve is steep: the four digits of
                // the recommendation's own constants are four levels there.
                closeTo(colour, AVCOL_SPC_BT2020_CL, bits, full, y, cb, cr, bits == 8 ? 6 : 4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 16})
    void yCgCoIsUndoneByItsOwnFormula(int bits) {
        for (boolean full : new boolean[] {false, true}) {
            for (double[] c : COLOURS) {
                double y = c[0] / 4 + c[1] / 2 + c[2] / 4;
                closeTo(c, AVCOL_SPC_YCGCO, bits, full, y, c[1] / 2 - (c[0] + c[2]) / 4, (c[0] - c[2]) / 2, 2);
            }
        }
    }

    private void closeTo(
            double[] colour, int space, int bits, boolean full, double y, double u, double v, int tolerance) {
        double[] stored = {
            quantised(y, true, full, bits), quantised(u, false, full, bits), quantised(v, false, full, bits)
        };
        MadeFrame frame = new MadeFrame("yuv444p" + (bits == 8 ? "" : bits + "le"), 16, 16)
                .colours(space, full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG)
                .fill((c, px, py) -> stored[c]);
        try (Picture picture = frame.picture(handles, scalers)) {
            int[] rgb = MadeFrame.rgb(picture)[40];
            for (int c = 0; c < 3; c++) {
                assertEquals(level(colour[c]), rgb[c], tolerance, List.of(colour[0], colour[1], colour[2]) + " " + c);
            }
        }
    }

    private static double linear(double coded) {
        return coded < 4.5 * 0.018053968510807
                ? coded / 4.5
                : Math.pow((coded + 0.09929682680944) / 1.09929682680944, 1 / 0.45);
    }

    private static double oetf(double linear) {
        return linear < 0.018053968510807 ? 4.5 * linear : 1.09929682680944 * Math.pow(linear, 0.45) - 0.09929682680944;
    }

    @ParameterizedTest
    @CsvSource({
        "gray, 8",
        "gray10le, 10",
        "gray12le, 12",
        "gray14le, 14",
        "gray16le, 16",
        "gray16be, 16",
        "ya16le, 16",
        "gbrp, 8",
        "gbrp10le, 10",
        "gbrp12le, 12",
        "gbrp14le, 14",
        "gbrp16le, 16",
        "gbrp16be, 16",
        "rgb48le, 16",
        "rgb48be, 16",
        "bgr48le, 16",
        "rgba64le, 16",
        "gbrap12le, 12",
        "rgb24, 8",
        "bgr24, 8",
        "bgra, 8",
        "gbrap, 8"
    })
    void grayAndRgbOfEveryDepthAreRoundedToTheNearestLevelAndReadBackAsStored(String format, int bits) {
        int most = (1 << bits) - 1;
        MadeFrame frame = new MadeFrame(format, 40, 20).fill((c, x, y) -> {
            boolean opaque = c == 3 || (c == 1 && format.startsWith("ya"));
            return opaque ? most : Math.floorMod(x * 7919L + y * 104_729L + c * 15_485_863L, most + 1L);
        });
        try (Picture picture = frame.picture(handles, scalers)) {
            SampleFormat samples = picture.samples();
            assertEquals(bits, samples.bits());
            int[][] rgb = MadeFrame.rgb(picture);
            int[][] screen = MadeFrame.screen(picture, Display.NEUTRAL);
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 40; x++) {
                    double[] values = picture.valuesAt(x, y);
                    for (int c = 0; c < 3; c++) {
                        int channel = samples.colours() == 1 ? 0 : c;
                        long stored = Math.floorMod(x * 7919L + y * 104_729L + channel * 15_485_863L, most + 1L);
                        assertEquals(stored, values[channel], format + " as stored");
                        assertEquals(level((double) stored / most), rgb[y * 40 + x][c], format);
                        assertEquals(rgb[y * 40 + x][c], screen[y * 40 + x][c], format);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray", "gray10le", "gbrp", "gbrp10le"})
    void grayAndRgbThatSayLimitedRangeAreStretched(String format) {
        int scale = format.endsWith("10le") ? 4 : 1;
        MadeFrame frame = new MadeFrame(format, 24, 4)
                .colours(AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG)
                .fill((c, x, y) -> scale * 10.0 * x);
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            for (int x = 0; x < 24; x++) {
                assertEquals(level((10.0 * x - 16) / 219), rgb[x][1], format);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grayf32le", "gbrpf32le", "gbrpf32be"})
    void floatsGoFromZeroToOneAndWhatIsNoNumberIsBlack(String format) {
        float[] values = {0, 0.25f, 0.5f, 1, -3, 7, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0.1f};
        int[] levels = {0, 64, 128, 255, 0, 255, 0, 255, 0, 26};
        MadeFrame frame = new MadeFrame(format, values.length, 4).fill((c, x, y) -> values[x]);
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] rgb = MadeFrame.rgb(picture);
            for (int x = 0; x < values.length; x++) {
                assertEquals(levels[x], rgb[x][2], format + " " + values[x]);
                assertEquals(values[x], (float) picture.valuesAt(x, 0)[0]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuva420p", "yuva444p10le", "gbrap", "rgba", "ya8", "gbrap12le", "ya16le", "rgba64le"})
    void transparentPicturesLieOverBlack(String format) {
        MadeFrame frame = new MadeFrame(format, 32, 32).colours(AVCOL_SPC_BT470BG, AVCOL_RANGE_JPEG);
        try (Picture empty = frame.picture(handles, scalers)) {
            SampleFormat samples = empty.samples();
            double most = Math.scalb(1.0, samples.bits()) - 1;
            boolean yuv = samples.model() == SampleFormat.Model.YUV;
            int last = samples.channels().size() - 1;
            MadeFrame full = new MadeFrame(format, 32, 32)
                    .colours(AVCOL_SPC_BT470BG, AVCOL_RANGE_JPEG)
                    .fill((c, x, y) -> c == last
                            ? Math.rint(most * (x / 8) / 3.0)
                            : yuv && c > 0 ? Math.scalb(1.0, samples.bits() - 1) : Math.rint(most * 0.8));
            try (Picture picture = full.picture(handles, scalers)) {
                int[][] rgb = MadeFrame.rgb(picture);
                int[][] screen = MadeFrame.screen(picture, Display.NEUTRAL);
                for (int x = 0; x < 32; x++) {
                    int at = 10 * 32 + x;
                    int alpha = x / 8 * 85;
                    assertEquals(alpha, screen[at][3], 1, format);
                    for (int c = 0; c < 3; c++) {
                        assertEquals(204.0 * alpha / 255, rgb[at][c], 1.5, format + " at " + x);
                        assertEquals(rgb[at][c], screen[at][c], format);
                    }
                }
            }
        }
    }

    @Test
    void aWindowSpreadsTheValuesInsideItAndChangesNothingThatIsStored() {
        MadeFrame frame = new MadeFrame("gray16le", 64, 8).fill((c, x, y) -> 1000 + 10 * x);
        try (Picture picture = frame.picture(handles, scalers)) {
            String before = picture.planeMd5();
            int[][] dark = MadeFrame.screen(picture, Display.NEUTRAL);
            assertTrue(dark[63][0] <= 7, "hardly anything is to be seen: " + dark[63][0]);
            Window window = new Window(1100, 1500);
            int[][] seen = MadeFrame.screen(picture, Display.NEUTRAL.withWindows(List.of(window)));
            for (int x = 0; x < 64; x++) {
                assertEquals(level((1000 + 10 * x - 1100) / 400.0), seen[x][1], "at " + x);
            }
            assertEquals(before, picture.planeMd5());
            assertEquals(1000 + 630, picture.valuesAt(63, 0)[0]);
            assertTrue(MadeFrame.rgb(picture)[63][0] <= 7, "models and files do not see it");
        }
    }

    @Test
    void everyColourHasAWindowOfItsOwnAtEveryDepth() {
        List<Window> windows = List.of(new Window(0, 100), new Window(50, 150), new Window(100, 300));
        Display display = Display.NEUTRAL.withWindows(windows);
        for (String format : new String[] {"rgb48le", "gbrp12le", "gbrp16le"}) {
            MadeFrame frame = new MadeFrame(format, 64, 8).fill((c, x, y) -> 5 * x);
            try (Picture picture = frame.picture(handles, scalers)) {
                int[][] seen = MadeFrame.screen(picture, display);
                for (int x = 0; x < 64; x++) {
                    for (int c = 0; c < 3; c++) {
                        Window w = windows.get(c);
                        assertEquals(level((5 * x - w.low()) / w.width()), seen[x][c], format + " " + x + " " + c);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gray, 8", "rgb24, 8", "yuv420p, 8", "yuv444p10le, 10", "yuv420p12le, 12", "gray16le, 16"})
    void brightnessContrastAndGammaFollowTheirFormulaForEverySource(String format, int bits) {
        double most = Math.scalb(1.0, bits) - 1;
        Display display = new Display(0.1, 1.5, 2.2, List.of());
        MadeFrame frame = new MadeFrame(format, 256, 8)
                .colours(AVCOL_SPC_BT709, AVCOL_RANGE_JPEG)
                .fill((c, x, y) ->
                        format.startsWith("yuv") && c > 0 ? Math.scalb(1.0, bits - 1) : Math.rint(x / 255.0 * most));
        try (Picture picture = frame.picture(handles, scalers)) {
            int[][] seen = MadeFrame.screen(picture, display);
            for (int x = 0; x < 256; x++) {
                double t = Math.clamp((x / 255.0 - 0.5) * 1.5 + 0.5 + 0.1, 0.0, 1.0);
                // Near black the curve is so steep that one code of the source is many levels.
                int tolerance = t < 0.05 ? 12 : 1;
                assertEquals(level(Math.pow(t, 1 / 2.2)), seen[x][1], tolerance, format + " at " + x);
            }
        }
    }

    @Test
    void windowsAreFoundFromTheSharesOfTheValues() {
        MadeFrame frame = new MadeFrame("gray16le", 100, 100).fill((c, x, y) -> 20_000 + y * 100 + x);
        try (Picture picture = frame.picture(handles, scalers)) {
            Window window = picture.windows(0.01, 0.02).getFirst();
            assertEquals(20_100, window.low(), 1);
            assertEquals(29_799, window.high(), 1);
        }
        MadeFrame flat = new MadeFrame("gbrpf32le", 16, 16).fill((c, x, y) -> x == 0 ? Double.NaN : 700);
        try (Picture picture = flat.picture(handles, scalers)) {
            List<Window> windows = picture.windows(0.01, 0.01);
            assertEquals(3, windows.size());
            assertEquals(700, windows.getFirst().level(), 1e-3);
        }
        MadeFrame video = new MadeFrame("yuv420p10le", 64, 64)
                .colours(AVCOL_SPC_BT709, AVCOL_RANGE_JPEG)
                .fill((c, x, y) -> c == 0 ? 300 + x : 512);
        try (Picture picture = video.picture(handles, scalers)) {
            List<Window> windows = picture.windows(0, 0);
            assertEquals(300, windows.get(1).low(), 1);
            assertEquals(363, windows.get(1).high(), 1);
        }
    }
}
