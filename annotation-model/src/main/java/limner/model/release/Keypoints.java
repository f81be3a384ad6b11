package limner.model.release;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.geometry.Joint;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SkeletonTemplate;
import limner.model.release.coco.CocoKeypoint;
import limner.model.release.coco.CocoPose;

/// Says skeletons as COCO keypoints (format: COCO keypoint detection).
final class Keypoints {

    private Keypoints() {}

    static CocoPose pose(LabelClass c) {
        return c.skeleton()
                .map(t -> new CocoPose(
                        t.joints().stream().map(SkeletonTemplate.Joint::name).toList(),
                        t.edges().stream()
                                .map(e -> new CocoPose.Bone(e.from() + 1, e.to() + 1))
                                .toList()))
                .orElse(CocoPose.NONE);
    }

    /// The keypoints of a shape in the order of its class; none where it is no skeleton, or its class names no joint
    /// that it has.
    static List<CocoKeypoint> of(Ontology ontology, ClassId classId, Shape shape) {
        Optional<SkeletonTemplate> template = ontology.find(classId).flatMap(LabelClass::skeleton);
        if (template.isEmpty() || !(shape instanceof Skeleton skeleton)) {
            return List.of();
        }
        Map<String, Joint> joints = new HashMap<>();
        skeleton.joints().forEach(j -> joints.put(j.name(), j));
        List<CocoKeypoint> all = template.get().joints().stream()
                .map(j -> joints.get(j.name()))
                .map(j -> j == null ? CocoKeypoint.NONE : keypoint(j))
                .toList();
        return all.stream().anyMatch(CocoKeypoint::labelled) ? all : List.of();
    }

    private static CocoKeypoint keypoint(Joint joint) {
        return switch (joint.state()) {
            case VISIBLE -> new CocoKeypoint(joint.at().x(), joint.at().y(), CocoKeypoint.Seen.VISIBLE);
            case OCCLUDED -> new CocoKeypoint(joint.at().x(), joint.at().y(), CocoKeypoint.Seen.HIDDEN);
            case ABSENT -> CocoKeypoint.NONE;
        };
    }
}
