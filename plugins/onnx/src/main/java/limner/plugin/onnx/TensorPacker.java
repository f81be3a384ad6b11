package limner.plugin.onnx;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.onnx.Recipe.Channels;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.Layout;
import org.jspecify.annotations.Nullable;

/// Stretches a part of a frame to the size a model wants and writes it as floats, normalised.
///
/// Plain arithmetic in a fixed order, so the same picture gives the same tensor on every machine. Keeps its buffers
/// from
/// frame to frame: one packer belongs to one session and one thread.
final class TensorPacker {

    private final Input input;
    private byte[] row = new byte[0];
    /// Rows of the crop, already as wide as the target: red, green, blue of each pixel.
    private float[] narrowed = new float[0];

    private final float[] sums;
    private final float[] line;
    private @Nullable Resampling across;
    private @Nullable Resampling down;

    TensorPacker(Input input) {
        this.input = input;
        this.sums = new float[input.width() * 3];
        this.line = new float[input.width() * 3];
    }

    /// Fills the tensor from its start; it has room for 3 · width · height floats.
    void pack(FrameView frame, Crop crop, FloatBuffer tensor) {
        Resampling x =
                across == null || across.source() != crop.width() ? Resampling.of(crop.width(), input.width()) : across;
        Resampling y =
                down == null || down.source() != crop.height() ? Resampling.of(crop.height(), input.height()) : down;
        across = x;
        down = y;
        narrow(frame, crop, x);
        for (int target = 0; target < input.height(); target++) {
            blendRows(y, target);
            write(tensor, target);
        }
    }

    private void narrow(FrameView frame, Crop crop, Resampling x) {
        int width = input.width();
        PixelLayout layout = frame.layout();
        int step = layout.bytesPerPixel();
        if (row.length < crop.width() * step) {
            row = new byte[crop.width() * step];
        }
        if (narrowed.length < crop.height() * width * 3) {
            narrowed = new float[crop.height() * width * 3];
        }
        ByteBuffer pixels = frame.pixels();
        for (int sourceY = 0; sourceY < crop.height(); sourceY++) {
            pixels.get((crop.y() + sourceY) * frame.stride() + crop.x() * step, row, 0, crop.width() * step);
            int out = sourceY * width * 3;
            for (int targetX = 0; targetX < width; targetX++) {
                float red = 0;
                float green = 0;
                float blue = 0;
                int at = x.first()[targetX] * step;
                int weightAt = targetX * x.widest();
                for (int k = 0; k < x.taps()[targetX]; k++) {
                    float weight = x.weights()[weightAt + k];
                    red += weight * (row[at + layout.redOffset()] & 0xff);
                    green += weight * (row[at + layout.greenOffset()] & 0xff);
                    blue += weight * (row[at + layout.blueOffset()] & 0xff);
                    at += step;
                }
                narrowed[out++] = red;
                narrowed[out++] = green;
                narrowed[out++] = blue;
            }
        }
    }

    private void blendRows(Resampling y, int target) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < y.taps()[target]; k++) {
            float weight = y.weights()[target * y.widest() + k];
            int from = (y.first()[target] + k) * sums.length;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * narrowed[from + i];
            }
        }
    }

    private void write(FloatBuffer tensor, int target) {
        int width = input.width();
        for (int channel = 0; channel < 3; channel++) {
            int from = input.channels() == Channels.RGB ? channel : 2 - channel;
            float mean = (float) input.normal().get(channel).mean();
            float deviation = (float) input.normal().get(channel).deviation();
            for (int x = 0; x < width; x++) {
                float value = (sums[x * 3 + from] - mean) / deviation;
                line[input.layout() == Layout.NCHW ? channel * width + x : x * 3 + channel] = value;
            }
        }
        if (input.layout() == Layout.NHWC) {
            tensor.put(target * width * 3, line);
            return;
        }
        for (int channel = 0; channel < 3; channel++) {
            tensor.put((channel * input.height() + target) * width, line, channel * width, width);
        }
    }
}
