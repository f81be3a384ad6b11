package limner.model.exchange.png;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;

/// Writes a mask for each picture whose pixels are classes, and the list of these (format: `class_names.txt` as labelme
/// has it, the first line being what belongs to nothing). A class has the number that it has in the project: lines of
/// numbers that no class has are empty. What lies over something else hides it.
public final class ClassMasksExport implements DatasetWriter {

    private static final String LIST = "class_names.txt";
    private static final String FOLDER = "masks/";
    private static final String NOTHING = "_background_";

    @Override
    public String id() {
        return ClassMasksFormat.ID;
    }

    @Override
    public String title() {
        return ClassMasksFormat.TITLE;
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        Topmost topmost = new Topmost(
                a -> Optional.of(a.category()), (a, pixels) -> MaskPictures.said(a, pixels, Optional.empty()));
        return new Fitted(topmost.fit(page), List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        return new Entry.Category(c.key(), name(c), "", false, List.of(), List.of(), "");
    }

    /// On one line.
    private static String name(Entry.Category c) {
        return c.name().strip().replaceAll("[\r\n]+", " ");
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        Map<String, Integer> numbers = numbers(heads);
        SortedMap<Integer, String> names = new TreeMap<>();
        Set<String> seen = new HashSet<>(Set.of(NOTHING));
        for (Entry.Category c : heads.categories().values()) {
            if (!seen.add(name(c))) {
                throw new IllegalArgumentException(
                        name(c).equals(NOTHING)
                                ? "A class is called " + NOTHING + ", which is what belongs to no class in masks."
                                : "Two classes are called " + name(c) + ", and the list of a mask has names alone.");
            }
            names.put(numbers.getOrDefault(c.key(), 0), name(c));
        }
        int highest = names.isEmpty() ? 0 : names.lastKey();
        try (Writer out = new BufferedWriter(new OutputStreamWriter(target.create(LIST), StandardCharsets.UTF_8))) {
            out.write(NOTHING + "\n");
            for (int i = 1; i <= highest; i++) {
                out.write(names.getOrDefault(i, "") + "\n");
            }
        }
        return new ClassMasks(PictureFiles.of(heads), numbers, highest, target);
    }

    /// That which a class has in the project where a pixel can have it; the lowest that are free for the others.
    private static Map<String, Integer> numbers(Heads heads) {
        Map<String, Integer> numbers = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (String key : heads.categories().keySet()) {
            long own = Numbers.whole(key);
            if (MaskPictures.isNumber(own, MaskPictures.MOST) && taken.add((int) own)) {
                numbers.put(key, (int) own);
            }
        }
        int next = 1;
        for (String key : heads.categories().keySet()) {
            if (numbers.containsKey(key)) {
                continue;
            }
            while (!MaskPictures.isNumber(next, MaskPictures.MOST) || !taken.add(next)) {
                if (++next > MaskPictures.MOST) {
                    throw new IllegalArgumentException(
                            "There are more classes than a pixel has numbers, " + MaskPictures.MOST + ".");
                }
            }
            numbers.put(key, next);
        }
        return numbers;
    }

    private record ClassMasks(PictureFiles files, Map<String, Integer> numbers, int highest, Target target)
            implements Writing {

        @Override
        public List<String> page(Page page) throws IOException {
            List<Topmost.Region> regions = page.annotations().stream()
                    .map(a -> new Topmost.Region(
                            numbers.getOrDefault(a.category(), 0), Topmost.pixels(a, page.picture())))
                    .toList();
            MaskPictures.write(
                    target, FOLDER + files.of(page.picture(), ".png"), Topmost.paint(page.picture(), regions), highest);
            return regions.stream().map(r -> Integer.toString(r.number())).toList();
        }

        @Override
        public void end(List<Entry.Interval> intervals) {
            // Each picture is a file that is whole already.
        }

        @Override
        public void close() {
            // Nothing is open between two pictures.
        }
    }
}
