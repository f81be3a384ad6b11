package limner.plugin.onnx;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.onnx.Recipe.MaskHead;

/// Makes a mask of the whole picture from a grid of probabilities over a part of it.
///
/// The grid is enlarged bilinearly between the centres of its cells, held at the edge; a pixel is in the mask when its
/// centre reaches the threshold. Nothing outside the part is ever in the mask.
final class MaskReader {

    private static final double ROUNDING = 1e-3;

    private final String model;
    private final MaskHead head;
    private final int channels;
    private final int gridWidth;
    private final int gridHeight;
    private final float[] grid;
    private final float[] column;
    private final float[] values;
    private int[] runs = new int[256];

    /// @param model name for sentences
    MaskReader(String model, MaskHead head, int channels, int gridWidth, int gridHeight) {
        this.model = model;
        this.head = head;
        this.channels = channels;
        this.gridWidth = gridWidth;
        this.gridHeight = gridHeight;
        this.grid = new float[gridWidth * gridHeight];
        this.values = new float[channels];
        this.column = new float[gridHeight];
    }

    /// A mask, and the mean probability of its pixels.
    record Read(SuggestedShape.Mask mask, double confidence) {}

    /// Nothing when no pixel reaches the threshold.
    ///
    /// @throws PluginException when the values are no probabilities: then the recipe is wrong
    Optional<Read> read(FloatBuffer output, Crop crop, int width, int height) throws PluginException {
        fill(output);
        int count = 0;
        int length = 0;
        boolean inside = false;
        long area = 0;
        double sum = 0;
        // Runs go down the columns of the whole picture; what lies around the crop joins the runs outside.
        length += crop.x() * height;
        for (int x = 0; x < crop.width(); x++) {
            blendColumns(x, crop.width());
            if (inside && crop.y() > 0) {
                count = append(count, length);
                inside = false;
                length = 0;
            }
            length += crop.y();
            for (int y = 0; y < crop.height(); y++) {
                float p = along(y, crop.height());
                boolean hit = p >= head.threshold();
                if (hit != inside) {
                    count = append(count, length);
                    inside = hit;
                    length = 0;
                }
                length++;
                if (hit) {
                    area++;
                    sum += p;
                }
            }
            int below = height - crop.y() - crop.height();
            if (inside && below > 0) {
                count = append(count, length);
                inside = false;
                length = 0;
            }
            length += below;
        }
        int rest = (width - crop.x() - crop.width()) * height;
        if (inside && rest > 0) {
            count = append(count, length);
            length = 0;
        }
        length += rest;
        count = append(count, length);
        if (area == 0) {
            return Optional.empty();
        }
        return Optional.of(new Read(
                new SuggestedShape.Mask(width, height, Arrays.copyOf(runs, count)), Math.clamp(sum / area, 0, 1)));
    }

    private int append(int count, int length) {
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, count * 2);
        }
        runs[count] = length;
        return count + 1;
    }

    private void fill(FloatBuffer output) throws PluginException {
        switch (head.activation()) {
            case NONE -> output.get(head.channel() * grid.length, grid);
            case SIGMOID -> {
                output.get(head.channel() * grid.length, grid);
                for (int i = 0; i < grid.length; i++) {
                    grid[i] = (float) (1 / (1 + Math.exp(-grid[i])));
                }
            }
            case SOFTMAX -> {
                for (int i = 0; i < grid.length; i++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int c = 0; c < channels; c++) {
                        values[c] = output.get(c * grid.length + i);
                        most = Math.max(most, values[c]);
                    }
                    double sum = 0;
                    for (float v : values) {
                        sum += Math.exp(v - most);
                    }
                    grid[i] = (float) (Math.exp(values[head.channel()] - most) / sum);
                }
            }
        }
        for (float p : grid) {
            if (!(p >= -ROUNDING && p <= 1 + ROUNDING)) {
                throw new PluginException("The model " + model + " gave a probability of " + p
                        + ", but probabilities lie between 0 and 1. Its recipe names the wrong activation or the wrong"
                        + " output.");
            }
        }
    }

    private void blendColumns(int x, int width) {
        double at = Math.clamp((x + 0.5) * gridWidth / width - 0.5, 0, gridWidth - 1);
        int left = (int) at;
        int right = Math.min(left + 1, gridWidth - 1);
        float part = (float) (at - left);
        for (int y = 0; y < gridHeight; y++) {
            float a = grid[y * gridWidth + left];
            column[y] = a + part * (grid[y * gridWidth + right] - a);
        }
    }

    private float along(int y, int height) {
        double at = Math.clamp((y + 0.5) * gridHeight / height - 0.5, 0, gridHeight - 1);
        int above = (int) at;
        float a = column[above];
        return a + (float) (at - above) * (column[Math.min(above + 1, gridHeight - 1)] - a);
    }
}
