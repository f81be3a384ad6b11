package limner.model.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import limner.model.geometry.Rle;

/// What can be seen of the objects of a picture, for formats in which a pixel belongs to one object alone: what has the
/// greater depth lies over the others, and of equals what comes later.
public final class Layers {

    private Layers() {}

    /// The pixels of each that nothing lies over.
    ///
    /// @param all of one picture
    /// @param own all pixels of each; none of what covers nothing
    /// @return as many, in their order
    public static List<Rle> seen(List<Entry.Annotation> all, List<Rle> own) {
        List<Rle> seen = new ArrayList<>(own);
        if (own.isEmpty()) {
            return seen;
        }
        List<Integer> downwards =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.reverse(downwards);
        downwards.sort(Comparator.<Integer>comparingInt(i -> all.get(i).depth()).reversed());
        Rle covered = Rle.empty(own.getFirst().width(), own.getFirst().height());
        for (int i : downwards) {
            Rle pixels = own.get(i);
            if (!pixels.isEmpty()) {
                seen.set(i, pixels.subtract(covered));
                covered = covered.union(pixels);
            }
        }
        return seen;
    }

    /// That something is hidden, in words for people.
    ///
    /// @param pixels how many of it
    public static String hidden(long pixels) {
        return "lies under others with " + pixels + (pixels == 1 ? " pixel" : " pixels");
    }
}
