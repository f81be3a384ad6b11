package limner.model.exchange.cvat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What CVAT's videos say of an annotation: a place of a track is one shape, so that a region of several rings is
/// pixels, and a region is told without its keypoints; everything else is said as of a picture.
///
/// @param still how it is said of a picture
/// @param isOfVideo whether its picture is a frame of a video, and as large as the video says
record CvatVideoFit(CvatFit still, boolean isOfVideo) {

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().isEmpty() || !isOfVideo) {
            return still.fit(a);
        }
        Entry.OnTrack track = a.track().get();
        Fitted.Piece alone = still.fit(alone(a));
        if (alone.after().isEmpty()) {
            return new Fitted.Piece(a, List.of(), alone.because());
        }
        List<Entry.Annotation> after = new ArrayList<>();
        after.add(place(alone.after().getFirst(), track));
        if (!track.outside()) {
            after.addAll(alone.after().subList(1, alone.after().size()));
        }
        return new Fitted.Piece(a, after, alone.because());
    }

    /// One shape, there or not.
    private static Entry.Annotation alone(Entry.Annotation a) {
        boolean isDrawn = a.shape().filter(s -> !(s instanceof Skeleton)).isPresent();
        return said(a, a.shape(), isDrawn ? Optional.empty() : a.pose(), Optional.empty(), a.extras());
    }

    private Entry.Annotation place(Entry.Annotation a, Entry.OnTrack track) {
        return said(
                a,
                a.shape().map(this::whole),
                track.outside() ? a.pose().map(CvatVideoFit::seen) : a.pose(),
                Optional.of(new Entry.OnTrack(
                        track.key(),
                        track.known() == Entry.Known.BETWEEN ? Entry.Known.BETWEEN : Entry.Known.KEYFRAME,
                        track.outside())),
                "");
    }

    private Shape whole(Shape shape) {
        return shape instanceof Polygon(List<Ring> rings) && rings.size() > 1
                ? new Mask(Rasterizer.rasterize(
                        shape, still.picture().width(), still.picture().height()))
                : shape;
    }

    /// Joints of what is gone are all gone: none of them was so before.
    private static Skeleton seen(Skeleton pose) {
        return new Skeleton(pose.joints().stream()
                .map(j -> j.present() ? j : new Joint(j.name(), j.at(), Joint.State.VISIBLE))
                .toList());
    }

    private static Entry.Annotation said(
            Entry.Annotation a,
            Optional<Shape> shape,
            Optional<Skeleton> pose,
            Optional<Entry.OnTrack> track,
            String extras) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                shape,
                pose,
                track,
                a.crowd(),
                a.occluded(),
                a.depth(),
                a.attributes(),
                extras);
    }
}
