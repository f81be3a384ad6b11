package limner.model.release;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.project.PlacedLabel;
import limner.model.release.coco.CocoTrack;

/// Goes through the labels of all pictures once, numbers annotations and tracks, and counts.
final class LabelPass {

    private final Selection selection;
    private final PictureSizes sizes;
    private final Tally tally;
    private final Map<LabelId, CocoTrack> tracks = new LinkedHashMap<>();

    LabelPass(Selection selection, PictureSizes sizes, Tally tally) {
        this.sizes = sizes;
        this.selection = selection;
        this.tally = tally;
    }

    /// @param watch asked and told once a picture
    void run(LabelSink sink, Steps watch) throws StoppedException {
        for (Clip clip : selection.clips()) {
            for (int i = 0; i < clip.frames().length; i++) {
                watch.step("Writing labels of " + clip.media().name());
                int frame = clip.frames()[i];
                for (PlacedLabel placed : selection.labelsOn(clip, frame)) {
                    Segmenter segmenter = sizes.segmenter(
                            clip, clip.firstImage() + i, placed.placement().shape());
                    label(new LabelSink.Spot(clip, clip.firstImage() + i, frame, placed), segmenter, sink);
                }
            }
        }
        tracks.values().forEach(sink::track);
        tally.tracks(tracks.size());
    }

    private void label(LabelSink.Spot spot, Segmenter segmenter, LabelSink sink) {
        Optional<Segment> segment = segmenter.segment(spot.placed().placement().shape());
        if (segment.isEmpty()) {
            tally.kept(spot.placed().placement().shape());
            sink.kept(spot);
            return;
        }
        Label label = spot.placed().label();
        OptionalInt track = OptionalInt.empty();
        if (label.tracked()) {
            CocoTrack known = tracks.computeIfAbsent(label.id(), _ -> track(label, spot.clip()));
            track = OptionalInt.of(known.id());
        }
        int id = tally.annotation(label.classId(), spot.placed().placement().source(), segment.get());
        sink.annotation(id, spot, segment.get(), track);
    }

    private CocoTrack track(Label label, Clip clip) {
        String name = selection.state().ontology().nameOf(label.classId()) + " " + label.number();
        return new CocoTrack(
                tracks.size() + 1,
                clip.number(),
                label.classId().value(),
                name,
                label.id().toString());
    }
}
