package limner.model.exchange;

import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// For formats that have upright boxes alone.
public final class UprightBox {

    private UprightBox() {}

    /// The box around a shape, around the joints of a skeleton that are there; without extent where nothing has any.
    public static Box around(Shape shape) {
        return switch (shape) {
            case Mask(var rle) -> rle.bounds().orElse(PixelBox.EMPTY).toBox();
            case Skeleton skeleton -> {
                List<Point> there = skeleton.present().stream().map(Joint::at).toList();
                yield there.isEmpty() ? PixelBox.EMPTY.toBox() : new PointSet(there).bounds();
            }
            case Box _, RotatedBox _, Ellipse _, Polygon _, Polyline _, Point _, PointSet _ -> shape.bounds();
        };
    }
}
