package limner.model.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.project.PlacedLabel;
import limner.model.release.coco.CocoKeypoint;
import limner.model.release.coco.CocoSegmentation;
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
                for (Found found : found(clip, i)) {
                    tell(found, sink);
                }
            }
        }
        tracks.values().forEach(sink::track);
        tally.tracks(tracks.size());
    }

    /// What becomes of a label on a picture.
    private sealed interface Fate {
        /// An annotation.
        ///
        /// @param region the pixels that no other may have, where the plan gives each to one
        record Written(Segment segment, Optional<Rle> region) implements Fate {}

        /// No instance: it covers no pixel.
        record WithoutPixels() implements Fate {}

        /// It covers fewer pixels than the plan asks for.
        record Small() implements Fate {}

        /// Others lie over all of it.
        record Hidden() implements Fate {}
    }

    private record Found(LabelSink.Spot spot, Fate fate) {}

    /// The labels of a picture, what lies lowest first. What lies on top is looked at first, for it may take pixels.
    private List<Found> found(Clip clip, int at) {
        int image = clip.firstImage() + at;
        int frame = clip.frames()[at];
        List<Found> found = new ArrayList<>();
        Optional<Rle> taken = Optional.empty();
        for (PlacedLabel placed : selection.labelsOn(clip, frame).reversed()) {
            Segmenter segmenter =
                    sizes.segmenter(clip, image, placed.placement().shape());
            Fate fate = fate(placed, segmenter, taken);
            if (fate instanceof Fate.Written(var _, Optional<Rle> region) && region.isPresent()) {
                taken = Optional.of(joined(region.get(), taken));
            }
            found.add(new Found(new LabelSink.Spot(clip, image, frame, placed), fate));
        }
        return found.reversed();
    }

    /// Where pictures are only counted, those of a sequence are as large as each label needs.
    private static Rle joined(Rle region, Optional<Rle> taken) {
        if (taken.isEmpty()) {
            return region;
        }
        int width = Math.max(region.width(), taken.get().width());
        int height = Math.max(region.height(), taken.get().height());
        return region.inPicture(width, height).union(taken.get().inPicture(width, height));
    }

    private Fate fate(PlacedLabel placed, Segmenter segmenter, Optional<Rle> taken) {
        Shape shape = placed.placement().shape();
        List<CocoKeypoint> keypoints =
                Keypoints.of(selection.state().ontology(), placed.label().classId(), shape);
        if (!keypoints.isEmpty()) {
            return new Fate.Written(segmenter.keypoints(keypoints), Optional.empty());
        }
        Rle pixels = segmenter.pixels(shape);
        Optional<Segment> drawn = segmenter.segment(shape, pixels);
        if (drawn.isEmpty()) {
            return new Fate.WithoutPixels();
        }
        return switch (selection.plan().overlap()) {
            case AS_DRAWN -> written(drawn.get(), Optional.empty());
            case TOPMOST ->
                drawn.get().segmentation() instanceof CocoSegmentation.None
                        ? written(drawn.get(), Optional.empty())
                        : seen(drawn.get(), pixels, segmenter, taken);
        };
    }

    private Fate seen(Segment drawn, Rle pixels, Segmenter segmenter, Optional<Rle> taken) {
        Rle left = taken.map(above -> pixels.subtract(above.inPicture(pixels.width(), pixels.height())))
                .orElse(pixels);
        if (left.isEmpty()) {
            return new Fate.Hidden();
        }
        Segment segment = left.area() == pixels.area() ? drawn : segmenter.rest(left);
        return written(segment, Optional.of(left));
    }

    private Fate written(Segment segment, Optional<Rle> region) {
        return segment.area() < selection.plan().leastPixels() ? new Fate.Small() : new Fate.Written(segment, region);
    }

    private void tell(Found found, LabelSink sink) {
        LabelSink.Spot spot = found.spot();
        switch (found.fate()) {
            case Fate.Written(Segment segment, var _) -> annotation(spot, segment, sink);
            case Fate.WithoutPixels() -> {
                tally.kept(spot.placed().placement().shape());
                sink.kept(spot);
            }
            case Fate.Small() -> {
                tally.small();
                sink.kept(spot);
            }
            case Fate.Hidden() -> {
                tally.hidden();
                sink.kept(spot);
            }
        }
    }

    private void annotation(LabelSink.Spot spot, Segment segment, LabelSink sink) {
        Label label = spot.placed().label();
        OptionalInt track = OptionalInt.empty();
        if (label.tracked()) {
            CocoTrack known = tracks.computeIfAbsent(label.id(), _ -> track(label, spot.clip()));
            track = OptionalInt.of(known.id());
        }
        int id = tally.annotation(spot, segment);
        sink.annotation(id, spot, segment, track);
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
