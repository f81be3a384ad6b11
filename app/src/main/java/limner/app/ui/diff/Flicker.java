package limner.app.ui.diff;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.app.usecase.CompareReleases;
import limner.model.geometry.Rle;
import limner.model.id.MediaId;
import limner.model.release.diff.FrameDiff;

/// A picture with what lies on it in two releases, ready to be shown: made on any thread.
///
/// @param picture nothing where nobody has it
/// @param before what lies on it in the first release; nothing where that does not have the picture
/// @param after the same of the second
/// @param video the video in the open project, where it has it
record Flicker(
        Optional<Image> picture, Optional<Image> before, Optional<Image> after, Optional<MediaId> video, int without) {

    /// Orange and blue of the palette of Okabe and Ito, which who sees few colours can tell apart.
    static final int BEFORE = 0xe69f00;

    static final int AFTER = 0x56b4e9;

    private static final int FAINT = 0x40;
    private static final int CLEAR = 0x80;
    private static final int LARGEST = 100_000_000;

    /// What its images take, in bytes: four for a pixel of each.
    long bytes() {
        return Stream.of(picture, before, after)
                .flatMap(Optional::stream)
                .mapToLong(i -> 4L * (long) i.getWidth() * (long) i.getHeight())
                .sum();
    }

    /// @param label the object that is asked about, which is filled more strongly than the others; or empty
    static Flicker of(CompareReleases.Look look, String label) {
        FrameDiff frame = look.frame();
        int without = frame.before().map(FrameDiff.Side::without).orElse(0)
                + frame.after().map(FrameDiff.Side::without).orElse(0);
        return new Flicker(
                look.picture().map(Flicker::decoded).filter(i -> !i.isError()),
                frame.before().map(s -> painted(s, BEFORE, label)),
                frame.after().map(s -> painted(s, AFTER, label)),
                look.video(),
                without);
    }

    private static Image decoded(ByteBuffer file) {
        byte[] bytes = new byte[file.remaining()];
        file.duplicate().get(bytes);
        return new Image(new ByteArrayInputStream(bytes));
    }

    private static Image painted(FrameDiff.Side side, int colour, String label) {
        int width = side.width();
        int height = side.height();
        if ((long) width * height > LARGEST) {
            return new WritableImage(1, 1);
        }
        int[] pixels = new int[width * height];
        byte[] one = new byte[width * height];
        int thick = Math.max(1, Math.max(width, height) / 500);
        for (FrameDiff.Thing thing : side.things()) {
            boolean asked = label.isEmpty() || thing.label().equals(label);
            paint(thing.pixels(), one, pixels, width, height, colour, asked ? CLEAR : FAINT, asked ? thick : 1);
        }
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return image;
    }

    private static void paint(
            Rle mask, byte[] one, int[] into, int width, int height, int colour, int alpha, int thick) {
        mask.bounds().ifPresent(box -> {
            mask.decodeRowMajor(one, (byte) 1);
            for (int y = box.y(); y < box.y() + box.height(); y++) {
                for (int x = box.x(); x < box.x() + box.width(); x++) {
                    if (one[y * width + x] != 0) {
                        boolean edge = edge(one, x, y, width, height, thick);
                        into[y * width + x] = (edge ? 0xff : alpha) << 24 | colour;
                    }
                }
            }
            mask.decodeRowMajor(one, (byte) 0);
        });
    }

    private static boolean edge(byte[] one, int x, int y, int width, int height, int thick) {
        return x < thick
                || y < thick
                || x >= width - thick
                || y >= height - thick
                || one[y * width + x - thick] == 0
                || one[y * width + x + thick] == 0
                || one[(y - thick) * width + x] == 0
                || one[(y + thick) * width + x] == 0;
    }
}
