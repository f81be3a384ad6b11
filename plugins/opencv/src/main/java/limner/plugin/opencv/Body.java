package limner.plugin.opencv;

import java.util.List;
import java.util.Objects;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.SuggestedShape.Point;

/// What is carried from picture to picture. Coordinates are pixels of the whole picture, as in [SuggestedShape]; they
/// may
/// lie outside of it.
public sealed interface Body {

    /// An upright box.
    record Upright(SuggestedShape.Box box) implements Body {
        public Upright {
            Objects.requireNonNull(box, "box");
        }
    }

    /// A set of pixels.
    record Pixels(SuggestedShape.Mask mask) implements Body {
        public Pixels {
            Objects.requireNonNull(mask, "mask");
        }
    }

    /// Rings, lines or points by their vertices; as many, in the same order, come back.
    ///
    /// @param runs of vertices, none of them empty
    record Vertices(List<List<Point>> runs, Kind kind) implements Body {

        /// What the vertices are the vertices of.
        public enum Kind {
            /// Closed rings: what they enclose by the even–odd rule moves.
            RINGS,
            /// Open lines: what lies under them moves.
            LINES,
            /// Single points.
            POINTS
        }

        public Vertices {
            runs = runs.stream().map(List::copyOf).toList();
            Objects.requireNonNull(kind, "kind");
            if (runs.isEmpty() || runs.stream().anyMatch(List::isEmpty)) {
                throw new IllegalArgumentException("there is at least one vertex in each run");
            }
        }
    }
}
