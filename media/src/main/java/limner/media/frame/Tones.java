package limner.media.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns stored values of any depth into the eight bits of a screen, by one table for each colour. Immutable; the work
/// is done on the caller's thread.
///
/// Without a wish of its own the nearest of 256 levels is taken. Not-a-number is shown as black.
public final class Tones {

    private static final int QUANTA = 1 << 16;

    /// Values looked at to find out between which ones a picture lies.
    private static final int MOST_LOOKED_AT = 1 << 18;

    private final SampleFormat format;
    private final int[][] tables;
    private final float[] lows;
    private final float[] steps;

    private Tones(SampleFormat format, int[][] tables, float[] lows, float[] steps) {
        this.format = format;
        this.tables = tables;
        this.lows = lows;
        this.steps = steps;
    }

    /// @param format as [SampleFormat#shown()] gives it
    public static Tones of(SampleFormat format, Display display) {
        if (!format.shown().equals(format)) {
            throw new IllegalArgumentException("only gray and RGB are shown: " + format);
        }
        int colours = format.colours();
        boolean direct = format.encoding() == SampleFormat.Encoding.INTEGER && format.bits() <= 16;
        int[][] tables = new int[colours][];
        float[] lows = new float[colours];
        float[] steps = new float[colours];
        for (int c = 0; c < colours; c++) {
            Window window = window(format, display, c);
            boolean seen = c > 0 && window.equals(window(format, display, c - 1));
            lows[c] = direct ? 0 : (float) window.low();
            steps[c] = direct ? 1 : (float) ((QUANTA - 1) / window.width());
            Window inTable = direct ? window : new Window(0, QUANTA - 1);
            tables[c] = seen ? tables[c - 1] : table(direct ? 1 << format.bits() : QUANTA, inTable, display);
        }
        return new Tones(format, tables, lows, steps);
    }

    private static Window window(SampleFormat format, Display display, int colour) {
        List<Window> windows = display.windows();
        if (windows.isEmpty()) {
            return format.range();
        }
        return windows.get(windows.size() == 1 ? 0 : colour);
    }

    private static int[] table(int size, Window window, Display display) {
        int[] table = new int[size];
        for (int i = 0; i < size; i++) {
            table[i] = (int) Math.round(display.curve((i - window.low()) / window.width()) * 255);
        }
        return table;
    }

    /// The level on the screen, 0 to 255, of every value of a colour; for formats of at most 16 bits.
    ///
    /// @param colour 0 to 2 for red, green and blue
    public int[] levels(int colour) {
        return tables[colour % tables.length].clone();
    }

    /// Converts a whole picture.
    public void paint(SampleRows rows, int width, int height, PixelSink sink) {
        int[] row = new int[width];
        float[] values = new float[width];
        int[] levels = new int[width];
        for (int y = 0; y < height; y++) {
            row(rows, y, row, values, levels);
            sink.row(y, row);
        }
    }

    /// One row, alpha in the highest byte, then red, green and blue multiplied by it.
    private void row(SampleRows rows, int y, int[] row, float[] values, int[] levels) {
        Arrays.fill(row, 0xFF000000);
        for (int c = 0; c < tables.length; c++) {
            rows.read(c, y, values);
            look(c, values, levels);
            int spread = tables.length == 1 ? 0x010101 : 1 << 16 - 8 * c;
            for (int x = 0; x < row.length; x++) {
                row[x] |= levels[x] * spread;
            }
        }
        if (format.hasAlpha()) {
            rows.read(tables.length, y, values);
            float scale = (float) (255 / format.opaque());
            for (int x = 0; x < row.length; x++) {
                row[x] = PixelSink.multiplied(row[x], Math.min(Math.max((int) (values[x] * scale + 0.5f), 0), 255));
            }
        }
    }

    private void look(int colour, float[] values, int[] levels) {
        int[] table = tables[colour];
        float low = lows[colour];
        float step = steps[colour];
        int last = table.length - 1;
        for (int x = 0; x < levels.length; x++) {
            levels[x] = table[Math.min(Math.max((int) ((values[x] - low) * step + 0.5f), 0), last)];
        }
    }

    /// For each colour the window that leaves these shares of its values below and above, from an even sample of the
    /// picture. What is not a finite number is passed over; a colour of one value gets a window around it.
    ///
    /// @param below 0 to 1
    /// @param above 0 to 1; together less than 1
    public static List<Window> windows(
            SampleRows rows, SampleFormat format, int width, int height, double below, double above) {
        if (!(below >= 0 && above >= 0 && below + above < 1)) {
            throw new IllegalArgumentException("shares of a picture: " + below + ", " + above);
        }
        int every = 1;
        while ((long) (width / every) * (height / every) > MOST_LOOKED_AT) {
            every++;
        }
        List<Window> windows = new ArrayList<>();
        float[] row = new float[width];
        float[] found = new float[((width + every - 1) / every) * ((height + every - 1) / every)];
        for (int c = 0; c < format.colours(); c++) {
            int count = 0;
            for (int y = every / 2; y < height; y += every) {
                rows.read(c, y, row);
                for (int x = every / 2; x < width; x += every) {
                    if (Float.isFinite(row[x])) {
                        found[count++] = row[x];
                    }
                }
            }
            windows.add(between(found, count, format, below, above));
        }
        return windows;
    }

    private static Window between(float[] found, int count, SampleFormat format, double below, double above) {
        if (count == 0) {
            return format.range();
        }
        Arrays.sort(found, 0, count);
        double low = found[(int) Math.round(below * (count - 1))];
        double high = found[(int) Math.round((1 - above) * (count - 1))];
        if (low < high) {
            return new Window(low, high);
        }
        double half = format.encoding() == SampleFormat.Encoding.INTEGER ? 1 : Math.max(1e-6, Math.abs(low) * 1e-3);
        return new Window(low - half, low + half);
    }
}
