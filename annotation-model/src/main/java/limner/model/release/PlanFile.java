package limner.model.release;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A plan as a JSON document: the one that stands in a release as `plan.json`, and the one that is saved to be used
/// again. Equal plans give equal bytes. The text of the licence is not in it.
public final class PlanFile {

    /// What it is called in a release.
    public static final String NAME = Manifest.PLAN;

    private static final Set<String> KNOWN = Set.of(
            "name",
            "event",
            "classes",
            "media",
            "states",
            "step",
            "between",
            "encodings",
            "pictures",
            "licence",
            "least_pixels",
            "splits",
            "people",
            "overlap",
            "reach",
            "jpeg_quality",
            "redaction");

    private PlanFile() {}

    public static byte[] write(ReleasePlan plan) {
        return SmallFiles.plan(plan);
    }

    /// Reads a plan that may come from anywhere, and closes the stream. It has no licence, whatever it had.
    ///
    /// @throws FormatException when it is no plan, or says what this version does not know, with a sentence
    /// @throws IOException when the stream cannot be read
    public static ReleasePlan read(InputStream in) throws IOException {
        Map<String, JsonNode> said = new HashMap<>();
        Map<String, List<JsonNode>> lists = new HashMap<>();
        JsonFormat.read(in, new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                demandKnown(array);
                lists.computeIfAbsent(array, _ -> new ArrayList<>()).add(element);
            }

            @Override
            public void property(String name, JsonNode value) {
                demandKnown(name);
                said.put(name, value);
            }
        });
        try {
            return plan(said, lists);
        } catch (JacksonException e) {
            throw new FormatException("it is no plan of a release: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new FormatException("it is no plan of a release: " + e.getMessage());
        }
    }

    private static void demandKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw new FormatException("it says \"" + name + "\", which this version of Limner does not know");
        }
    }

    private static ReleasePlan plan(Map<String, JsonNode> said, Map<String, List<JsonNode>> lists) {
        JsonNode encodings = required(said, "encodings");
        List<FrameState> states = lists.getOrDefault("states", List.of()).stream()
                .map(n -> named(FrameState.class, n.stringValue()))
                .toList();
        ReleasePlan plan = ReleasePlan.of(
                        required(said, "name").stringValue(),
                        required(said, "event").longValue())
                .withStates(states.isEmpty() ? EnumSet.noneOf(FrameState.class) : EnumSet.copyOf(states))
                .withStep(required(said, "step").intValue())
                .withBetween(named(Between.class, required(said, "between").stringValue()))
                .withEncodings(new Encodings(
                        named(Encoding.class, encodings.required("boxes").stringValue()),
                        named(Encoding.class, encodings.required("polygons").stringValue()),
                        named(Encoding.class, encodings.required("masks").stringValue())))
                .withPictures(named(Pictures.class, required(said, "pictures").stringValue()));
        if (lists.containsKey("classes")) {
            plan = plan.withClasses(Set.copyOf(lists.getOrDefault("classes", List.of()).stream()
                    .map(n -> new ClassId(n.intValue()))
                    .toList()));
        }
        if (lists.containsKey("media")) {
            plan = plan.withMedia(Set.copyOf(lists.getOrDefault("media", List.of()).stream()
                    .map(n -> MediaId.of(n.stringValue()))
                    .toList()));
        }
        if (said.containsKey("least_pixels")) {
            plan = plan.withLeastPixels(required(said, "least_pixels").longValue());
        }
        if (said.containsKey("people")) {
            plan = plan.withPeople(named(People.class, required(said, "people").stringValue()));
        }
        if (said.containsKey("overlap")) {
            plan = plan.withOverlap(
                    named(Overlap.class, required(said, "overlap").stringValue()));
        }
        if (said.containsKey("reach")) {
            plan = plan.withReach(required(said, "reach").intValue());
        }
        if (said.containsKey("jpeg_quality")) {
            plan = plan.withForm(
                    new PictureForm.Jpeg(required(said, "jpeg_quality").intValue()));
        }
        if (said.containsKey("redaction")) {
            plan = plan.withRedaction(redaction(required(said, "redaction")));
        }
        return said.containsKey("splits") ? plan.withSplits(splits(required(said, "splits"))) : plan;
    }

    private static Redaction redaction(JsonNode n) {
        SortedMap<ClassId, Redaction.How> classes = new TreeMap<>();
        n.properties()
                .forEach(e -> classes.put(
                        new ClassId(Integer.parseInt(e.getKey())),
                        named(Redaction.How.class, e.getValue().stringValue())));
        return new Redaction(classes);
    }

    private static SplitPlan splits(JsonNode n) {
        List<SplitPlan.Share> shares = new ArrayList<>();
        n.required("shares")
                .properties()
                .forEach(e ->
                        shares.add(new SplitPlan.Share(e.getKey(), e.getValue().intValue())));
        return SplitPlan.of(shares, n.required("seed").longValue())
                .withGroups(byMedia(n.required("groups")))
                .withKept(byMedia(n.required("kept")));
    }

    private static SortedMap<MediaId, String> byMedia(JsonNode n) {
        SortedMap<MediaId, String> all = new TreeMap<>();
        n.properties().forEach(e -> all.put(MediaId.of(e.getKey()), e.getValue().stringValue()));
        return all;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    private static JsonNode required(Map<String, JsonNode> said, String name) {
        return Optional.ofNullable(said.get(name))
                .orElseThrow(() -> new IllegalArgumentException("it does not say \"" + name + "\""));
    }
}
