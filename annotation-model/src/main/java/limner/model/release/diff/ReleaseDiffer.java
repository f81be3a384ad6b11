package limner.model.release.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.DoubleAdder;
import limner.model.release.FrameIdentity;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseReader.Picture;
import limner.model.release.ReleaseWatch;
import limner.model.release.coco.FormatException;
import limner.model.release.diff.ReleaseDiff.Facet;
import limner.model.release.diff.ReleaseDiff.Kind;

/// Compares two releases, picture by picture: in memory are the labels of one picture, a few words on each picture, and
/// what is found. Stateless; may be called from any thread.
public final class ReleaseDiffer {

    private ReleaseDiffer() {}

    /// Compares two releases. Pictures are the same when video and frame number are; objects as [ReleaseDiff.Objects]
    /// says, on the pictures that both have.
    ///
    /// @param before the one that is taken for the older
    /// @throws FormatException when a release contradicts itself, with a sentence
    /// @throws IOException when a release cannot be read
    /// @throws CancellationException when the watcher wishes so
    public static ReleaseDiff diff(ReleaseReader before, ReleaseReader after, DiffOptions options, ReleaseWatch watch)
            throws IOException {
        return new Run(before, after, options, watch).all();
    }

    private enum Count {
        PICTURES_ADDED,
        PICTURES_REMOVED,
        PICTURES_CHANGED,
        PICTURES_SAME,
        LABELS_ON_ADDED,
        LABELS_ON_REMOVED,
        BEFORE,
        AFTER,
        ADDED,
        REMOVED,
        CHANGED,
        SAME,
        BY_LABEL,
        BY_OVERLAP
    }

    /// One comparison.
    private static final class Run {
        private final ReleaseReader before;
        private final ReleaseReader after;
        private final DiffOptions options;
        private final ReleaseWatch watch;
        private final Classes classes;
        private final Videos videos;
        private final Map<Count, Long> counts = new EnumMap<>(Count.class);
        private final SortedMap<Facet, Long> facets = new TreeMap<>();
        private final SortedMap<MoveKey, Long> moves = new TreeMap<>();
        private final long[] bins = new long[ReleaseDiff.Overlaps.BINS];
        private final DoubleAdder overlaps = new DoubleAdder();
        private final TrackLedger tracks = new TrackLedger();
        private final FirstOf<ReleaseDiff.PictureChange> pictureChanges;
        private final FirstOf<ReleaseDiff.ObjectChange> objectChanges;

        Run(ReleaseReader before, ReleaseReader after, DiffOptions options, ReleaseWatch watch) {
            this.before = before;
            this.after = after;
            this.options = options;
            this.watch = watch;
            this.classes = Classes.of(before, after);
            this.videos = Videos.of(before, after);
            this.pictureChanges = new FirstOf<>(options.listed());
            this.objectChanges = new FirstOf<>(options.listed());
        }

        /// Names in front, so that lists are in the order in which people look for them; nothing for what was added.
        private record MoveKey(String before, String after, int beforeKey, int afterKey)
                implements Comparable<MoveKey> {
            @Override
            public int compareTo(MoveKey o) {
                int names = (before + "\n" + after).compareTo(o.before + "\n" + o.after);
                return names != 0
                        ? names
                        : Long.compare(((long) beforeKey << 32) + afterKey, ((long) o.beforeKey << 32) + o.afterKey);
            }
        }

        private record Place(int video, int frame) {}

        ReleaseDiff all() throws IOException {
            pictures();
            SayingsDiff sayings = new SayingsDiff(videos, classes, options.listed());
            return new ReleaseDiff(
                    side(before),
                    side(after),
                    chosen(),
                    videos.pairs(),
                    classes.changes(),
                    new ReleaseDiff.Pictures(
                            before.pictures().size(),
                            after.pictures().size(),
                            sum(Count.PICTURES_ADDED),
                            sum(Count.PICTURES_REMOVED),
                            sum(Count.PICTURES_CHANGED),
                            sum(Count.PICTURES_SAME),
                            sum(Count.LABELS_ON_ADDED),
                            sum(Count.LABELS_ON_REMOVED)),
                    new ReleaseDiff.Objects(
                            sum(Count.BEFORE),
                            sum(Count.AFTER),
                            sum(Count.ADDED),
                            sum(Count.REMOVED),
                            sum(Count.CHANGED),
                            sum(Count.SAME),
                            sum(Count.BY_LABEL),
                            sum(Count.BY_OVERLAP),
                            facets),
                    moved(),
                    histogram(),
                    tracks.tracks(before, after),
                    sayings.tags(before, after),
                    sayings.events(before, after),
                    pictureChanges.listed(),
                    objectChanges.listed());
        }

        private static ReleaseDiff.Side side(ReleaseReader release) {
            ReleaseReader.Facts f = release.facts();
            return new ReleaseDiff.Side(
                    f.name(), f.project(), f.projectName(), f.head().number(), f.manifestSha256());
        }

        /// Name and event are told of each side; that they differ is no difference.
        private List<ReleaseDiff.Said> chosen() {
            return Classes.said(before.plan(), after.plan()).stream()
                    .filter(s -> !Set.of("name", "event").contains(s.property()))
                    .toList();
        }

        private List<ReleaseDiff.Move> moved() {
            List<ReleaseDiff.Move> all = new ArrayList<>();
            moves.forEach((key, objects) -> all.add(new ReleaseDiff.Move(
                    key.before(),
                    key.after(),
                    objects,
                    !key.before().isEmpty() && !key.after().isEmpty() && key.beforeKey() != key.afterKey())));
            return all;
        }

        private ReleaseDiff.Overlaps histogram() {
            List<Long> all = new ArrayList<>();
            long objects = 0;
            for (long bin : bins) {
                all.add(bin);
                objects += bin;
            }
            return new ReleaseDiff.Overlaps(all, objects == 0 ? 0 : overlaps.sum() / objects);
        }

        private void count(Count what, long many) {
            counts.merge(what, many, Long::sum);
        }

        private long sum(Count what) {
            return counts.getOrDefault(what, 0L);
        }

        // Pictures.

        private void pictures() throws IOException {
            Map<Place, Picture> right = new HashMap<>();
            for (Picture p : after.pictures()) {
                right.put(new Place(pair(videos.after(), p), p.frame()), p);
            }
            long all = before.pictures().size() + (long) after.pictures().size();
            long done = 0;
            for (Picture a : before.pictures()) {
                step(done++, all);
                Place place = new Place(pair(videos.before(), a), a.frame());
                Picture b = right.remove(place);
                if (b == null) {
                    alone(place, Kind.REMOVED, before.linesOn(a.image()).size());
                } else {
                    both(place, a, b);
                }
            }
            for (Picture b : after.pictures()) {
                step(done++, all);
                Place place = new Place(pair(videos.after(), b), b.frame());
                if (right.containsKey(place)) {
                    alone(place, Kind.ADDED, after.linesOn(b.image()).size());
                }
            }
            watch.progress(all, all, "Done");
        }

        private static int pair(Map<Integer, Integer> pairs, Picture p) {
            Integer pair = pairs.get(p.video());
            if (pair == null) {
                throw new FormatException(
                        "image " + p.image() + " is of video " + p.video() + ", which the manifest does not list");
            }
            return pair;
        }

        private void step(long done, long all) {
            if (watch.cancelled()) {
                throw new CancellationException("The comparison was cancelled.");
            }
            watch.progress(done, all, "Comparing pictures");
        }

        private void alone(Place place, Kind kind, long labels) {
            boolean added = kind == Kind.ADDED;
            count(added ? Count.PICTURES_ADDED : Count.PICTURES_REMOVED, 1);
            count(added ? Count.LABELS_ON_ADDED : Count.LABELS_ON_REMOVED, labels);
            pictureChanges.add(new ReleaseDiff.PictureChange(
                    videos.name(place.video()),
                    place.frame(),
                    kind,
                    Set.of(),
                    added ? labels : 0,
                    added ? 0 : labels,
                    0));
        }

        private void both(Place place, Picture a, Picture b) throws IOException {
            int width = Math.max(a.identity().width(), b.identity().width());
            int height = Math.max(a.identity().height(), b.identity().height());
            List<Shown> were = Shown.on(before, a.image(), classes.before());
            List<Shown> are = Shown.on(after, b.image(), classes.after());
            Pairing pairing = Pairing.of(were, are, width, height, options.leastOverlap());
            count(Count.BEFORE, were.size());
            count(Count.AFTER, are.size());
            count(Count.REMOVED, pairing.removed().size());
            count(Count.ADDED, pairing.added().size());
            Set<String> differs = differs(a, b);
            if (!split(before, a).equals(split(after, b))) {
                differs.add("split");
            }
            if (inAnotherOrder(pairing)) {
                differs.add("order");
            }
            long changed = 0;
            for (Pairing.Pair pair : pairing.pairs()) {
                if (changed(place, were.get(pair.before()), are.get(pair.after()), pair, width, height)) {
                    changed++;
                }
            }
            pairing.removed().forEach(i -> gone(place, were.get(i)));
            pairing.added().forEach(i -> come(place, are.get(i)));
            long removed = pairing.removed().size();
            long added = pairing.added().size();
            if (differs.isEmpty() && changed == 0 && removed == 0 && added == 0) {
                count(Count.PICTURES_SAME, 1);
            } else {
                count(Count.PICTURES_CHANGED, 1);
                pictureChanges.add(new ReleaseDiff.PictureChange(
                        videos.name(place.video()), place.frame(), Kind.CHANGED, differs, added, removed, changed));
            }
        }

        private static String split(ReleaseReader release, Picture p) {
            return release.facts().videos().stream()
                    .filter(v -> v.number() == p.video())
                    .findFirst()
                    .map(ReleaseReader.Video::split)
                    .orElse("");
        }

        private static Set<String> differs(Picture a, Picture b) {
            Set<String> differs = new TreeSet<>();
            FrameIdentity x = a.identity();
            FrameIdentity y = b.identity();
            if (!x.planeMd5().equals(y.planeMd5())) {
                differs.add("pixels");
            }
            if (x.width() != y.width() || x.height() != y.height()) {
                differs.add("size");
            }
            if (x.pts() != y.pts() || !x.timeBase().equals(y.timeBase())) {
                differs.add("time");
            }
            if (!a.state().equals(b.state())) {
                differs.add("state");
            }
            return differs;
        }

        private static boolean inAnotherOrder(Pairing pairing) {
            int last = -1;
            for (Pairing.Pair p : pairing.pairs()) {
                if (p.after() < last) {
                    return true;
                }
                last = p.after();
            }
            return false;
        }

        // Objects.

        private boolean changed(Place place, Shown a, Shown b, Pairing.Pair pair, int width, int height) {
            count(pair.byLabel() ? Count.BY_LABEL : Count.BY_OVERLAP, 1);
            moves.merge(new MoveKey(nameBefore(a), nameAfter(b), a.classKey(), b.classKey()), 1L, Long::sum);
            if (Facets.tracked(a) && Facets.tracked(b)) {
                tracks.shared(track(a), track(b));
            }
            Set<Facet> differs = Facets.of(a, b, width, height);
            if (differs.isEmpty()) {
                count(Count.SAME, 1);
                return false;
            }
            count(Count.CHANGED, 1);
            differs.forEach(f -> facets.merge(f, 1L, Long::sum));
            if (differs.contains(Facet.PIXELS)
                    || differs.contains(Facet.OUTLINE)
                    || differs.contains(Facet.KEYPOINTS)) {
                bins[bin(pair.overlap())]++;
                overlaps.add(pair.overlap());
            }
            objectChanges.add(new ReleaseDiff.ObjectChange(
                    videos.name(place.video()),
                    place.frame(),
                    Kind.CHANGED,
                    nameBefore(a),
                    nameAfter(b),
                    b.label(),
                    differs,
                    pair.overlap(),
                    pair.byLabel() ? "label" : "overlap"));
            return true;
        }

        private static int bin(double overlap) {
            return (int) (overlap * 10);
        }

        private static int track(Shown s) {
            return s.annotation().orElseThrow().track().orElseThrow();
        }

        private String nameBefore(Shown s) {
            return classes.before().name(s.classKey());
        }

        private String nameAfter(Shown s) {
            return classes.after().name(s.classKey());
        }

        private void gone(Place place, Shown s) {
            moves.merge(new MoveKey(nameBefore(s), "", s.classKey(), s.classKey()), 1L, Long::sum);
            objectChanges.add(new ReleaseDiff.ObjectChange(
                    videos.name(place.video()),
                    place.frame(),
                    Kind.REMOVED,
                    nameBefore(s),
                    "",
                    s.label(),
                    Set.of(),
                    0,
                    ""));
        }

        private void come(Place place, Shown s) {
            moves.merge(new MoveKey("", nameAfter(s), s.classKey(), s.classKey()), 1L, Long::sum);
            objectChanges.add(new ReleaseDiff.ObjectChange(
                    videos.name(place.video()),
                    place.frame(),
                    Kind.ADDED,
                    "",
                    nameAfter(s),
                    s.label(),
                    Set.of(),
                    0,
                    ""));
        }
    }
}
