package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.Polyline;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SkeletonTemplate;

/// The lines between the joints of a skeleton, as its class says them.
public final class Bones {

    private Bones() {}

    /// One line for each edge of which both joints are there; none where the class has no template.
    public static List<Polyline> of(Ontology ontology, ClassId classId, Skeleton skeleton) {
        return ontology.find(classId)
                .flatMap(LabelClass::skeleton)
                .map(t -> between(t, skeleton))
                .orElse(List.of());
    }

    private static List<Polyline> between(SkeletonTemplate template, Skeleton skeleton) {
        Map<String, Point> places = new HashMap<>();
        for (Joint joint : skeleton.present()) {
            places.put(joint.name(), joint.at());
        }
        List<Polyline> lines = new ArrayList<>();
        for (SkeletonTemplate.Edge e : template.edges()) {
            Point a = places.get(template.joints().get(e.from()).name());
            Point b = places.get(template.joints().get(e.to()).name());
            if (a != null && b != null && !a.equals(b)) {
                lines.add(new Polyline(List.of(a, b)));
            }
        }
        return lines;
    }
}
