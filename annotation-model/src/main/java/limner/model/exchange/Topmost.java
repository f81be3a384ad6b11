package limner.model.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// Fits annotations to pictures in which a pixel belongs to one object at most: what lies over something else hides it,
/// and what hides and what is hidden is told with its pixels.
///
/// @param joining what several annotations of a picture become one region by
/// @param saying how the format says the rest
public record Topmost(Joining joining, Saying saying) {

    /// Which annotations of a picture its reader cannot tell apart.
    public interface Joining {
        /// @return the same for those that become one region; empty where it stays an object of its own
        Optional<String> of(Entry.Annotation a);
    }

    /// What the format says of an annotation.
    public interface Saying {
        /// @param pixels those that are seen of it
        Entry.Annotation of(Entry.Annotation a, Mask pixels);
    }

    /// A part of a picture of numbers.
    public record Region(int number, Rle pixels) {}

    /// What becomes of each annotation of a page, in their order; what lies over what is said by [Layers].
    public List<Fitted.Piece> fit(Page page) {
        List<Entry.Annotation> all = page.annotations();
        List<Rle> own = all.stream().map(a -> pixels(a, page.picture())).toList();
        List<Rle> seen = Layers.seen(all, own);
        Set<String> regions = new HashSet<>();
        List<Fitted.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            Entry.Annotation a = all.get(i);
            boolean joined =
                    !seen.get(i).isEmpty() && !joining.of(a).map(regions::add).orElse(true);
            pieces.add(piece(a, own.get(i), seen.get(i), joined));
        }
        return pieces;
    }

    /// The pixels that an annotation covers on its picture: none where it has no area, or its track is gone.
    public static Rle pixels(Entry.Annotation a, Entry.Picture picture) {
        Optional<Shape> shape = a.shape().filter(Shape::hasArea);
        return isGone(a) || shape.isEmpty()
                ? Rle.empty(picture.width(), picture.height())
                : Rasterizer.rasterize(shape.get(), picture.width(), picture.height());
    }

    private static boolean isGone(Entry.Annotation a) {
        return a.track().map(Entry.OnTrack::outside).orElse(false);
    }

    private Fitted.Piece piece(Entry.Annotation a, Rle own, Rle seen, boolean joined) {
        if (own.isEmpty()) {
            return nothing(a);
        }
        if (seen.isEmpty()) {
            return new Fitted.Piece(
                    a,
                    List.of(),
                    Map.of(Loss.OBJECT, "is left out: it lies under others", Loss.OVERLAP, "lies under others"));
        }
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        long hidden = own.area() - seen.area();
        if (hidden > 0) {
            because.put(Loss.OVERLAP, Layers.hidden(hidden));
        }
        if (joined) {
            because.put(Loss.PARTS, "becomes one region with others");
        }
        return new Fitted.Piece(a, List.of(saying.of(a, mask(a, seen))), because);
    }

    /// Of what covers no pixel. That a track is gone is said by not writing it.
    public static Fitted.Piece nothing(Entry.Annotation a) {
        return isGone(a)
                ? new Fitted.Piece(a, List.of(), Map.of())
                : Fitted.Piece.leftOut(a, "is left out: it covers no pixel");
    }

    /// The mask of these pixels: that which was drawn, where it has the same.
    public static Mask mask(Entry.Annotation a, Rle pixels) {
        return a.shape().isPresent()
                        && a.shape().get() instanceof Mask mask
                        && mask.rle().equals(pixels)
                ? mask
                : new Mask(pixels);
    }

    /// A picture of numbers; where no region is, the number is 0. Regions that come later lie over the others.
    public static Samples paint(Entry.Picture picture, List<Region> regions) {
        int[] values = new int[picture.width() * picture.height()];
        byte[] inside = new byte[values.length];
        for (Region region : regions) {
            Arrays.fill(inside, (byte) 0);
            region.pixels().decodeRowMajor(inside, (byte) 1);
            for (int i = 0; i < values.length; i++) {
                if (inside[i] != 0) {
                    values[i] = region.number();
                }
            }
        }
        return new Samples(picture.width(), picture.height(), values);
    }
}
