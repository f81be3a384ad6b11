package limner.model.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import limner.model.command.Command;
import limner.model.command.ShapeOnPicture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.PointSet;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.LabelIds;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import org.pcollections.TreePMap;

/// Makes labels of what a file says, to be taken into a project as one change. What finds no place is told with its
/// reason; nothing is left out silently. Used by one thread.
public final class Intake implements Consumer<Entry> {

    /// Which of the two is drawn where an annotation has a region and keypoints; the other one is left to the sidecar.
    public enum Prefer {
        REGION,
        POSE
    }

    private final ProjectState state;
    private final Ontology ontology;
    private final ClassPlan plan;
    private final PictureFinder finder;
    private final String source;
    private final Prefer prefer;
    private final Map<String, Entry.Category> categories = new HashMap<>();
    private final Map<String, String> videoNames = new HashMap<>();
    private final Map<String, PictureFinder.Found> found = new HashMap<>();
    /// The pictures that would follow the last frame of their videos.
    private final Set<String> ends = new HashSet<>();
    private final Map<MediaId, NavigableSet<Integer>> pictures = new HashMap<>();
    private final LabelIds ids = new LabelIds();
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<FrameTag> tags = new ArrayList<>();
    private final List<IntervalEvent> intervals = new ArrayList<>();
    private final List<Entry.NotTaken> notTaken = new ArrayList<>();
    private final List<Leftover> leftovers = new ArrayList<>();
    private int notTakenCount;
    private int taken;
    private int fieldsBeside;

    /// What fields that mean nothing here are called among what a label cannot say.
    public static final String OTHER_FIELDS = "other fields";

    /// What an annotation says that a label cannot: kept beside, so that an export to the same format says it again.
    ///
    /// @param label whose it is
    /// @param frame on which
    /// @param what in words that name the field
    /// @param entry the annotation without its shape
    public record Leftover(LabelId label, int frame, List<String> what, Entry.Annotation entry) {
        public Leftover {
            what = List.copyOf(what);
        }
    }

    /// @param state the project
    /// @param source what labels say they came from
    public Intake(ProjectState state, ClassPlan plan, PictureFinder finder, String source, Prefer prefer) {
        this.state = state;
        this.plan = plan;
        this.finder = finder;
        this.source = source;
        this.prefer = prefer;
        this.ontology = state.ontology().with(plan.added());
    }

    @Override
    public void accept(Entry entry) {
        switch (entry) {
            case Entry.About _ -> {}
            case Entry.Category c -> {
                categories.put(c.key(), c);
                beside(c.extras());
            }
            case Entry.Video v -> {
                videoNames.put(v.key(), v.name());
                beside(v.extras());
            }
            case Entry.Picture p -> {
                picture(p);
                beside(p.extras());
            }
            case Entry.Annotation a -> annotation(a);
            case Entry.Tag t -> tag(t);
            case Entry.Interval i -> interval(i);
            case Entry.NotTaken n -> not(n);
        }
    }

    private void beside(String extras) {
        fieldsBeside += extras.isEmpty() ? 0 : 1;
    }

    private void not(Entry.NotTaken n) {
        notTakenCount++;
        if (notTaken.size() < Survey.KEPT) {
            notTaken.add(n);
        }
    }

    private void not(Entry.At at, String reason) {
        not(new Entry.NotTaken(at, reason));
    }

    private void picture(Entry.Picture p) {
        PictureFinder.Found place = finder.find(p, videoNames.getOrDefault(p.video(), ""));
        found.put(p.key(), place);
        if (place instanceof PictureFinder.Found.Nothing && p.frame() > 0 && isEnd(p)) {
            ends.add(p.key());
        }
        if (place instanceof PictureFinder.Found.Frame(MediaId media, int frame)) {
            pictures.computeIfAbsent(media, _ -> new TreeSet<>()).add(frame);
        }
    }

    private boolean isEnd(Entry.Picture p) {
        List<Media> named = named(videoNames.getOrDefault(p.video(), ""));
        return named.size() == 1 && named.getFirst().frameCount() == p.frame();
    }

    private List<Media> named(String video) {
        return state.mediaInOrder().stream()
                .filter(m -> m.name().equals(video) || stem(m.name()).equals(stem(video)))
                .toList();
    }

    private Optional<PictureFinder.Found.Frame> frame(Entry.At at, String picture) {
        return switch (found.get(picture)) {
            case PictureFinder.Found.Frame f
            when state.labelsOf(f.media()).state(f.frame()) == FrameState.DONE -> {
                not(at, "frame " + f.frame() + " is marked done");
                yield Optional.empty();
            }
            case PictureFinder.Found.Frame f -> Optional.of(f);
            case PictureFinder.Found.Nothing(String reason) -> {
                not(at, reason);
                yield Optional.empty();
            }
            case null -> {
                not(at, "its picture was not told");
                yield Optional.empty();
            }
        };
    }

    private Optional<ClassId> classOf(Entry.At at, String category) {
        Optional<ClassId> id = plan.classOf(category);
        if (id.isEmpty()) {
            Entry.Category c = categories.get(category);
            not(at, "category " + (c == null ? category : c.name()) + " is left out");
        }
        return id;
    }

    // Labels.

    private void annotation(Entry.Annotation a) {
        if (ends.contains(a.picture()) && a.track().map(Entry.OnTrack::outside).orElse(false)) {
            // That it is gone behind the last frame goes without saying.
            return;
        }
        Optional<ClassId> classId = classOf(a.at(), a.category());
        if (classId.isEmpty()) {
            return;
        }
        Optional<LabelClass> of = ontology.find(classId.get());
        if (of.isEmpty() || !of.get().kind().drawn()) {
            not(a.at(), "class " + ontology.nameOf(classId.get()) + " is not drawn on the picture");
            return;
        }
        Optional<PictureFinder.Found.Frame> place = frame(a.at(), a.picture());
        if (place.isEmpty()) {
            unknown(a, classId.get());
            return;
        }
        Optional<String> problem =
                ShapeOnPicture.problem(state.media(place.get().media()).orElseThrow(), shape(a));
        if (problem.isPresent()) {
            not(a.at(), problem.get());
            unknown(a, classId.get());
        } else {
            a.track()
                    .ifPresentOrElse(
                            t -> onTrack(a, t, place.get(), classId.get()),
                            () -> single(a, place.get(), classId.get()));
        }
    }

    /// Where a track has a place that cannot be taken, nothing is known: neither that it is there nor that it is gone.
    private void unknown(Entry.Annotation a, ClassId classId) {
        if (a.track().isPresent() && found.get(a.picture()) instanceof PictureFinder.Found.Frame at) {
            track(a.at(), a.track().get(), at, classId).unknown.add(at.frame());
        }
    }

    private Track track(Entry.At where, Entry.OnTrack t, PictureFinder.Found.Frame at, ClassId classId) {
        return tracks.computeIfAbsent(
                t.key() + "\n" + classId + "\n" + at.media(),
                _ -> new Track(ids.next(), where, t.key(), at.media(), classId));
    }

    private Shape shape(Entry.Annotation a) {
        boolean posed =
                prefer == Prefer.POSE && a.pose().isPresent() || a.shape().isEmpty();
        return posed ? a.pose().orElseThrow() : a.shape().orElseThrow();
    }

    private void single(Entry.Annotation a, PictureFinder.Found.Frame at, ClassId classId) {
        LabelId id = ids.next();
        SaidValues values = SaidValues.of(ontology, classId, a.attributes());
        labels.add(new Label(
                id,
                at.media(),
                1,
                classId,
                Extent.FRAME,
                TreePMap.<Integer, Keyframe>empty()
                        .plus(
                                at.frame(),
                                new Keyframe(shape(a), false, a.occluded(), Interpolation.LINEAR, values.changing())),
                new Origin.Imported(source, a.key()),
                values.constant(),
                a.depth()));
        leave(id, at.frame(), a, values);
        taken++;
    }

    private void onTrack(Entry.Annotation a, Entry.OnTrack t, PictureFinder.Found.Frame at, ClassId classId) {
        Track track = track(a.at(), t, at, classId);
        if (t.known() == Entry.Known.BETWEEN) {
            track.places++;
            taken++;
            return;
        }
        SaidValues values = SaidValues.of(ontology, classId, a.attributes());
        Shape shape = shape(a);
        Keyframe keyframe = new Keyframe(shape, t.outside(), a.occluded(), goingOn(t, shape), values.changing());
        if (track.keyframes.putIfAbsent(at.frame(), keyframe) != null) {
            not(a.at(), "its track has a place on frame " + at.frame() + " already");
            return;
        }
        track.isStated |= t.known() == Entry.Known.STATED;
        List<String> unsaid = new ArrayList<>(values.unsaid());
        if (track.keyframes.size() == 1) {
            track.constant = values.constant();
            track.depth = a.depth();
        } else {
            // A track has one of each: what another place says of it is kept beside.
            ontology.attributesOf(classId).stream()
                    .filter(q -> values.constant().of(q.id()).isPresent()
                            && !values.constant().of(q.id()).equals(track.constant.of(q.id())))
                    .forEach(q -> unsaid.add("attribute " + q.name()));
            if (a.depth() != track.depth) {
                unsaid.add("depth");
            }
        }
        leave(track.id, at.frame(), a, new SaidValues(values.constant(), values.changing(), unsaid));
        track.places++;
        taken++;
    }

    /// Where a file says how its keyframes go on, that is what happens; where it does not, nothing is known between
    /// them.
    private static Interpolation goingOn(Entry.OnTrack t, Shape shape) {
        boolean stays = t.known() == Entry.Known.KEYFRAME && (shape instanceof Mask || shape instanceof PointSet);
        return stays ? Interpolation.HELD : Interpolation.LINEAR;
    }

    private void leave(LabelId id, int frame, Entry.Annotation a, SaidValues values) {
        List<String> what = new ArrayList<>(values.unsaid());
        if (a.crowd()) {
            what.add("crowd");
        }
        if (a.shape().isPresent() && a.pose().isPresent()) {
            what.add(prefer == Prefer.POSE ? "region" : "keypoints");
        }
        if (!a.extras().isEmpty()) {
            what.add(OTHER_FIELDS);
        }
        if (!what.isEmpty()) {
            leftovers.add(new Leftover(id, frame, what, a));
        }
    }

    /// A track while its places come in.
    private static final class Track {
        private final LabelId id;
        private final Entry.At at;
        private final String key;
        private final MediaId media;
        private final ClassId classId;
        private final SortedMap<Integer, Keyframe> keyframes = new TreeMap<>();
        private final NavigableSet<Integer> unknown = new TreeSet<>();
        private AttributeValues constant = AttributeValues.none();
        private int depth;
        private boolean isStated;
        private int places;

        Track(LabelId id, Entry.At at, String key, MediaId media, ClassId classId) {
            this.id = id;
            this.at = at;
            this.key = key;
            this.media = media;
            this.classId = classId;
        }
    }

    /// A file that states places says by silence that an object is gone from a picture.
    private void closeGaps(Track track) {
        NavigableSet<Integer> seen = pictures.getOrDefault(track.media, new TreeSet<>());
        List<Integer> frames = List.copyOf(track.keyframes.keySet());
        int last = state.media(track.media).orElseThrow().frameCount() - 1;
        for (int i = 0; i < frames.size(); i++) {
            int frame = frames.get(i);
            boolean isLast = i + 1 == frames.size();
            Integer next = seen.higher(frame);
            while (next != null && track.unknown.contains(next)) {
                next = seen.higher(next);
            }
            if (isLast) {
                for (int f = frame + 1; next == null; f++) {
                    next = track.unknown.contains(f) ? null : f;
                }
                if (next > last) {
                    continue;
                }
            } else if (next == null || next >= frames.get(i + 1)) {
                continue;
            }
            Keyframe before = track.keyframes.get(frame);
            if (before != null && !before.outside()) {
                track.keyframes.put(next, before.withOutside(true));
            }
        }
    }

    // What is said of frames.

    private void tag(Entry.Tag t) {
        Optional<ClassId> classId = classOf(t.at(), t.category());
        if (classId.isPresent() && kind(classId.get()) != ClassKind.FRAME_TAG) {
            not(t.at(), "class " + ontology.nameOf(classId.get()) + " is not said of frames");
        } else if (classId.isPresent()) {
            frame(t.at(), t.picture()).ifPresent(f -> {
                tags.add(new FrameTag(f.media(), f.frame(), classId.get()));
                taken++;
            });
        }
    }

    private ClassKind kind(ClassId id) {
        return ontology.find(id).map(c -> c.kind()).orElse(ClassKind.THING);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void interval(Entry.Interval i) {
        Optional<ClassId> classId = classOf(i.at(), i.category());
        if (classId.isEmpty()) {
            return;
        }
        ClassKind kind = kind(classId.get());
        if (!kind.timed() || kind == ClassKind.POINT_EVENT && i.first() != i.last()) {
            not(
                    i.at(),
                    "class " + ontology.nameOf(classId.get()) + (kind.timed() ? " lasts one frame" : " is no event"));
            return;
        }
        String name = videoNames.getOrDefault(i.video(), "");
        List<MediaId> named = named(name).stream()
                .filter(m -> m.has(i.last()))
                .map(m -> m.id())
                .toList();
        Optional<MediaId> media = named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        if (media.isEmpty()) {
            not(i.at(), "the project has no video " + name + " with a frame " + i.last());
        } else if (i.first() < 0 || i.first() > i.last()) {
            not(i.at(), "an event from frame " + i.first() + " to " + i.last() + " cannot be");
        } else {
            intervals.add(new IntervalEvent(
                    IntervalId.random(), media.get(), classId.get(), new FrameRange(i.first(), i.last())));
            taken++;
        }
    }

    /// Boxes that begin or cease to be turned on the way are turned all along, by nothing where they are upright: only
    /// shapes of one kind go over into each other.
    private static SortedMap<Integer, Keyframe> turning(SortedMap<Integer, Keyframe> keyframes) {
        boolean turns = keyframes.values().stream().anyMatch(k -> k.shape() instanceof RotatedBox);
        if (!turns) {
            return keyframes;
        }
        SortedMap<Integer, Keyframe> all = new TreeMap<>(keyframes);
        all.replaceAll((_, k) -> k.shape() instanceof Box(double x, double y, double width, double height)
                ? k.withShape(new RotatedBox(x + width / 2, y + height / 2, width, height, 0))
                : k);
        return all;
    }

    // What it comes to.

    /// All of it as one change. Called once, at the end.
    public Command.TakeIn command() {
        List<Label> all = new ArrayList<>(labels);
        for (Track track : tracks.values()) {
            if (track.isStated) {
                closeGaps(track);
            }
            if (track.keyframes.isEmpty()) {
                if (track.places > 0) {
                    taken -= track.places;
                    not(track.at, "none of the keyframes of its track can be taken");
                }
                continue;
            }
            Label label = new Label(
                    track.id,
                    track.media,
                    1,
                    track.classId,
                    Extent.TRACK,
                    TreePMap.from(turning(track.keyframes)),
                    new Origin.Imported(source, track.key),
                    track.constant,
                    track.depth);
            Optional<Integer> done = done(label);
            if (done.isEmpty()) {
                all.add(label);
            } else {
                taken -= track.places;
                leftovers.removeIf(l -> l.label().equals(track.id));
                not(track.at, "its track would lie on frame " + done.get() + ", which is marked done");
            }
        }
        return new Command.TakeIn(source, plan.added(), all, tags, intervals);
    }

    /// The first frame that is done and that a track would lie on.
    private Optional<Integer> done(Label track) {
        return state.labelsOf(track.media()).states().entrySet().stream()
                .filter(e -> e.getValue() == FrameState.DONE
                        && track.source(e.getKey()).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Annotations, tags and events that find their place.
    public int taken() {
        return taken;
    }

    /// What finds no place, with what the reader could not take; the first [Survey#KEPT] of them.
    public List<Entry.NotTaken> notTaken() {
        return notTaken;
    }

    public int notTakenCount() {
        return notTakenCount;
    }

    /// How many categories, videos and pictures say more than a project keeps of them.
    public int fieldsBeside() {
        return fieldsBeside;
    }

    /// What labels cannot say of what was taken.
    public List<Leftover> leftovers() {
        return leftovers;
    }
}
