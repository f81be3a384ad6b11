package limner.app.usecase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;

/// Says events in words, with the names that classes, videos and labels had at that moment. Remembers the names on the
/// way instead of replaying states, so that a log that contradicts itself can still be read. One thread.
final class EventWords {

    private final Map<MediaId, String> videos = new HashMap<>();
    private final Map<LabelId, Label> labels = new HashMap<>();
    private Ontology ontology = Ontology.empty();

    /// Where an event happened: video and frame, or empty.
    String where(LabelEvent event) {
        return switch (event) {
            case MediaAdded _, MediaRemoved _, MediaChanged _, OntologyChanged _ -> "";
            case RunRecorded _, RunWithdrawn _, PolicyRecorded _, PolicyWithdrawn _ -> "";
            case ModelKept _, ModelDropped _, ReleaseRecorded _, ReleaseWithdrawn _ -> "";
            case SequenceAdded(var s) -> video(s.media());
            case SequenceRemoved(var s) -> video(s.media());
            case FrameStateChanged e -> at(e.media(), e.frame());
            case LabelAdded(Label l) -> at(l.media(), l.firstFrame());
            case LabelRemoved(Label l) -> at(l.media(), l.firstFrame());
            case LabelReclassified e -> video(e.media());
            case LabelRestacked e -> video(e.media());
            case LabelExtentChanged e -> video(e.media());
            case LabelAttributesChanged e -> video(e.media());
            case KeyframeAdded e -> at(e.media(), e.frame());
            case KeyframeRemoved e -> at(e.media(), e.frame());
            case KeyframeChanged e -> at(e.media(), e.frame());
            case FrameTagged(var t) -> at(t.media(), t.frame());
            case FrameUntagged(var t) -> at(t.media(), t.frame());
            case IntervalAdded(var i) -> video(i.media());
            case IntervalRemoved(var i) -> video(i.media());
            case IntervalChanged(var i, var _) -> video(i.media());
            case SuggestionsOffered e -> at(e.media(), e.frame());
            case SuggestionsWithdrawn e -> at(e.media(), e.frame());
            case SuggestionJudged e -> video(e.media());
        };
    }

    /// What happened. Events are handed in in the order of the log, each once.
    String what(LabelEvent event) {
        return switch (event) {
            case MediaAdded(Media m) -> {
                videos.put(m.id(), m.name());
                yield "added video " + m.name() + ", " + Texts.count(m.frameCount(), "frame", "frames");
            }
            case MediaRemoved(Media m) -> "removed video " + m.name();
            case MediaChanged(Media before, Media after) -> {
                videos.put(after.id(), after.name());
                yield changed(before, after);
            }
            case OntologyChanged(Ontology before, Ontology after) -> {
                ontology = after;
                yield "changed the classes: " + changed(before, after);
            }
            case SequenceAdded(var s) ->
                "added sequence " + s.name() + ", frames " + s.range().first() + " to "
                        + s.range().last();
            case SequenceRemoved(var s) -> "removed sequence " + s.name();
            case FrameStateChanged e -> "frame is " + lower(e.after()) + ", was " + lower(e.before());
            case LabelAdded(Label l) -> {
                labels.put(l.id(), l);
                yield "added " + called(l) + ", "
                        + shape(l.keyframes().firstEntry().getValue()) + origin(l.origin());
            }
            case LabelRemoved(Label l) -> "removed " + called(l);
            case LabelReclassified e -> {
                String before = called(e.label());
                labels.computeIfPresent(e.label(), (_, l) -> l.withClass(e.after()));
                yield "made " + before + " a " + className(e.after());
            }
            case LabelRestacked e ->
                (e.after() > e.before() ? "brought " : "sent ")
                        + called(e.label())
                        + (e.after() > e.before() ? " forward" : " backward");
            case LabelExtentChanged e ->
                e.after() == Extent.TRACK
                        ? "made " + called(e.label()) + " a track"
                        : "made " + called(e.label()) + " a label of one frame";
            case LabelAttributesChanged e -> said(e.before(), e.after()) + " of " + called(e.label());
            case KeyframeAdded e -> "added a keyframe of " + called(e.label()) + ", " + shape(e.keyframe());
            case KeyframeRemoved e -> "removed a keyframe of " + called(e.label());
            case KeyframeChanged(var _, var label, var _, var before, var after) ->
                before.withAttributes(after.attributes()).equals(after)
                        ? said(before.attributes(), after.attributes()) + " of " + called(label)
                        : "changed " + called(label) + ", " + shape(after);
            case FrameTagged(var t) -> "tagged " + className(t.classId());
            case FrameUntagged(var t) -> "removed the tag " + className(t.classId());
            case IntervalAdded(var i) ->
                "added " + className(i.classId()) + ", frames " + i.range().first() + " to "
                        + i.range().last();
            case IntervalRemoved(var i) -> "removed " + className(i.classId());
            case IntervalChanged(var was, var i)
            when was.range().equals(i.range()) -> "described " + className(i.classId());
            case IntervalChanged(var _, var i) ->
                "moved " + className(i.classId()) + " to frames " + i.range().first() + " to "
                        + i.range().last();
            case RunRecorded(var r) -> "ran " + r.model() + " (" + r.plugin() + " " + r.pluginVersion() + ")";
            case RunWithdrawn(var r) -> "withdrew the run of " + r.model();
            case SuggestionsOffered e ->
                "offered " + Texts.count(e.suggestions().size(), "suggestion", "suggestions");
            case SuggestionsWithdrawn e ->
                "withdrew " + Texts.count(e.suggestions().size(), "suggestion", "suggestions");
            case SuggestionJudged e -> "suggestion is " + lower(e.after()) + ", was " + lower(e.before());
            case PolicyRecorded(var p) -> "recorded the policy: " + p.text();
            case PolicyWithdrawn(var p) -> "withdrew the policy: " + p.text();
            case ModelKept(var m) ->
                "kept model " + m.name() + " (" + m.sha256().substring(0, 12) + ")";
            case ModelDropped(var m) -> "dropped model " + m.name();
            case ReleaseRecorded(var r) -> "made release \"" + r.name() + "\" at event " + r.upTo();
            case ReleaseWithdrawn(var r) -> "withdrew release \"" + r.name() + "\"";
        };
    }

    /// What is said of attributes now and was not before, or the other way round.
    private String said(AttributeValues before, AttributeValues after) {
        List<String> words = new ArrayList<>();
        for (Attribute a : ontology.attributes()) {
            Optional<AttributeValue> is = after.of(a.id());
            if (!is.equals(before.of(a.id()))) {
                words.add(is.map(v -> "set " + a.name() + " to " + a.type().words(v))
                        .orElse("cleared " + a.name()));
            }
        }
        return words.isEmpty() ? "changed attributes" : String.join(", ", words);
    }

    private static String changed(Media before, Media after) {
        if (!before.name().equals(after.name())) {
            return "renamed video " + before.name() + " to " + after.name();
        }
        if (!before.path().equals(after.path())) {
            return "found video " + after.name() + " at " + after.path();
        }
        return "computed the digest of video " + after.name();
    }

    private static String changed(Ontology before, Ontology after) {
        List<String> added = after.classes().stream()
                .filter(c -> before.find(c.id()).isEmpty())
                .map(LabelClass::name)
                .toList();
        List<String> removed = before.classes().stream()
                .filter(c -> after.find(c.id()).isEmpty())
                .map(LabelClass::name)
                .toList();
        List<String> altered = after.classes().stream()
                .filter(c -> before.find(c.id()).filter(b -> !b.equals(c)).isPresent())
                .map(LabelClass::name)
                .toList();
        StringBuilder text = new StringBuilder("version " + after.version());
        list(text, " adds ", added);
        list(text, " removes ", removed);
        list(text, " alters ", altered);
        return text.toString();
    }

    private static void list(StringBuilder text, String verb, List<String> names) {
        if (!names.isEmpty()) {
            text.append(verb).append(String.join(", ", names));
        }
    }

    private static String origin(Origin origin) {
        return switch (origin) {
            case Origin.Manual() -> "";
            case Origin.Suggested s ->
                (s.how() == Origin.How.AMENDED ? ", amended from a suggestion" : ", a suggestion")
                        + " scored " + Texts.decimal(Math.round(s.score() * 100) / 100.0)
                        + (s.policy() == null ? "" : ", accepted by policy");
            case Origin.Imported(String source, String _) -> ", imported from " + source;
        };
    }

    private static String shape(Keyframe keyframe) {
        return lower(keyframe.shape().kind())
                + (keyframe.outside() ? ", gone from here on" : keyframe.occluded() ? ", partly hidden" : "")
                + (keyframe.interpolation() == Interpolation.HELD ? ", held until the next" : "");
    }

    private String called(LabelId id) {
        Label label = labels.get(id);
        return label == null ? "a label" : called(label);
    }

    private String called(Label label) {
        return className(label.classId()) + " " + label.number();
    }

    private String className(ClassId id) {
        return ontology.nameOf(id);
    }

    private String video(MediaId id) {
        return videos.getOrDefault(id, id.toString());
    }

    private String at(MediaId id, int frame) {
        return video(id) + " frame " + frame;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
