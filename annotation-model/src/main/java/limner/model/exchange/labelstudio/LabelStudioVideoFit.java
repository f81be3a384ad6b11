package limner.model.exchange.labelstudio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.StatedTracks;
import limner.model.exchange.UprightBox;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;

/// What Label Studio says of an annotation on a frame of a video: a box, upright or turned, on a track. What is on one
/// frame is a track of that frame. A track says what it says all along, not what changes on the way.
///
/// @param still how shapes are said of the picture
record LabelStudioVideoFit(LabelStudioFit still, Entry.Category category) {

    Fitted.Piece fit(Entry.Annotation a) {
        Optional<Shape> box = a.shape()
                .or(() -> a.pose().map(p -> p))
                .map(LabelStudioVideoFit::box)
                .flatMap(still::read);
        if (box.isEmpty()) {
            return Fitted.Piece.leftOut(a, "is left out: nothing has an extent that a box goes around");
        }
        if (StatedTracks.isAlone(a)) {
            return new Fitted.Piece(
                    a,
                    List.of(said(a, box.get(), Entry.Known.KEYFRAME, _ -> true, LabelStudioFit.extras(a.extras()))),
                    Map.of(Loss.TRACKS, "becomes a track of one frame"));
        }
        Set<String> lasting = category.asked().stream()
                .filter(q -> !q.changing())
                .map(Entry.Asked::name)
                .collect(Collectors.toSet());
        Entry.OnTrack track = a.track().orElseThrow();
        Entry.Known known = track.known() == Entry.Known.BETWEEN ? Entry.Known.BETWEEN : Entry.Known.KEYFRAME;
        // Of what is gone no shape is written, so that none is lost.
        Shape shape = track.outside() ? a.shape().orElse(box.get()) : box.get();
        return Fitted.Piece.of(a, said(a, shape, known, lasting::contains, ""));
    }

    private static Shape box(Shape shape) {
        return shape instanceof Box || shape instanceof RotatedBox ? shape : UprightBox.around(shape);
    }

    private static Entry.Annotation said(
            Entry.Annotation a, Shape shape, Entry.Known known, Predicate<String> isSaid, String extras) {
        SequencedMap<String, Value> attributes = LabelStudioFit.attributes(
                a.attributes(), name -> isSaid.test(name) && !LabelStudioConfig.isTakenOnVideos(name));
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(shape),
                Optional.empty(),
                Optional.of(new Entry.OnTrack(
                        StatedTracks.of(a).key(),
                        known,
                        a.track().map(Entry.OnTrack::outside).orElse(false))),
                false,
                false,
                0,
                attributes,
                extras);
    }
}
