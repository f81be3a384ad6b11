package limner.model.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import limner.model.id.MediaId;
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
/// @param clips videos with at least one picture
/// @param betweenLeftOut pictures that are not taken because of [Between#LEAVE_OUT_PICTURE]
record Selection(ReleasePlan plan, ProjectState state, List<Clip> clips, int betweenLeftOut) {

    Selection {
        clips = List.copyOf(clips);
    }

    static Selection of(ReleasePlan plan, ProjectState state) {
        List<Media> videos = state.mediaInOrder();
        Map<MediaId, String> folders = FolderNames.of(videos);
        List<Clip> clips = new ArrayList<>();
        int leftOut = 0;
        int image = 1;
        for (Media media : videos) {
            if (!plan.media().includes(media.id())) {
                continue;
            }
            MediaLabels labels = state.labelsOf(media.id());
            int[] inState = labels.states().entrySet().stream()
                    .filter(e -> plan.states().contains(e.getValue()) && e.getKey() % plan.step() == 0)
                    .mapToInt(Map.Entry::getKey)
                    .toArray();
            int[] frames = switch (plan.between()) {
                case WRITE -> inState;
                case LEAVE_OUT_PICTURE ->
                    IntStream.of(inState)
                            .filter(f -> allKeyframes(plan, labels, f))
                            .toArray();
            };
            leftOut += inState.length - frames.length;
            if (frames.length > 0) {
                String folder = folders.getOrDefault(media.id(), media.id().toString());
                clips.add(new Clip(clips.size() + 1, media, folder, labels, frames, image));
                image += frames.length;
            }
        }
        return new Selection(plan, state, clips, leftOut);
    }

    private static boolean allKeyframes(ReleasePlan plan, MediaLabels labels, int frame) {
        return labels.on(frame).stream()
                .filter(p -> plan.classes().includes(p.label().classId()))
                .allMatch(p -> p.placement().source() == Placement.Source.KEYFRAME);
    }

    int pictures() {
        return clips.stream().mapToInt(c -> c.frames().length).sum();
    }

    /// The labels of the chosen classes on a picture.
    List<PlacedLabel> labelsOn(Clip clip, int frame) {
        return clip.labels().on(frame).stream()
                .filter(p -> plan.classes().includes(p.label().classId()))
                .toList();
    }

    /// The chosen classes that are drawn on pictures, also those nobody used: a trainer needs the whole list.
    List<CocoCategory> categories() {
        Ontology ontology = state.ontology();
        return ontology.classes().stream()
                .filter(c -> c.kind().drawn() && plan.classes().includes(c.id()))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(c -> new CocoCategory(c.id().value(), c.name(), parentName(ontology, c), countable(c), c.colour()))
                .toList();
    }

    private static String parentName(Ontology ontology, LabelClass c) {
        return c.parent() == null ? "" : ontology.nameOf(c.parent());
    }

    private static boolean countable(LabelClass c) {
        return switch (c.kind()) {
            case THING -> true;
            case STUFF, FRAME_TAG, POINT_EVENT, INTERVAL_EVENT -> false;
        };
    }
}
