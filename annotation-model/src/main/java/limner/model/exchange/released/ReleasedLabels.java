package limner.model.exchange.released;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import limner.model.event.LabelEvent;
import limner.model.exchange.SaidValues;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;
import limner.model.release.ShapeJson;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.coco.FormatException;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import tools.jackson.databind.JsonNode;

/// Gathers what a release says of its labels, picture by picture, and makes labels of it. Used by one thread.
///
/// @param annotations by their ids
/// @param media by the number of the video
/// @param lengths how many frames the video has, by its number
/// @param pictures frames of the pictures, by the number of the video
record ReleasedLabels(
        Ontology ontology,
        Map<Integer, CocoAnnotation> annotations,
        Map<Integer, MediaId> media,
        Map<Integer, Integer> lengths,
        Map<Integer, NavigableSet<Integer>> pictures,
        SequencedMap<String, Gathered> gathered,
        SortedMap<RunId, Run> runs,
        SortedMap<PolicyId, Policy> policies) {

    ReleasedLabels(
            Ontology ontology,
            Map<Integer, CocoAnnotation> annotations,
            Map<Integer, MediaId> media,
            Map<Integer, Integer> lengths,
            Map<Integer, NavigableSet<Integer>> pictures) {
        this(ontology, annotations, media, lengths, pictures, new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /// What became of the labels.
    ///
    /// @param made how many keyframes were computed places before
    /// @param cut how many tracks end where the pictures of their video end, which they did not say
    record Told(int made, int cut) {}

    /// A label on all its pictures.
    record Gathered(
            int video,
            int number,
            ClassId classId,
            boolean tracked,
            int depth,
            Origin origin,
            NavigableMap<Integer, ReleasedTrack.Place> places) {}

    /// What a line of the provenance says, with the annotation that it is about.
    void line(JsonNode n) {
        String id = n.required("label").stringValue();
        Gathered label = gathered.computeIfAbsent(id, _ -> begun(n));
        @Nullable
        CocoAnnotation annotation =
                n.has("annotation") ? annotations.get(n.required("annotation").intValue()) : null;
        if (n.has("annotation") && annotation == null) {
            throw new FormatException("there is no annotation " + n.required("annotation"));
        }
        JsonNode drawn = n.path("shape");
        Shape shape = drawn.isMissingNode() ? shape(annotation) : ShapeJson.read(drawn);
        int frame = n.required("frame").intValue();
        ReleasedTrack.Place place = new ReleasedTrack.Place(
                shape,
                n.required("occluded").booleanValue(),
                n.required("place").stringValue(),
                n.has("interpolation")
                        ? Interpolation.valueOf(
                                n.required("interpolation").stringValue().toUpperCase(Locale.ROOT))
                        : Interpolation.LINEAR,
                annotation == null ? CocoReader.attributes(n.path("attributes")) : annotation.attributes());
        if (label.places().put(frame, place) != null) {
            throw new FormatException("label " + id + " is twice on frame " + frame);
        }
    }

    private Gathered begun(JsonNode n) {
        return new Gathered(
                n.required("video").intValue(),
                n.required("number").intValue(),
                new ClassId(n.required("class").intValue()),
                n.has("track") || n.path("tracked").asBoolean(false),
                n.path("depth").asInt(0),
                origin(n.required("origin")),
                new TreeMap<>());
    }

    /// The shape that an annotation holds by itself.
    private static Shape shape(@Nullable CocoAnnotation a) {
        if (a == null) {
            throw new FormatException("a label has neither an annotation nor a shape");
        }
        return switch (a.segmentation()) {
            case CocoSegmentation.None() -> a.box();
            case CocoSegmentation.Rings(var rings) -> new Polygon(rings);
            case CocoSegmentation.Runs(var rle) -> new Mask(rle);
        };
    }

    private Origin origin(JsonNode n) {
        String kind = n.required("kind").stringValue();
        return switch (kind) {
            case "manual" -> new Origin.Manual();
            case "imported" ->
                new Origin.Imported(
                        n.required("source").stringValue(), n.required("key").stringValue());
            case "suggested" -> {
                JsonNode policy = n.path("policy");
                yield new Origin.Suggested(
                        SuggestionId.of(n.required("suggestion").stringValue()),
                        run(n.required("run")),
                        n.required("score").doubleValue(),
                        Origin.How.valueOf(n.required("how").stringValue().toUpperCase(Locale.ROOT)),
                        policy.isMissingNode() ? null : policy(policy));
            }
            default -> throw new FormatException("an origin of kind " + kind + " is not known");
        };
    }

    private RunId run(JsonNode n) {
        RunId id = RunId.of(n.required("id").stringValue());
        if (n.has("plugin")) {
            Map<String, String> settings = new HashMap<>();
            n.required("settings")
                    .properties()
                    .forEach(e -> settings.put(e.getKey(), e.getValue().stringValue()));
            runs.put(
                    id,
                    new Run(
                            id,
                            n.required("plugin").stringValue(),
                            n.required("plugin_version").stringValue(),
                            n.required("model").stringValue(),
                            n.required("model_version").stringValue(),
                            n.required("weights_sha256").stringValue(),
                            settings));
        }
        return id;
    }

    private PolicyId policy(JsonNode n) {
        PolicyId id = PolicyId.of(n.required("id").stringValue());
        if (n.has("name")) {
            policies.put(
                    id,
                    new Policy(
                            id,
                            n.required("name").stringValue(),
                            n.required("text").stringValue(),
                            n.required("threshold").doubleValue()));
        }
        return id;
    }

    /// The labels as facts, with the runs and policies that they came from.
    Told facts(List<LabelEvent> into) {
        runs.values().forEach(r -> into.add(new LabelEvent.RunRecorded(r)));
        policies.values().forEach(p -> into.add(new LabelEvent.PolicyRecorded(p)));
        int made = 0;
        int cut = 0;
        for (Map.Entry<String, Gathered> e : gathered.entrySet()) {
            Gathered g = e.getValue();
            LabelId id = LabelId.of(e.getKey());
            if (g.tracked()) {
                NavigableSet<Integer> frames = pictures.getOrDefault(g.video(), new TreeSet<>());
                ReleasedTrack track = ReleasedTrack.of(
                        g.places(),
                        frames,
                        lengths.getOrDefault(g.video(), 0),
                        ontology,
                        g.classId(),
                        keyframes -> label(id, g, keyframes));
                made += track.made();
                cut += track.cut() ? 1 : 0;
                into.add(new LabelEvent.LabelAdded(label(id, g, track.keyframes())));
            } else {
                SortedMap<Integer, Keyframe> keyframes = new TreeMap<>();
                g.places()
                        .forEach((frame, place) -> keyframes.put(
                                frame,
                                place.keyframe(SaidValues.of(ontology, g.classId(), place.attributes())
                                        .changing())));
                into.add(new LabelEvent.LabelAdded(label(id, g, keyframes)));
            }
        }
        return new Told(made, cut);
    }

    private Label label(LabelId id, Gathered g, SortedMap<Integer, Keyframe> keyframes) {
        @Nullable MediaId video = media.get(g.video());
        if (video == null) {
            throw new FormatException("there is no video " + g.video());
        }
        return new Label(
                id,
                video,
                g.number(),
                g.classId(),
                g.tracked() ? Extent.TRACK : Extent.FRAME,
                TreePMap.from(keyframes),
                g.origin(),
                SaidValues.of(
                                ontology,
                                g.classId(),
                                g.places().values().iterator().next().attributes())
                        .constant(),
                g.depth());
    }
}
