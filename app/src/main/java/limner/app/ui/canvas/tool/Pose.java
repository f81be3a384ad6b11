package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.Skeleton;
import limner.model.ontology.SkeletonTemplate;

/// Puts a template onto the picture.
final class Pose {

    /// Of the shorter side of the picture, where a single joint says nothing about the size.
    private static final double USUAL = 0.25;

    private Pose() {}

    /// Every joint where the template has it within the box.
    static Skeleton in(SkeletonTemplate template, Box box) {
        return new Skeleton(template.joints().stream()
                .map(j -> new Joint(
                        j.name(),
                        new Point(box.x() + j.x() * box.width(), box.y() + j.y() * box.height()),
                        Joint.State.VISIBLE))
                .toList());
    }

    /// The first joints as they were set. The others are absent, and lie where the template, moved and enlarged to fit
    /// the ones that were set (Procrustes analysis without turning), would have them.
    ///
    /// @param set at least one, in the order of the template
    static Skeleton completed(SkeletonTemplate template, List<Joint> set, double width, double height) {
        int n = set.size();
        double meanX = 0;
        double meanY = 0;
        double restX = 0;
        double restY = 0;
        for (int i = 0; i < n; i++) {
            meanX += set.get(i).at().x() / n;
            meanY += set.get(i).at().y() / n;
            restX += template.joints().get(i).x() / n;
            restY += template.joints().get(i).y() / n;
        }
        double spread = 0;
        double restSpread = 0;
        for (int i = 0; i < n; i++) {
            spread +=
                    square(set.get(i).at().x() - meanX) + square(set.get(i).at().y() - meanY);
            restSpread += square(template.joints().get(i).x() - restX)
                    + square(template.joints().get(i).y() - restY);
        }
        double size = spread > 0 && restSpread > 0 ? Math.sqrt(spread / restSpread) : USUAL * Math.min(width, height);
        List<Joint> all = new ArrayList<>(set);
        for (SkeletonTemplate.Joint j :
                template.joints().subList(n, template.joints().size())) {
            Point at = new Point(
                    Math.clamp(meanX + size * (j.x() - restX), 0, width),
                    Math.clamp(meanY + size * (j.y() - restY), 0, height));
            all.add(new Joint(j.name(), at, Joint.State.ABSENT));
        }
        return new Skeleton(all);
    }

    private static double square(double d) {
        return d * d;
    }
}
