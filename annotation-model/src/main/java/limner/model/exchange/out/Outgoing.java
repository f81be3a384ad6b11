package limner.model.exchange.out;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.budget.EventWords;
import limner.model.budget.VideoEvents;
import limner.model.exchange.AttributeFit;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.FrameDetails;
import limner.model.exchange.LabelDetails;
import limner.model.exchange.Numbers;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.SkeletonTemplate;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.release.CocoValues;

/// A project told as a data set: classes by id, videos by name, frames by number, labels by depth and number. The same
/// project tells the same.
///
/// @param recall what labels were where they came from
public record Outgoing(ProjectState state, Wanted wanted, PictureNames names, Recall recall) implements EntrySource {

    /// The order in which labels are told on a frame.
    private static final Comparator<PlacedLabel> IN_PILE = Comparator.<PlacedLabel>comparingInt(
                    p -> p.label().depth())
            .thenComparingInt(p -> p.label().number());

    @Override
    public void tell(Consumer<Entry> into) throws IOException {
        recall.about().ifPresent(into);
        List<Clip> clips = clips();
        Map<ClassId, String> categories = categories(clips, into);
        clips.stream().filter(this::refersToItsVideo).forEach(c -> into.accept(c.video()));
        Numbering pictures = new Numbering(
                recall.pictures().values().stream().map(Entry.Picture::key).toList());
        Map<Recall.Place, String> keys = new HashMap<>();
        for (Clip clip : clips) {
            for (int frame : clip.frames()) {
                Entry.Picture picture = picture(clip, frame, pictures);
                keys.put(new Recall.Place(clip.media().id(), frame), picture.key());
                into.accept(picture);
            }
        }
        for (Clip clip : clips) {
            for (int frame : clip.frames()) {
                String picture = keys.get(new Recall.Place(clip.media().id(), frame));
                if (picture != null) {
                    page(clip, frame, picture, categories, into);
                }
            }
        }
        clips.forEach(c -> events(c, categories, into));
        recall.lost().forEach(into);
    }

    /// @param inOrder the labels in the order of their numbers
    /// @param singles those that go and are on one frame, by that frame
    /// @param through those that go and reach through time
    /// @param tracks keys of its tracks
    /// @param gone by frame, the labels whose keyframes there say that they are gone, in the order of their numbers
    private record Clip(
            Media media,
            MediaLabels labels,
            List<Label> inOrder,
            Map<Integer, List<Label>> singles,
            List<Label> through,
            Entry.Video video,
            List<Integer> frames,
            Map<LabelId, String> tracks,
            Map<Integer, List<Label>> gone) {}

    /// A file may have named its pictures alone.
    private boolean refersToItsVideo(Clip clip) {
        return !clip.labels().intervalsInOrder().isEmpty()
                || clip.frames().stream()
                        .map(f -> recall.pictures()
                                .get(new Recall.Place(clip.media().id(), f)))
                        .anyMatch(p -> p == null || !p.video().isEmpty());
    }

    /// Gives out numbers that no key of a file is.
    private record Numbering(Set<String> taken, Numbers numbers) {
        Numbering(Collection<String> taken) {
            this(new HashSet<>(taken), Numbers.among(taken));
        }

        String next(String wanted) {
            return taken.add(wanted) ? wanted : Long.toString(numbers.next(""));
        }
    }

    private List<Clip> clips() {
        Numbering videos = new Numbering(recall.videos().keySet());
        List<Clip> clips = new ArrayList<>();
        for (Media media : state.mediaInOrder()) {
            MediaLabels labels = state.labelsOf(media.id());
            if (!wanted.media().includes(media.id())) {
                continue;
            }
            List<Label> inOrder = labels.labelsInOrder();
            List<Integer> frames = frames(media, labels, inOrder);
            if (frames.isEmpty()
                    && labels.intervalsInOrder().stream()
                            .noneMatch(i -> wanted.classes().includes(i.classId()))) {
                continue;
            }
            Entry.Video known = recall.videos().values().stream()
                    .filter(v -> recall.pictures().entrySet().stream()
                            .anyMatch(e -> e.getKey().media().equals(media.id())
                                    && e.getValue().video().equals(v.key())))
                    .findFirst()
                    .orElse(null);
            Entry.Video video = known != null
                    ? known.withRate(media.frameRate())
                    : new Entry.Video(
                            videos.next(Integer.toString(clips.size() + 1)),
                            media.name(),
                            media.width(),
                            media.height(),
                            media.frameCount(),
                            "",
                            media.frameRate());
            List<Label> going = inOrder.stream().filter(this::goes).toList();
            clips.add(new Clip(
                    media,
                    labels,
                    inOrder,
                    going.stream().filter(l -> !l.tracked()).collect(Collectors.groupingBy(Label::firstFrame)),
                    going.stream().filter(Label::tracked).toList(),
                    video,
                    frames,
                    tracks(video, inOrder),
                    gone(going)));
        }
        return clips;
    }

    private boolean goes(Label label) {
        return wanted.classes().includes(label.classId());
    }

    private List<Integer> frames(Media media, MediaLabels labels, List<Label> inOrder) {
        BitSet frames = new BitSet();
        recall.frames(media.id()).forEach(frames::set);
        labels.states().keySet().forEach(frames::set);
        labels.tags().forEach((frame, classes) -> {
            if (classes.stream().anyMatch(c -> wanted.classes().includes(c))) {
                frames.set(frame);
            }
        });
        for (Label label : inOrder) {
            if (goes(label)) {
                label.keyframes().keySet().forEach(frames::set);
                if (wanted.frames() == Wanted.Frames.EVERY && label.tracked()) {
                    between(label, media, frames);
                }
            }
        }
        return frames.stream()
                .filter(f -> media.has(f) && wanted.states().contains(labels.state(f)))
                .boxed()
                .toList();
    }

    private static void between(Label label, Media media, BitSet into) {
        for (Map.Entry<Integer, Keyframe> e : label.keyframes().entrySet()) {
            if (!e.getValue().outside()) {
                Integer next = label.keyframes().higherKey(e.getKey());
                into.set(e.getKey(), next == null ? Math.max(e.getKey() + 1, media.frameCount()) : next);
            }
        }
    }

    private static Map<Integer, List<Label>> gone(List<Label> going) {
        Map<Integer, List<Label>> gone = new HashMap<>();
        for (Label label : going) {
            label.keyframes().forEach((frame, keyframe) -> {
                if (keyframe.outside()) {
                    gone.computeIfAbsent(frame, _ -> new ArrayList<>()).add(label);
                }
            });
        }
        return gone;
    }

    /// The number that a track had in its file, or that of the label, which stays as long as it lives.
    private static Map<LabelId, String> tracks(Entry.Video video, List<Label> inOrder) {
        Map<LabelId, String> keys = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Label label : inOrder) {
            if (label.tracked()
                    && label.origin() instanceof Origin.Imported(var _, String key)
                    && Numbers.whole(Numbers.last(key)) >= 0
                    && taken.add(Numbers.last(key))) {
                keys.put(label.id(), video.key() + "/" + Numbers.last(key));
            }
        }
        for (Label label : inOrder) {
            if (label.tracked() && !keys.containsKey(label.id())) {
                String number = Integer.toString(label.number());
                keys.put(label.id(), video.key() + "/" + (taken.add(number) ? number : label.id()));
            }
        }
        return keys;
    }

    // Classes.

    private Map<ClassId, String> categories(List<Clip> clips, Consumer<Entry> into) {
        Set<ClassId> used = used(clips);
        Numbering keys = new Numbering(
                recall.categories().values().stream().map(Entry.Category::key).toList());
        Map<ClassId, String> categories = new HashMap<>();
        recall.categories().values().forEach(into);
        for (LabelClass c : state.ontology().classes().stream()
                .sorted(Comparator.comparing(LabelClass::id))
                .toList()) {
            if (!wanted.classes().includes(c.id())
                    || !used.contains(c.id()) && (c.retired() || !c.kind().drawn())) {
                continue;
            }
            Optional<Entry.Category> known = recall.category(c.name()).or(() -> cameAs(c.id(), clips));
            if (known.isPresent()) {
                categories.put(c.id(), known.get().key());
            } else {
                String key = keys.next(Integer.toString(c.id().value()));
                categories.put(c.id(), key);
                into.accept(category(key, c));
            }
        }
        return categories;
    }

    /// The category that all labels of a class came in with, where no class has its name: the class was chosen for it.
    private Optional<Entry.Category> cameAs(ClassId of, List<Clip> clips) {
        if (recall.categories().isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>();
        for (Clip clip : clips) {
            for (Label label : clip.inOrder()) {
                if (label.classId().equals(of)) {
                    label.keyframes().keySet().forEach(f -> recall.of(label, f).ifPresent(a -> keys.add(a.category())));
                }
            }
        }
        return recall.categories().values().stream()
                .filter(c -> keys.equals(Set.of(c.key()))
                        && state.ontology().classes().stream()
                                .noneMatch(k -> k.name().equalsIgnoreCase(c.name())))
                .findFirst();
    }

    private Set<ClassId> used(List<Clip> clips) {
        Set<ClassId> used = new HashSet<>();
        for (Clip clip : clips) {
            clip.inOrder().forEach(l -> used.add(l.classId()));
            clip.labels().tags().values().forEach(used::addAll);
            clip.labels().intervalsInOrder().forEach(i -> used.add(i.classId()));
        }
        return used;
    }

    private Entry.Category category(String key, LabelClass c) {
        Optional<SkeletonTemplate> skeleton = c.skeleton();
        return new Entry.Category(
                key,
                c.name(),
                c.parent() == null ? "" : state.ontology().nameOf(c.parent()),
                c.kind() == ClassKind.THING,
                skeleton.map(t -> t.joints().stream()
                                .map(SkeletonTemplate.Joint::name)
                                .toList())
                        .orElse(List.of()),
                skeleton.map(t -> t.edges().stream()
                                .map(e -> new Entry.Bone(e.from(), e.to()))
                                .toList())
                        .orElse(List.of()),
                c.colour(),
                state.ontology().attributesOf(c.id()).stream()
                        .map(a -> new Entry.Asked(a.name(), a.type(), a.changing()))
                        .toList());
    }

    // Pictures.

    private Entry.Picture picture(Clip clip, int frame, Numbering keys) throws IOException {
        Entry.Picture known =
                recall.pictures().get(new Recall.Place(clip.media().id(), frame));
        Optional<FrameDetails> details = names.details()
                .map(d -> new FrameDetails(
                        clip.media().name(),
                        frame,
                        clip.labels().state(frame),
                        d.times().of(clip.media(), frame)));
        if (known != null) {
            return known.with(details);
        }
        PictureNames.Named named = names.of(clip.media(), frame);
        return new Entry.Picture(
                Long.toString(keys.numbers().next("")),
                named.file(),
                named.width(),
                named.height(),
                clip.video().key(),
                frame,
                "",
                details);
    }

    private void page(Clip clip, int frame, String picture, Map<ClassId, String> categories, Consumer<Entry> into) {
        // Not asked of the project picture by picture: it looks up every label by its id then.
        Stream.concat(clip.singles().getOrDefault(frame, List.of()).stream(), clip.through().stream())
                .flatMap(label -> label.at(frame).map(p -> new PlacedLabel(label, p)).stream())
                .sorted(IN_PILE)
                .forEach(p -> into.accept(annotation(clip, frame, picture, categories, p)));
        for (Label label : clip.gone().getOrDefault(frame, List.of())) {
            label.keyframe(frame)
                    .ifPresent(k -> into.accept(annotation(
                            clip,
                            frame,
                            picture,
                            categories,
                            new PlacedLabel(
                                    label, new Placement(k.shape(), k.occluded(), Placement.Source.KEYFRAME)))));
        }
        for (ClassId tag : clip.labels().tagsOn(frame)) {
            if (wanted.classes().includes(tag)) {
                into.accept(new Entry.Tag(Spot.at(clip.media(), frame), picture, keyOf(categories, tag)));
            }
        }
    }

    private static String keyOf(Map<ClassId, String> categories, ClassId id) {
        return categories.getOrDefault(id, Integer.toString(id.value()));
    }

    private Entry.Annotation annotation(
            Clip clip, int frame, String picture, Map<ClassId, String> categories, PlacedLabel placed) {
        Label label = placed.label();
        Optional<Entry.Annotation> was = recall.of(label, frame);
        Shape drawn = placed.placement().shape();
        Optional<Shape> shape = Optional.of(drawn);
        // The file may have had a region and keypoints, and a label is one of them. The other one fits as long as this
        // one is what it was.
        Optional<Skeleton> pose =
                was.filter(a -> a.shape().equals(Optional.of(drawn))).flatMap(Entry.Annotation::pose);
        if (drawn instanceof Skeleton skeleton
                && was.isPresent()
                && was.get().pose().isPresent()) {
            shape = was.get().pose().equals(Optional.of(skeleton)) ? was.get().shape() : Optional.empty();
            pose = Optional.of(skeleton);
        }
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        CocoValues.of(state.ontology(), label, frame).forEach(attributes::put);
        List<Attribute> asked = state.ontology().attributesOf(label.classId());
        was.ifPresent(a -> a.attributes().forEach((name, value) -> {
            // What the label can say is its own to say, also that it says nothing.
            boolean own = asked.stream()
                    .anyMatch(q -> q.name().equalsIgnoreCase(name)
                            && AttributeFit.fit(q.type(), value).isPresent());
            if (!own && attributes.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                attributes.put(name, value);
            }
        }));
        return new Entry.Annotation(
                Spot.at(clip.media(), frame, state.ontology(), label),
                was.map(Entry.Annotation::key).orElse(""),
                picture,
                keyOf(categories, label.classId()),
                shape,
                pose,
                label.tracked() ? Optional.of(onTrack(clip, label, frame, placed.placement(), was)) : Optional.empty(),
                was.map(Entry.Annotation::crowd).orElse(false),
                placed.placement().occluded(),
                label.depth(),
                attributes,
                was.map(Entry.Annotation::extras).orElse(""),
                names.details().map(d -> details(label, d)));
    }

    private LabelDetails details(Label label, ProjectDetails known) {
        return new LabelDetails(
                label.id(),
                label.number(),
                label.origin(),
                label.origin() instanceof Origin.Suggested s
                        ? Optional.ofNullable(state.runs().get(s.run()))
                        : Optional.empty(),
                known.authors().getOrDefault(label.id(), ""));
    }

    private static Entry.OnTrack onTrack(
            Clip clip, Label label, int frame, Placement placement, Optional<Entry.Annotation> was) {
        Entry.Known known = placement.source() == Placement.Source.KEYFRAME
                ? was.flatMap(Entry.Annotation::track)
                        .filter(t -> t.known() == Entry.Known.STATED)
                        .map(Entry.OnTrack::known)
                        .orElse(Entry.Known.KEYFRAME)
                : Entry.Known.BETWEEN;
        return new Entry.OnTrack(
                clip.tracks().getOrDefault(label.id(), label.id().toString()),
                known,
                label.keyframe(frame).map(Keyframe::outside).orElse(false));
    }

    private void events(Clip clip, Map<ClassId, String> categories, Consumer<Entry> into) {
        Optional<VideoEvents> timed = names.timed(clip.media());
        for (IntervalEvent event : clip.labels().intervalsInOrder()) {
            if (wanted.classes().includes(event.classId())) {
                into.accept(new Entry.Interval(
                        Spot.at(clip.media(), event.range()),
                        clip.video().key(),
                        keyOf(categories, event.classId()),
                        event.range().first(),
                        event.range().last(),
                        timed.map(v -> EventWords.of(state.ontology(), event, v))));
            }
        }
    }
}
