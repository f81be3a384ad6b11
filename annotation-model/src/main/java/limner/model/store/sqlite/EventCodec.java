package limner.model.store.sqlite;

import java.util.List;
import java.util.function.UnaryOperator;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.media.FrameState;
import limner.model.suggestion.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as they stand in the log: a name, the version of that name's encoding, and canonical JSON.
///
/// Each type has a version of its own. When the encoding of a type changes, its version is raised and an [Upcast] says
/// how the older text becomes the newer one; what stands in the log is never rewritten.
final class EventCodec {

    /// An event on its way into the log.
    record Encoded(String type, int version, String payload) {}

    /// How the payload of one version of one type becomes that of the next.
    record Upcast(String type, int from, UnaryOperator<ObjectNode> change) {}

    private final CanonicalJson json;
    private final ValueJson values;
    private final List<Upcast> upcasts;

    EventCodec(CanonicalJson json, ValueJson values) {
        this(json, values, Upcasts.ALL);
    }

    EventCodec(CanonicalJson json, ValueJson values, List<Upcast> upcasts) {
        this.json = json;
        this.values = values;
        this.upcasts = List.copyOf(upcasts);
    }

    Encoded encode(LabelEvent event) {
        String type = typeOf(event);
        return new Encoded(type, currentVersion(type), json.write(payload(event)));
    }

    /// @throws BrokenPayloadException when it is no event that this program knows
    LabelEvent decode(String type, long version, String payload) {
        int current = currentVersion(type);
        if (version > current) {
            throw new BrokenPayloadException("was written by a newer Limner (" + type + " version " + version + ")");
        }
        try {
            if (!(json.read(payload) instanceof ObjectNode node)) {
                throw new BrokenPayloadException("is not an object");
            }
            ObjectNode upToDate = node;
            for (long v = version; v < current; v++) {
                upToDate = upcast(type, v).change().apply(upToDate);
            }
            return event(type, upToDate);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // Values check themselves when they are made; whatever they say means that the text is not ours.
            throw new BrokenPayloadException("does not read as " + type, e);
        }
    }

    /// Each upcast raises the version of its type by one, starting from 1.
    private int currentVersion(String type) {
        return 1 + (int) upcasts.stream().filter(u -> u.type().equals(type)).count();
    }

    private Upcast upcast(String type, long from) {
        return upcasts.stream()
                .filter(u -> u.type().equals(type) && u.from() == from)
                .findFirst()
                .orElseThrow(() -> new BrokenPayloadException("has an unknown encoding, " + type + " version " + from));
    }

    static String typeOf(LabelEvent event) {
        return switch (event) {
            case MediaAdded _ -> "media.added";
            case MediaRemoved _ -> "media.removed";
            case MediaChanged _ -> "media.changed";
            case OntologyChanged _ -> "ontology.changed";
            case SequenceAdded _ -> "sequence.added";
            case SequenceRemoved _ -> "sequence.removed";
            case FrameStateChanged _ -> "frame.state.changed";
            case LabelAdded _ -> "label.added";
            case LabelRemoved _ -> "label.removed";
            case LabelReclassified _ -> "label.reclassified";
            case LabelRestacked _ -> "label.restacked";
            case LabelExtentChanged _ -> "label.extent.changed";
            case LabelAttributesChanged _ -> "label.attributes.changed";
            case KeyframeAdded _ -> "keyframe.added";
            case KeyframeRemoved _ -> "keyframe.removed";
            case KeyframeChanged _ -> "keyframe.changed";
            case FrameTagged _ -> "frame.tagged";
            case FrameUntagged _ -> "frame.untagged";
            case IntervalAdded _ -> "interval.added";
            case IntervalRemoved _ -> "interval.removed";
            case IntervalChanged _ -> "interval.changed";
            case RunRecorded _ -> "run.recorded";
            case RunWithdrawn _ -> "run.withdrawn";
            case SuggestionsOffered _ -> "suggestions.offered";
            case SuggestionsWithdrawn _ -> "suggestions.withdrawn";
            case SuggestionJudged _ -> "suggestion.judged";
            case PolicyRecorded _ -> "policy.recorded";
            case PolicyWithdrawn _ -> "policy.withdrawn";
            case ModelKept _ -> "model.kept";
            case ModelDropped _ -> "model.dropped";
            case ReleaseRecorded _ -> "release.recorded";
            case ReleaseWithdrawn _ -> "release.withdrawn";
        };
    }

    private ObjectNode payload(LabelEvent event) {
        ObjectNode n = ValueJson.object();
        return switch (event) {
            case MediaAdded(var m) -> n.set("media", values.write(m));
            case MediaRemoved(var m) -> n.set("media", values.write(m));
            case MediaChanged(var before, var after) -> change(n, values.write(before), values.write(after));
            case OntologyChanged(var before, var after) -> change(n, values.write(before), values.write(after));
            case SequenceAdded(var s) -> n.set("sequence", values.write(s));
            case SequenceRemoved(var s) -> n.set("sequence", values.write(s));
            case FrameStateChanged e ->
                n.put("media", e.media().toString())
                        .put("frame", e.frame())
                        .put("before", e.before().name())
                        .put("after", e.after().name());
            case LabelAdded(var l) -> n.set("label", values.write(l));
            case LabelRemoved(var l) -> n.set("label", values.write(l));
            case LabelReclassified e ->
                of(e.media(), e.label())
                        .put("before", e.before().value())
                        .put("after", e.after().value());
            case LabelRestacked e ->
                of(e.media(), e.label()).put("before", e.before()).put("after", e.after());
            case LabelExtentChanged e ->
                of(e.media(), e.label())
                        .put("before", e.before().name())
                        .put("after", e.after().name());
            case LabelAttributesChanged e ->
                change(of(e.media(), e.label()), DetailsJson.write(e.before()), DetailsJson.write(e.after()));
            case KeyframeAdded e ->
                of(e.media(), e.label()).put("frame", e.frame()).set("keyframe", values.write(e.keyframe()));
            case KeyframeRemoved e ->
                of(e.media(), e.label()).put("frame", e.frame()).set("keyframe", values.write(e.keyframe()));
            case KeyframeChanged e ->
                change(
                        of(e.media(), e.label()).put("frame", e.frame()),
                        values.write(e.before()),
                        values.write(e.after()));
            case FrameTagged(var t) -> n.set("tag", values.write(t));
            case FrameUntagged(var t) -> n.set("tag", values.write(t));
            case IntervalAdded(var i) -> n.set("interval", values.write(i));
            case IntervalRemoved(var i) -> n.set("interval", values.write(i));
            case IntervalChanged(var before, var after) -> change(n, values.write(before), values.write(after));
            case RunRecorded(var r) -> n.set("run", values.write(r));
            case RunWithdrawn(var r) -> n.set("run", values.write(r));
            case SuggestionsOffered e ->
                n.put("media", e.media().toString())
                        .put("frame", e.frame())
                        .set("suggestions", values.write(e.suggestions()));
            case SuggestionsWithdrawn e ->
                n.put("media", e.media().toString())
                        .put("frame", e.frame())
                        .set("suggestions", values.write(e.suggestions()));
            case SuggestionJudged e ->
                n.put("media", e.media().toString())
                        .put("suggestion", e.suggestion().toString())
                        .put("before", e.before().name())
                        .put("after", e.after().name());
            case PolicyRecorded(var p) -> n.set("policy", values.write(p));
            case PolicyWithdrawn(var p) -> n.set("policy", values.write(p));
            case ModelKept(var m) -> n.set("model", values.write(m));
            case ModelDropped(var m) -> n.set("model", values.write(m));
            case ReleaseRecorded(var r) -> n.set("release", values.write(r));
            case ReleaseWithdrawn(var r) -> n.set("release", values.write(r));
        };
    }

    private static ObjectNode of(MediaId media, LabelId label) {
        return ValueJson.object().put("media", media.toString()).put("label", label.toString());
    }

    private static ObjectNode change(ObjectNode into, JsonNode before, JsonNode after) {
        into.set("before", before);
        into.set("after", after);
        return into;
    }

    private LabelEvent event(String type, ObjectNode n) {
        return switch (type) {
            case "media.added" -> new MediaAdded(values.media(n.required("media")));
            case "media.removed" -> new MediaRemoved(values.media(n.required("media")));
            case "media.changed" ->
                new MediaChanged(values.media(n.required("before")), values.media(n.required("after")));
            case "ontology.changed" ->
                new OntologyChanged(values.ontology(n.required("before")), values.ontology(n.required("after")));
            case "sequence.added" -> new SequenceAdded(values.sequence(n.required("sequence")));
            case "sequence.removed" -> new SequenceRemoved(values.sequence(n.required("sequence")));
            case "frame.state.changed" ->
                new FrameStateChanged(
                        media(n),
                        frame(n),
                        ValueJson.oneOf(FrameState.class, n.required("before")),
                        ValueJson.oneOf(FrameState.class, n.required("after")));
            case "label.added" -> new LabelAdded(values.label(n.required("label")));
            case "label.removed" -> new LabelRemoved(values.label(n.required("label")));
            case "label.reclassified" ->
                new LabelReclassified(
                        media(n),
                        label(n),
                        ValueJson.classId(n.required("before")),
                        ValueJson.classId(n.required("after")));
            case "label.restacked" ->
                new LabelRestacked(
                        media(n),
                        label(n),
                        n.required("before").intValue(),
                        n.required("after").intValue());
            case "label.extent.changed" ->
                new LabelExtentChanged(
                        media(n),
                        label(n),
                        ValueJson.oneOf(Extent.class, n.required("before")),
                        ValueJson.oneOf(Extent.class, n.required("after")));
            case "label.attributes.changed" ->
                new LabelAttributesChanged(
                        media(n),
                        label(n),
                        DetailsJson.values(n.required("before")),
                        DetailsJson.values(n.required("after")));
            case "keyframe.added" ->
                new KeyframeAdded(media(n), label(n), frame(n), values.keyframe(n.required("keyframe")));
            case "keyframe.removed" ->
                new KeyframeRemoved(media(n), label(n), frame(n), values.keyframe(n.required("keyframe")));
            case "keyframe.changed" ->
                new KeyframeChanged(
                        media(n),
                        label(n),
                        frame(n),
                        values.keyframe(n.required("before")),
                        values.keyframe(n.required("after")));
            case "frame.tagged" -> new FrameTagged(values.frameTag(n.required("tag")));
            case "frame.untagged" -> new FrameUntagged(values.frameTag(n.required("tag")));
            case "interval.added" -> new IntervalAdded(values.interval(n.required("interval")));
            case "interval.removed" -> new IntervalRemoved(values.interval(n.required("interval")));
            case "interval.changed" ->
                new IntervalChanged(values.interval(n.required("before")), values.interval(n.required("after")));
            case "run.recorded" -> new RunRecorded(values.run(n.required("run")));
            case "run.withdrawn" -> new RunWithdrawn(values.run(n.required("run")));
            case "suggestions.offered" ->
                new SuggestionsOffered(media(n), frame(n), values.suggestions(n.required("suggestions")));
            case "suggestions.withdrawn" ->
                new SuggestionsWithdrawn(media(n), frame(n), values.suggestions(n.required("suggestions")));
            case "suggestion.judged" ->
                new SuggestionJudged(
                        media(n),
                        SuggestionId.of(n.required("suggestion").stringValue()),
                        ValueJson.oneOf(Verdict.class, n.required("before")),
                        ValueJson.oneOf(Verdict.class, n.required("after")));
            case "policy.recorded" -> new PolicyRecorded(values.policy(n.required("policy")));
            case "policy.withdrawn" -> new PolicyWithdrawn(values.policy(n.required("policy")));
            case "model.kept" -> new ModelKept(values.model(n.required("model")));
            case "model.dropped" -> new ModelDropped(values.model(n.required("model")));
            case "release.recorded" -> new ReleaseRecorded(values.release(n.required("release")));
            case "release.withdrawn" -> new ReleaseWithdrawn(values.release(n.required("release")));
            default -> throw new BrokenPayloadException("is of a kind this Limner does not know, " + type);
        };
    }

    private static MediaId media(ObjectNode n) {
        return MediaId.of(n.required("media").stringValue());
    }

    private static LabelId label(ObjectNode n) {
        return LabelId.of(n.required("label").stringValue());
    }

    private static int frame(ObjectNode n) {
        return n.required("frame").intValue();
    }
}
