package limner.plugin.opencv;

import java.util.Arrays;
import limner.plugin.api.SuggestedShape;

/// Writes run lengths down the columns of a picture, pixel after pixel.
final class ColumnRuns {

    private int[] runs = new int[256];
    private int count;
    private boolean inside;
    private int run;

    /// A mask of the whole picture from bytes of a part of it.
    ///
    /// @param columns of the part, each from its top; what is not 0 is in the mask
    static SuggestedShape.Mask mask(int pictureWidth, int pictureHeight, Area area, byte[] columns) {
        ColumnRuns runs = new ColumnRuns();
        runs.add(false, area.x() * pictureHeight);
        int below = pictureHeight - area.y() - area.height();
        for (int x = 0, i = 0; x < area.width(); x++) {
            runs.add(false, area.y());
            for (int y = 0; y < area.height(); y++) {
                runs.add(columns[i++] != 0, 1);
            }
            runs.add(false, below);
        }
        runs.add(false, (pictureWidth - area.x() - area.width()) * pictureHeight);
        return new SuggestedShape.Mask(pictureWidth, pictureHeight, runs.end());
    }

    private void add(boolean in, int length) {
        if (length == 0) {
            return;
        }
        if (in != inside) {
            close();
            inside = in;
        }
        run += length;
    }

    private void close() {
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        runs[count++] = run;
        run = 0;
    }

    private int[] end() {
        close();
        return Arrays.copyOf(runs, count);
    }
}
