package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.onnx.Recipe.Channels;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.Layout;
import limner.plugin.onnx.Recipe.Normal;
import org.junit.jupiter.api.Test;

class TensorPackerTest {

    private static final Pictures.Colour STRIPES = (x, y) -> (x * 20) << 16 | (y * 30) << 8 | (x + y);

    @Test
    void aPictureOfTheRightSizeIsTakenOverPixelByPixel() {
        float[] tensor =
                pack(input(4, 3, Layout.NCHW, Channels.RGB), Pictures.paint(4, 3, PixelLayout.RGB24, 0, STRIPES));

        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                assertEquals(x * 20, tensor[y * 4 + x]);
                assertEquals(y * 30, tensor[12 + y * 4 + x]);
                assertEquals(x + y, tensor[24 + y * 4 + x]);
            }
        }
    }

    @Test
    void layoutAndPaddingOfTheFrameMakeNoDifference() {
        Input input = input(7, 5, Layout.NCHW, Channels.RGB);

        assertArrayEquals(
                pack(input, Pictures.paint(11, 8, PixelLayout.RGB24, 0, STRIPES)),
                pack(input, Pictures.paint(11, 8, PixelLayout.BGRA32, 13, STRIPES)));
    }

    @Test
    void channelsLastAndBlueFirstAreTheSameNumbersInAnotherOrder() {
        FrameView frame = Pictures.paint(11, 8, PixelLayout.RGB24, 0, STRIPES);
        float[] planes = pack(input(7, 5, Layout.NCHW, Channels.RGB), frame);
        float[] pixels = pack(input(7, 5, Layout.NHWC, Channels.BGR), frame);

        for (int i = 0; i < 35; i++) {
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(planes[channel * 35 + i], pixels[i * 3 + 2 - channel]);
            }
        }
    }

    @Test
    void aPlainPictureStaysPlainAtAnySize() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int width = 1 + random.nextInt(60);
            int height = 1 + random.nextInt(60);
            Input input = input(1 + random.nextInt(60), 1 + random.nextInt(60), Layout.NCHW, Channels.RGB);

            float[] tensor = pack(input, Pictures.paint(width, height, PixelLayout.RGB24, 0, (_, _) -> 0xc8c8c8));

            for (float value : tensor) {
                assertEquals(200, value, 1e-3, "seed " + seed + ", round " + i);
            }
        }
    }

    @Test
    void shrinkingToOnePixelWeighsByATriangleAroundTheMiddle() {
        // Two pixels, each half a pixel of the target away from its centre: the same weight.
        FrameView two = Pictures.paint(2, 1, PixelLayout.RGB24, 0, (x, _) -> x == 0 ? 0x000000 : 0x640000);
        // Four pixels at distances 1.5, 0.5, 0.5, 1.5 of a triangle 4 wide on either side: weights 2.5 and 3.5 of 12.
        FrameView four = Pictures.paint(4, 1, PixelLayout.RGB24, 0, (x, _) -> x == 0 ? 0x780000 : 0);

        assertEquals(50, pack(input(1, 1, Layout.NCHW, Channels.RGB), two)[0], 1e-4);
        assertEquals(120 * 2.5 / 12, pack(input(1, 1, Layout.NCHW, Channels.RGB), four)[0], 1e-4);
    }

    @Test
    void enlargingGoesStraightFromOnePixelCentreToTheNext() {
        FrameView two = Pictures.paint(2, 1, PixelLayout.RGB24, 0, (x, _) -> x == 0 ? 0 : 0x640000);
        float[] tensor = pack(input(4, 1, Layout.NCHW, Channels.RGB), two);

        assertArrayEquals(
                new float[] {0, 25, 75, 100}, new float[] {tensor[0], tensor[1], tensor[2], tensor[3]}, 1e-4f);
    }

    @Test
    void aCropSeesNothingAroundIt() {
        Input input = input(5, 5, Layout.NCHW, Channels.RGB);
        Crop crop = new Crop(3, 2, 4, 5);
        FrameView whole = Pictures.paint(
                20,
                20,
                PixelLayout.RGB24,
                0,
                (x, y) -> x >= 3 && x < 7 && y >= 2 && y < 7 ? STRIPES.at(x, y) : 0xffffff);
        FrameView part = Pictures.paint(4, 5, PixelLayout.RGB24, 0, (x, y) -> STRIPES.at(x + 3, y + 2));
        FloatBuffer tensor = FloatBuffer.allocate(75);

        new TensorPacker(input).pack(whole, crop, tensor);

        assertArrayEquals(pack(input, part), tensor.array());
    }

    @Test
    void valuesAreNormalised() {
        Input input = new Input(
                "image",
                Layout.NCHW,
                1,
                1,
                Channels.RGB,
                List.of(new Normal(127.5, 127.5), new Normal(0, 255), new Normal(100, 50)));

        assertArrayEquals(
                new float[] {1, 0, -1},
                pack(input, Pictures.paint(1, 1, PixelLayout.RGB24, 0, (_, _) -> 0xff0032)),
                1e-6f);
    }

    @Test
    void onePackerServesFramesOfManySizes() {
        Input input = input(6, 6, Layout.NCHW, Channels.RGB);
        TensorPacker packer = new TensorPacker(input);
        for (int side : new int[] {3, 40, 5, 40, 1}) {
            FrameView frame = Pictures.paint(side, side + 1, PixelLayout.RGB24, 0, STRIPES);
            FloatBuffer tensor = FloatBuffer.allocate(108);

            packer.pack(frame, Crop.whole(side, side + 1), tensor);

            assertArrayEquals(pack(input, frame), tensor.array());
        }
    }

    private static Input input(int width, int height, Layout layout, Channels channels) {
        return new Input("image", layout, width, height, channels, Collections.nCopies(3, new Normal(0, 1)));
    }

    private static float[] pack(Input input, FrameView frame) {
        FloatBuffer tensor = FloatBuffer.allocate(3 * input.width() * input.height());
        new TensorPacker(input).pack(frame, Crop.whole(frame.width(), frame.height()), tensor);
        return tensor.array();
    }
}
