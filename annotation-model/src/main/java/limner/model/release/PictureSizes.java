package limner.model.release;

import java.util.HashMap;
import java.util.Map;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// How large the pictures of a release are: those of a video all alike, those of a sequence as each was found. One
/// thread.
final class PictureSizes {

    private record Size(int width, int height) {}

    private final Encodings encodings;
    private final Map<Integer, Size> found = new HashMap<>();
    private final Map<Size, Segmenter> segmenters = new HashMap<>();

    PictureSizes(Encodings encodings) {
        this.encodings = encodings;
    }

    /// Notes what was found. Pictures of videos need no note.
    void found(Clip clip, int image, int width, int height) {
        if (clip.media().isSequence()) {
            found.put(image, new Size(width, height));
        }
    }

    /// For the size of a picture. Where it was not opened, as when a release is only counted, the picture is taken to
    /// be
    /// as large as the label needs.
    Segmenter segmenter(Clip clip, int image, Shape shape) {
        Size usual = new Size(clip.media().width(), clip.media().height());
        Size size = clip.media().isSequence() ? found.getOrDefault(image, holding(shape, usual)) : usual;
        return segmenters.computeIfAbsent(size, s -> new Segmenter(encodings, s.width(), s.height()));
    }

    private static Size holding(Shape shape, Size usual) {
        if (shape instanceof Mask(Rle rle)) {
            return new Size(rle.width(), rle.height());
        }
        Box b = shape.bounds();
        return new Size((int) Math.max(usual.width(), Math.ceil(b.right())), (int)
                Math.max(usual.height(), Math.ceil(b.bottom())));
    }
}
