package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import limner.app.ui.common.Texts;
import limner.model.ontology.SkeletonTemplate;
import limner.model.ontology.SkeletonTemplate.Edge;
import limner.model.ontology.SkeletonTemplate.Joint;
import limner.model.ontology.SkeletonTemplate.MirrorPair;

/// The joints of a skeleton and the lines between them as text: a joint a line, with its place in the box of a new
/// skeleton behind it where that is known; a line between two joints as their names with " - " between them, a comma
/// after each.
final class SkeletonText {

    private static final Texts TEXTS = Texts.beside(SkeletonText.class);

    private static final Pattern JOINT = Pattern.compile("(.+?)(?:\\s+(\\d*\\.?\\d+)\\s+(\\d*\\.?\\d+))?");

    private SkeletonText() {}

    static String joints(SkeletonTemplate template) {
        return template.joints().stream()
                .map(j -> String.format(Locale.ROOT, "%s %.3f %.3f", j.name(), j.x(), j.y()))
                .collect(Collectors.joining("\n"));
    }

    static String edges(SkeletonTemplate template) {
        return template.edges().stream()
                .map(e -> template.joints().get(e.from()).name() + " - "
                        + template.joints().get(e.to()).name())
                .collect(Collectors.joining(", "));
    }

    /// @throws IllegalArgumentException with a clause that says what is wrong
    static SkeletonTemplate read(String joints, String edges) {
        List<String> lines =
                joints.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        List<Joint> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            all.add(joint(lines.get(i), i, lines.size()));
        }
        List<Edge> between = new ArrayList<>();
        for (String edge : edges.split("[,;\\n]")) {
            if (!edge.isBlank()) {
                between.add(edge(edge.strip(), all));
            }
        }
        return new SkeletonTemplate(all, between, mirrors(all));
    }

    /// A joint of which no place is said lies on a circle, so that each can be taken apart from the others.
    private static Joint joint(String line, int index, int count) {
        Matcher m = JOINT.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException(TEXTS.get("skeleton.line", line));
        }
        if (m.group(2) != null) {
            return new Joint(m.group(1), Double.parseDouble(m.group(2)), Double.parseDouble(m.group(3)));
        }
        double turn = 2 * Math.PI * index / count;
        return new Joint(m.group(1), 0.5 + 0.5 * Math.sin(turn), 0.5 - 0.5 * Math.cos(turn));
    }

    private static Edge edge(String words, List<Joint> joints) {
        String[] ends = words.split("\\s+-\\s+");
        if (ends.length != 2) {
            throw new IllegalArgumentException(TEXTS.get("skeleton.edge", words));
        }
        return new Edge(find(ends[0], joints), find(ends[1], joints));
    }

    private static int find(String name, List<Joint> joints) {
        return IntStream.range(0, joints.size())
                .filter(i -> joints.get(i).name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(TEXTS.get("skeleton.noJoint", name.strip())));
    }

    /// Joints whose names differ in nothing but left and right are each other's mirror image.
    private static List<MirrorPair> mirrors(List<Joint> joints) {
        List<MirrorPair> pairs = new ArrayList<>();
        for (int i = 0; i < joints.size(); i++) {
            String left = joints.get(i).name().toLowerCase(Locale.ROOT);
            for (int k = 0; left.contains("left") && k < joints.size(); k++) {
                if (joints.get(k).name().toLowerCase(Locale.ROOT).equals(left.replace("left", "right"))) {
                    pairs.add(new MirrorPair(i, k));
                }
            }
        }
        return pairs;
    }
}
