package limner.model.release.diff;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between two releases. `before` is the one given first, whichever is older. Names that go by the name of
/// a release, and the event it was read at, are no difference; everything else here is.
///
/// @param plan what was chosen differently
/// @param videos videos of either, and how they were recognised
/// @param classes classes of the ontology that were added, removed or changed
/// @param pictures how many pictures
/// @param objects how many labels on the pictures that both have
/// @param moves how many objects of both are of which class before and after; also those that stayed
/// @param overlaps how far the shapes of changed objects cover each other
/// @param tracks what became of tracks
/// @param tags tags on frames
/// @param events events over ranges of frames
/// @param changedPictures the pictures that differ, the first of them
/// @param changedObjects the objects that differ, the first of them
public record ReleaseDiff(
        Side before,
        Side after,
        List<Said> plan,
        List<VideoPair> videos,
        List<ClassChange> classes,
        Pictures pictures,
        Objects objects,
        List<Move> moves,
        Overlaps overlaps,
        Tracks tracks,
        Sayings tags,
        Sayings events,
        Listed<PictureChange> changedPictures,
        Listed<ObjectChange> changedObjects) {

    public ReleaseDiff {
        plan = List.copyOf(plan);
        videos = List.copyOf(videos);
        classes = List.copyOf(classes);
        moves = List.copyOf(moves);
    }

    /// Whether both hold the same pictures with the same said of them.
    public boolean same() {
        return plan.isEmpty()
                && classes.isEmpty()
                && videos.stream().noneMatch(v -> v.known() == VideoPair.Known.ONE_SIDE)
                && changedPictures.all() == 0
                && changedObjects.all() == 0
                && tracks.none()
                && tags.none()
                && events.none();
    }

    /// One of the two.
    ///
    /// @param event number of the event it was read at
    /// @param manifestSha256 the digest that names it
    public record Side(String name, String project, String projectName, long event, String manifestSha256) {}

    /// A property with what it was and what it is, empty where it is not there.
    public record Said(String property, String before, String after) {}

    /// A video of either release, or of both.
    ///
    /// @param before its name there, empty where it is not there
    public record VideoPair(String before, String after, Known known) {

        /// What it was recognised by, the surest first.
        public enum Known {
            /// Both are of one project, and it has the same id.
            PROJECT_ID,
            /// The same file, byte for byte.
            DIGEST,
            /// Nothing but its name.
            NAME,
            /// It is in one of the two alone.
            ONE_SIDE
        }

        /// Its name where it is there, the newer one first.
        public String name() {
            return after.isEmpty() ? before : after;
        }
    }

    /// A class that differs.
    public record ClassChange(String name, Kind kind, List<Said> said) {
        public ClassChange {
            said = List.copyOf(said);
        }
    }

    /// What became of something.
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// How many pictures.
    ///
    /// @param same pictures of both that differ in nothing, their objects included
    /// @param labelsOnAdded labels on pictures that were added; [Objects] leaves them out
    public record Pictures(
            long before,
            long after,
            long added,
            long removed,
            long changed,
            long same,
            long labelsOnAdded,
            long labelsOnRemoved) {}

    /// How many labels, on the pictures that both releases have.
    ///
    /// @param same objects of both that differ in nothing
    /// @param changed objects of both that differ
    /// @param byLabel objects of both recognised by the id of their label
    /// @param byOverlap objects of both recognised by covering the same place best
    /// @param facets how many of the changed ones differ in what
    public record Objects(
            long before,
            long after,
            long added,
            long removed,
            long changed,
            long same,
            long byLabel,
            long byOverlap,
            SortedMap<Facet, Long> facets) {
        public Objects {
            facets = Collections.unmodifiableSortedMap(new TreeMap<>(facets));
        }
    }

    /// What an object can differ in.
    public enum Facet {
        /// It is of another class.
        CLASS,
        /// It covers other pixels.
        PIXELS,
        /// It covers the same pixels and is drawn otherwise.
        OUTLINE,
        KEYPOINTS,
        ATTRIBUTES,
        OCCLUSION,
        /// Its place was drawn, and is interpolated or held, or the other way round.
        PLACE,
        /// Somebody or something else made it.
        ORIGIN,
        /// It is on a track, and was not, or the other way round.
        TRACK
    }

    /// How many objects of one class became one of another.
    ///
    /// @param before name of the class; empty for objects that were added
    /// @param after name of the class; empty for objects that were removed
    /// @param moved whether the two are different classes, whatever their names
    public record Move(String before, String after, long objects, boolean moved) {}

    /// Intersection over union of the objects whose shape changed, in pixels.
    ///
    /// @param bins eleven numbers: ten tenths from `0 <= x < 0.1` on, and those that cover exactly the same
    /// @param mean of all, 0 where there is none
    public record Overlaps(List<Long> bins, double mean) {

        static final int BINS = 11;

        public Overlaps {
            bins = List.copyOf(bins);
            if (bins.size() != BINS) {
                throw new IllegalArgumentException("a histogram has " + BINS + " bins");
            }
        }

        public long objects() {
            return bins.stream().mapToLong(Long::longValue).sum();
        }

        /// What a bin holds, for people.
        public static String name(int bin) {
            return bin == BINS - 1
                    ? "1.0, the same pixels"
                    : "0." + bin + " to " + (bin == 9 ? "1.0" : "0." + (bin + 1));
        }
    }

    /// What became of tracks.
    ///
    /// @param split tracks whose objects are those of several tracks now
    /// @param joined tracks whose objects were those of several tracks
    /// @param added tracks that hold no object of a former track
    /// @param removed tracks of whose objects none is on a track now
    public record Tracks(long before, long after, List<Track> split, List<Track> joined, long added, long removed) {
        public Tracks {
            split = List.copyOf(split);
            joined = List.copyOf(joined);
        }

        boolean none() {
            return split.isEmpty() && joined.isEmpty() && added == 0 && removed == 0;
        }
    }

    /// One track, and those of the other release that share objects with it.
    ///
    /// @param others by name, with the number of objects they share
    public record Track(String video, String name, String label, List<Share> others) {
        public Track {
            others = List.copyOf(others);
        }
    }

    /// @param objects how many they share
    public record Share(String name, String label, long objects) {}

    /// How many sayings about frames or ranges of them.
    ///
    /// @param listed those that differ, the first of them, in words
    public record Sayings(long before, long after, long added, long removed, long changed, Listed<Saying> listed) {
        boolean none() {
            return added == 0 && removed == 0 && changed == 0;
        }
    }

    /// A tag or event that differs.
    ///
    /// @param last included; the first again for what is said of one frame
    public record Saying(Kind kind, String video, int first, int last, String name, String how) {}

    /// A picture that differs.
    ///
    /// @param differs in what the picture itself differs: `pixels`, `size`, `time`, `state`, `order`, `split`
    public record PictureChange(
            String video, int frame, Kind kind, Set<String> differs, long added, long removed, long changed) {
        public PictureChange {
            differs = Collections.unmodifiableSet(new TreeSet<>(differs));
        }
    }

    /// An object that differs.
    ///
    /// @param before class before, empty where it was added
    /// @param label id of the label: the one after, where there is one
    /// @param overlap intersection over union in pixels of an object of both
    /// @param known how it was recognised: `label` or `overlap`; empty where it is in one release alone
    public record ObjectChange(
            String video,
            int frame,
            Kind kind,
            String before,
            String after,
            String label,
            Set<Facet> facets,
            double overlap,
            String known) {
        public ObjectChange {
            facets = Collections.unmodifiableSet(new TreeSet<>(facets));
        }
    }

    /// The first of many.
    ///
    /// @param all how many there are
    public record Listed<T>(List<T> first, long all) {
        public Listed {
            first = List.copyOf(first);
        }
    }

    /// How many objects moved between classes.
    public long moved() {
        return moves.stream().filter(Move::moved).mapToLong(Move::objects).sum();
    }
}
