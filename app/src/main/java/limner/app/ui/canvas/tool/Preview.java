package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Ink;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;

/// What a gesture under way looks like.
public sealed interface Preview {

    record Nothing() implements Preview {}

    /// Where a click would be put, other than where the pointer is.
    record Mark(Point at) implements Preview {}

    /// A shape as it would be if the gesture ended now.
    ///
    /// @param replaces what it stands for, which is not painted meanwhile
    record Draft(Shape shape, ClassId classId, Optional<Target.Key> replaces) implements Preview {}

    /// A line that grows click by click.
    ///
    /// @param pointer where the next point would be
    /// @param closing whether a click here would close it
    /// @param taken what a click here would add to it besides, such as a stretch of a neighbour's outline
    /// @param snapped where a click would be put, when that is a place of something else
    record Chain(
            List<Point> points,
            Point pointer,
            Closing closing,
            ClassId classId,
            List<Point> taken,
            Optional<Point> snapped)
            implements Preview {
        public Chain {
            points = List.copyOf(points);
            taken = List.copyOf(taken);
        }

        public Chain(List<Point> points, Point pointer, Closing closing, ClassId classId) {
            this(points, pointer, closing, classId, List.of(), Optional.empty());
        }

        /// What a click would do.
        public enum Closing {
            /// Add a point.
            NO,
            /// Join the last point to the first.
            YES
        }
    }

    /// A skeleton that grows joint by joint.
    ///
    /// @param set the joints that are set
    /// @param pointer where the next one would be
    /// @param next what it is called
    record Joints(Skeleton set, ClassId classId, Point pointer, String next) implements Preview {}

    /// A mask that is painted on right now; the canvas shows the editor's pixels.
    ///
    /// @param replaces what it stands for, which is not painted meanwhile
    /// @param guides what is drawn over it
    record Painting(MaskEditor editor, ClassId classId, Optional<Target.Key> replaces, Guides guides)
            implements Preview {

        public Painting(MaskEditor editor, ClassId classId, Optional<Target.Key> replaces) {
            this(editor, classId, replaces, Guides.NONE);
        }
    }

    /// What was said to a tool that makes a mask of it.
    ///
    /// @param box where it looks
    record Guides(Optional<Box> box, List<Line> lines) {

        public static final Guides NONE = new Guides(Optional.empty(), List.of());

        public Guides {
            lines = List.copyOf(lines);
        }

        /// A stroke that says what is in or out.
        ///
        /// @param diameter of the tip in picture pixels
        public record Line(List<Point> points, double diameter, Ink ink) {
            public Line {
                points = List.copyOf(points);
            }
        }
    }

    /// A line that follows edges from anchor to anchor.
    ///
    /// @param path up to the last anchor
    /// @param live from there to the pointer
    record Wire(List<Point> path, List<Point> live, List<Point> anchors, Chain.Closing closing, ClassId classId)
            implements Preview {
        public Wire {
            path = List.copyOf(path);
            live = List.copyOf(live);
            anchors = List.copyOf(anchors);
        }
    }

    /// A rubber band.
    record Band(Box box) implements Preview {}
}
