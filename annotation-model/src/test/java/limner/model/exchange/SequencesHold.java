package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What is written of videos by chance comes back on its frames, for tests of formats that name no pictures.
final class SequencesHold {

    private SequencesHold() {}

    /// As often as one test should, each time into a folder of its own; what fails names the seed.
    static void hold(DatasetWriter writer, DatasetFormat format, Path folder) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = RandomEntries.of(random);
            Path to = folder.resolve("round" + round);
            Exported exported = Exported.of(Exported.told(all), writer, Choices.FAITHFUL, to);
            assertEquals(all, exported.sidecar(), told);
            List<Entry> back = Exported.read(format, to);
            assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back), told);
            List<Entry.Annotation> wanted = fitted(all, writer);
            List<Entry.Annotation> is = RoundTrip.annotations(back);
            assertEquals(exported.report().written(), is.size(), told);
            assertEquals(wanted.size(), is.size(), told);
            for (int i = 0; i < is.size(); i++) {
                RoundTrip.same(wanted.get(i), is.get(i), told);
            }
            assertEquals(places(all, wanted, writer), places(back, is, null), told);
        }
    }

    private static List<Entry.Annotation> fitted(List<Entry> all, DatasetWriter writer) {
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Video> videos = new LinkedHashMap<>();
        SequencedMap<String, Entry.Picture> pictures = new LinkedHashMap<>();
        Golden.only(Entry.Category.class, all).forEach(c -> categories.put(c.key(), c));
        Golden.only(Entry.Video.class, all).forEach(v -> videos.put(v.key(), v));
        Golden.only(Entry.Picture.class, all).forEach(p -> pictures.put(p.key(), p));
        Heads heads = new Heads("", categories, videos, pictures, 0, 0);
        List<Entry.Annotation> fitted = new ArrayList<>();
        for (Entry.Picture p : pictures.values()) {
            List<Entry.Annotation> on = RoundTrip.annotations(all).stream()
                    .filter(a -> a.picture().equals(p.key()))
                    .toList();
            fitted.addAll(writer.fit(new Page(p, on, List.of()), heads, Choices.FAITHFUL)
                    .page(p)
                    .annotations());
        }
        return fitted;
    }

    /// The frames and the names of classes.
    private static List<String> places(List<Entry> of, List<Entry.Annotation> annotations, @Nullable DatasetWriter as) {
        Map<String, Integer> frames = new HashMap<>();
        Golden.only(Entry.Picture.class, of).forEach(p -> frames.put(p.key(), p.frame()));
        Map<String, String> names = new HashMap<>();
        Golden.only(Entry.Category.class, of)
                .forEach(c ->
                        names.put(c.key(), as == null ? c.name() : as.fit(c).name()));
        return annotations.stream()
                .map(a -> Objects.requireNonNull(frames.get(a.picture())) + " " + names.get(a.category()))
                .toList();
    }
}
