package limner.model.exchange.labelstudio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import limner.model.exchange.Surroundings;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.label.Interpolator;
import tools.jackson.databind.JsonNode;

/// A place of the sequence of a box in a video.
///
/// @param frame from 0
record VideoPlace(int frame, JsonNode node) {

    /// Pixels by which corners of the same box may differ after they were worked out anew.
    private static final double SAME = 1e-3;

    /// Whether it is there from this frame on, and not on this one alone.
    boolean goesOn() {
        return node.path("enabled").asBoolean(true);
    }

    /// What each of the places goes on to by itself: the next that is a keyframe, where nothing ends before.
    ///
    /// @param places in the order of their frames
    static List<Optional<VideoPlace>> goals(List<VideoPlace> places) {
        List<Optional<VideoPlace>> goals = new ArrayList<>();
        Optional<VideoPlace> goal = Optional.empty();
        for (VideoPlace place : places.reversed()) {
            goals.add(goal);
            if (!place.isAuto()) {
                goal = Optional.of(place);
            } else if (!place.goesOn()) {
                goal = Optional.empty();
            }
        }
        return goals.reversed();
    }

    /// Whether no hand put it there: it was worked out, or a tool followed the object.
    boolean isAuto() {
        return node.path("auto").asBoolean(false);
    }

    /// Whether it is where keyframes say that it is: as long as it goes by itself, evenly in the numbers of the file or
    /// in ours, and else where the one before it is. What a tool followed somewhere else does not follow.
    ///
    /// @param from the keyframe before it
    /// @param to the keyframe after it, where it goes on to one
    /// @param size of the video
    boolean follows(VideoPlace from, Optional<VideoPlace> to, Surroundings.Size size) {
        try {
            Shape is = box(node, size);
            Shape first = box(from.node, size);
            if (to.isEmpty()) {
                return near(is, first);
            }
            double t = (frame - from.frame) / (double) (to.get().frame - from.frame);
            Shape last = box(to.get().node, size);
            return near(is, box(LabelStudioShapes.between(from.node, to.get().node, t), size))
                    || first.kind() == last.kind() && near(is, Interpolator.between(first, last, t));
        } catch (IllegalArgumentException e) {
            // The one after it draws nothing.
            return false;
        }
    }

    private static Shape box(JsonNode node, Surroundings.Size size) {
        return LabelStudioShapes.rectangle(node, size.width(), size.height());
    }

    private static boolean near(Shape a, Shape b) {
        List<Point> p = corners(a);
        List<Point> q = corners(b);
        return IntStream.range(0, p.size())
                .allMatch(i -> Math.abs(p.get(i).x() - q.get(i).x()) < SAME
                        && Math.abs(p.get(i).y() - q.get(i).y()) < SAME);
    }

    private static List<Point> corners(Shape shape) {
        RotatedBox box = shape instanceof Box b ? RotatedBox.of(b) : (RotatedBox) shape;
        return box.corners().points();
    }
}
