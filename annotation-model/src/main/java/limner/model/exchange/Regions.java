package limner.model.exchange;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import limner.model.geometry.Rle;

/// Takes pictures apart whose pixels say what they belong to.
public final class Regions {

    /// More different numbers are those of a photograph.
    private static final int MOST = 1 << 16;

    private Regions() {}

    /// The pixels of each number, in one pass down the columns.
    ///
    /// @param counts which numbers are of interest
    /// @return by the number, ascending; none is empty
    /// @throws IllegalArgumentException when there are more numbers than any picture of labels has
    public static SortedMap<Integer, Rle> of(Samples samples, IntPredicate counts) {
        int width = samples.width();
        int height = samples.height();
        SortedMap<Integer, Runs> all = new TreeMap<>();
        int at = 0;
        int begin = 0;
        int last = samples.values()[0];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                int value = samples.values()[y * width + x];
                if (value != last) {
                    add(all, counts, last, begin, at);
                    begin = at;
                    last = value;
                }
                at++;
            }
        }
        add(all, counts, last, begin, at);
        SortedMap<Integer, Rle> regions = new TreeMap<>();
        all.forEach((value, runs) -> regions.put(value, runs.region(width, height)));
        return regions;
    }

    private static void add(SortedMap<Integer, Runs> all, IntPredicate counts, int value, int begin, int end) {
        if (counts.test(value)) {
            if (all.size() >= MOST && !all.containsKey(value)) {
                throw new IllegalArgumentException(
                        "it has more than " + MOST + " different numbers, as photographs do");
            }
            all.computeIfAbsent(value, _ -> new Runs()).add(begin, end);
        }
    }

    /// Where the runs of a region begin and end, while they are gathered.
    private static final class Runs {
        private final IntStream.Builder edges = IntStream.builder();

        void add(int from, int to) {
            edges.add(from);
            edges.add(to);
        }

        Rle region(int width, int height) {
            int[] all = edges.build().toArray();
            int[] counts = new int[all.length + 1];
            for (int i = 0; i < all.length; i++) {
                counts[i] = all[i] - (i == 0 ? 0 : all[i - 1]);
            }
            counts[all.length] = width * height - (all.length == 0 ? 0 : all[all.length - 1]);
            return Rle.ofCounts(width, height, counts);
        }
    }
}
