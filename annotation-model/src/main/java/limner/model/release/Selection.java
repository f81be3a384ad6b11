package limner.model.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.project.ProjectState;
import limner.model.release.coco.CocoCategory;

/// Which pictures, labels and classes a plan takes out of a project, in the order in which they are written: videos by
/// name, frames by number, labels by number, classes by id.
///
/// @param hidden what is hidden of each class
/// @param clips videos with at least one picture
/// @param betweenLeftOut pictures that are not taken because of [Between#LEAVE_OUT_PICTURE]
/// @param beyondReach pictures that are not taken because an object on them is too far from a keyframe
/// @param dropped pictures that are not taken because they show what is not to be seen
record Selection(
        ReleasePlan plan,
        ProjectState state,
        Redaction hidden,
        List<Clip> clips,
        int betweenLeftOut,
        int beyondReach,
        int dropped) {

    Selection {
        clips = List.copyOf(clips);
    }

    static Selection of(ReleasePlan plan, ProjectState state) {
        List<Media> videos = state.mediaInOrder();
        Map<MediaId, String> folders = FolderNames.of(videos);
        List<Clip> clips = new ArrayList<>();
        int leftOut = 0;
        int beyond = 0;
        int dropped = 0;
        int image = 1;
        Redaction hidden = plan.redaction().over(state.ontology());
        for (Media media : videos) {
            if (!plan.media().includes(media.id())) {
                continue;
            }
            MediaLabels labels = state.labelsOf(media.id());
            int[] inState = labels.states().entrySet().stream()
                    .filter(e -> plan.states().contains(e.getValue()) && e.getKey() % plan.step() == 0)
                    .mapToInt(Map.Entry::getKey)
                    .toArray();
            int[] shown = IntStream.of(inState)
                    .filter(f -> !dropped(hidden, labels, f))
                    .toArray();
            dropped += inState.length - shown.length;
            int[] frames = switch (plan.between()) {
                case WRITE ->
                    IntStream.of(shown)
                            .filter(f -> allWithinReach(plan, hidden, labels, f))
                            .toArray();
                case LEAVE_OUT_PICTURE ->
                    IntStream.of(shown)
                            .filter(f -> allKeyframes(plan, hidden, labels, f))
                            .toArray();
            };
            switch (plan.between()) {
                case WRITE -> beyond += shown.length - frames.length;
                case LEAVE_OUT_PICTURE -> leftOut += shown.length - frames.length;
            }
            if (frames.length > 0) {
                String folder = folders.getOrDefault(media.id(), media.id().toString());
                clips.add(new Clip(clips.size() + 1, media, folder, labels, frames, image, plan.form()));
                image += frames.length;
            }
        }
        return new Selection(plan, state, hidden, clips, leftOut, beyond, dropped);
    }

    private static boolean allKeyframes(ReleasePlan plan, Redaction hidden, MediaLabels labels, int frame) {
        return labels.on(frame).stream()
                .filter(p -> matters(plan, hidden, p))
                .allMatch(p -> p.placement().source() == Placement.Source.KEYFRAME);
    }

    /// Whether it matters where it is: it is written, or hidden there.
    private static boolean matters(ReleasePlan plan, Redaction hidden, PlacedLabel placed) {
        ClassId id = placed.label().classId();
        return plan.classes().includes(id) || hidden.of(id).isPresent();
    }

    private static boolean dropped(Redaction hidden, MediaLabels labels, int frame) {
        return hidden.classes().containsValue(Redaction.How.DROP)
                && labels.on(frame).stream()
                        .anyMatch(p -> hidden.classes().get(p.label().classId()) == Redaction.How.DROP);
    }

    private static boolean allWithinReach(ReleasePlan plan, Redaction hidden, MediaLabels labels, int frame) {
        return plan.reach().isEmpty()
                || labels.on(frame).stream()
                        .filter(p -> matters(plan, hidden, p))
                        .filter(p -> p.placement().source() != Placement.Source.KEYFRAME)
                        .allMatch(p -> near(p.label(), frame, plan.reach().getAsInt()));
    }

    private static boolean near(Label label, int frame, int reach) {
        Integer before = label.keyframes().floorKey(frame);
        Integer after = label.keyframes().ceilingKey(frame);
        return before != null && frame - before <= reach || after != null && after - frame <= reach;
    }

    int pictures() {
        return clips.stream().mapToInt(c -> c.frames().length).sum();
    }

    /// The labels of the chosen classes on a picture, what lies lowest first.
    List<PlacedLabel> labelsOn(Clip clip, int frame) {
        return clip.labels().on(frame).stream()
                .filter(p -> plan.classes().includes(p.label().classId()))
                .sorted(Comparator.comparingInt(p -> p.label().depth()))
                .toList();
    }

    /// The chosen classes that are drawn on pictures, also those nobody used: a trainer needs the whole list.
    List<CocoCategory> categories() {
        Ontology ontology = state.ontology();
        return ontology.classes().stream()
                .filter(c -> c.kind().drawn() && plan.classes().includes(c.id()))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(c -> new CocoCategory(
                        c.id().value(), c.name(), parentName(ontology, c), countable(c), c.colour(), Keypoints.pose(c)))
                .toList();
    }

    private static String parentName(Ontology ontology, LabelClass c) {
        return c.parent() == null ? "" : ontology.nameOf(c.parent());
    }

    private static boolean countable(LabelClass c) {
        return switch (c.kind()) {
            case THING -> true;
            case STUFF, FRAME_TAG, POINT_EVENT, INTERVAL_EVENT, SUBJECT -> false;
        };
    }
}
