package limner.model.exchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import limner.model.geometry.ShapeKind;

/// What a data set file holds, counted without keeping it: what people look at before they take it into a project.
/// Used by one thread.
public final class Survey implements Consumer<Entry> {

    /// So many reasons are kept word by word; all are counted.
    public static final int KEPT = 1000;

    /// What is known of the values of one attribute of one category.
    public static final class Said {
        private final SortedMap<String, Integer> words = new TreeMap<>();
        private final Set<Class<? extends Value>> kinds = new HashSet<>();
        private boolean changing;

        /// The words that stand there, with how often; also those of lists.
        public SortedMap<String, Integer> words() {
            return words;
        }

        /// Which kinds of values stand there.
        public Set<Class<? extends Value>> kinds() {
            return kinds;
        }

        /// Whether it says different things on different frames of one track.
        public boolean changing() {
            return changing;
        }

        private void add(Value value) {
            kinds.add(value.getClass());
            switch (value) {
                case Value.Word(String text) -> words.merge(text, 1, Integer::sum);
                case Value.Words(List<String> texts) -> texts.forEach(t -> words.merge(t, 1, Integer::sum));
                case Value.Amount _, Value.Flag _ -> {}
            }
        }
    }

    /// What a category is said of, and how often.
    ///
    /// @param drawn annotations on pictures
    /// @param tags words of whole pictures
    /// @param intervals events
    public record Uses(int drawn, int tags, int intervals) {

        private static final Uses NONE = new Uses(0, 0, 0);

        private Uses and(Uses more) {
            return new Uses(drawn + more.drawn, tags + more.tags, intervals + more.intervals);
        }
    }

    private final SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
    private final Map<String, Uses> perCategory = new HashMap<>();
    private final Map<String, SequencedMap<String, Said>> attributes = new HashMap<>();
    private final Map<ShapeKind, Integer> perKind = new EnumMap<>(ShapeKind.class);
    private final Map<String, Map<String, Value>> ofTracks = new HashMap<>();
    private final List<Entry.NotTaken> notTaken = new ArrayList<>();
    private int videos;
    private int pictures;
    private int annotations;
    private int crowds;
    private int poses;
    private int tags;
    private int intervals;
    private int notTakenCount;

    @Override
    public void accept(Entry entry) {
        switch (entry) {
            case Entry.About _ -> {}
            case Entry.Category c -> categories.put(c.key(), c);
            case Entry.Video _ -> videos++;
            case Entry.Picture _ -> pictures++;
            case Entry.Annotation a -> annotation(a);
            case Entry.Tag t -> {
                tags++;
                perCategory.merge(t.category(), new Uses(0, 1, 0), Uses::and);
            }
            case Entry.Interval i -> {
                intervals++;
                perCategory.merge(i.category(), new Uses(0, 0, 1), Uses::and);
            }
            case Entry.NotTaken n -> {
                notTakenCount++;
                if (notTaken.size() < KEPT) {
                    notTaken.add(n);
                }
            }
        }
    }

    private void annotation(Entry.Annotation a) {
        annotations++;
        crowds += a.crowd() ? 1 : 0;
        poses += a.pose().isPresent() ? 1 : 0;
        perCategory.merge(a.category(), new Uses(1, 0, 0), Uses::and);
        perKind.merge(a.shape().map(s -> s.kind()).orElse(ShapeKind.SKELETON), 1, Integer::sum);
        Map<String, Value> ofTrack = a.track()
                .map(t -> ofTracks.computeIfAbsent(t.key(), _ -> new HashMap<>()))
                .orElseGet(HashMap::new);
        a.attributes().forEach((name, value) -> {
            Said said = attributes
                    .computeIfAbsent(a.category(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(name, _ -> new Said());
            said.add(value);
            Value before = ofTrack.putIfAbsent(name, value);
            said.changing |= before != null && !before.equals(value);
        });
    }

    /// The classes of the file, in its order, also those that nothing uses.
    public List<Entry.Category> categories() {
        return List.copyOf(categories.values());
    }

    /// How many annotations, tags and events a category has.
    public int uses(String category) {
        Uses of = usesOf(category);
        return of.drawn() + of.tags() + of.intervals();
    }

    /// What they are.
    public Uses usesOf(String category) {
        return perCategory.getOrDefault(category, Uses.NONE);
    }

    /// What the annotations of a category say beside their shape, by the name of the attribute.
    public SequencedMap<String, Said> attributes(String category) {
        return attributes.getOrDefault(category, new LinkedHashMap<>());
    }

    /// How many annotations there are of each kind of shape.
    public Map<ShapeKind, Integer> kinds() {
        return perKind;
    }

    public int videos() {
        return videos;
    }

    public int pictures() {
        return pictures;
    }

    public int annotations() {
        return annotations;
    }

    /// Those that stand for a crowd.
    public int crowds() {
        return crowds;
    }

    /// Those with keypoints.
    public int poses() {
        return poses;
    }

    public int tracks() {
        return ofTracks.size();
    }

    public int tags() {
        return tags;
    }

    public int intervals() {
        return intervals;
    }

    /// What the reader could not take, the first [#KEPT] of them.
    public List<Entry.NotTaken> notTaken() {
        return notTaken;
    }

    public int notTakenCount() {
        return notTakenCount;
    }
}
