package limner.model.project;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.ProjectId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// All that is known in a project at one moment. Immutable: any thread may read it for as long as it likes.
///
/// @param models kept weights, by their digest
/// @param releases by name
public record ProjectState(
        ProjectId id,
        String name,
        Ontology ontology,
        PMap<MediaId, Media> media,
        PMap<SequenceId, Sequence> sequences,
        PMap<MediaId, MediaLabels> labels,
        PMap<RunId, Run> runs,
        PMap<PolicyId, Policy> policies,
        PSortedMap<String, ModelFile> models,
        PSortedMap<String, ReleaseNote> releases) {

    public ProjectState {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ontology, "ontology");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a project needs a name");
        }
    }

    /// A project with nothing in it.
    public static ProjectState empty(ProjectId id, String name) {
        return new ProjectState(
                id,
                name,
                Ontology.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty());
    }

    /// The videos by name.
    public List<Media> mediaInOrder() {
        return media.values().stream()
                .sorted(Comparator.comparing(Media::name).thenComparing(Media::id))
                .toList();
    }

    /// The sequences of a video, from the first to the last.
    public List<Sequence> sequencesOf(MediaId video) {
        return sequences.values().stream()
                .filter(s -> s.media().equals(video))
                .sorted(Comparator.comparing(Sequence::range).thenComparing(Sequence::id))
                .toList();
    }

    public Optional<Media> media(MediaId video) {
        return Optional.ofNullable(media.get(video));
    }

    /// What is said about a video; empty for one that nobody has touched.
    public MediaLabels labelsOf(MediaId video) {
        MediaLabels found = labels.get(video);
        return found == null ? MediaLabels.empty() : found;
    }

    /// The state after this fact.
    ///
    /// @throws ConflictException when what the fact says was there before is not there
    public ProjectState apply(LabelEvent event) {
        return switch (event) {
            case MediaAdded(Media m) -> {
                demand(!media.containsKey(m.id()), "video " + m.name() + " is already in the project");
                yield withMedia(media.plus(m.id(), m));
            }
            case MediaRemoved(Media m) -> {
                demandIs(m, media.get(m.id()), "video " + m.name());
                demand(labelsOf(m.id()).isEmpty(), "video " + m.name() + " still carries labels");
                demand(sequencesOf(m.id()).isEmpty(), "video " + m.name() + " still has sequences");
                yield withMedia(media.minus(m.id())).withLabels(labels.minus(m.id()));
            }
            case MediaChanged(Media before, Media after) -> {
                demandIs(before, media.get(before.id()), "video " + before.name());
                demand(before.id().equals(after.id()), "a video keeps its id");
                demand(
                        after.width() == before.width()
                                        && after.height() == before.height()
                                        && after.frameCount() == before.frameCount()
                                || labelsOf(before.id()).isEmpty()
                                        && sequencesOf(before.id()).isEmpty(),
                        "video " + before.name()
                                + " carries labels: another number or size of pictures does not fit them");
                yield withMedia(media.plus(after.id(), after));
            }
            case OntologyChanged(Ontology before, Ontology after) -> {
                demandIs(before, ontology, "the ontology");
                before.classes().stream()
                        .filter(c -> after.find(c.id()).isEmpty())
                        .forEach(c -> demand(!inUse(c.id()), "class " + c.name() + " is in use: retire it instead"));
                demandValuesFit(before, after);
                yield new ProjectState(id, name, after, media, sequences, labels, runs, policies, models, releases);
            }
            case SequenceAdded(Sequence s) -> {
                demand(!sequences.containsKey(s.id()), "sequence " + s.name() + " is already there");
                demand(
                        media(s.media())
                                .filter(m -> s.range().within(m.frameCount()))
                                .isPresent(),
                        "sequence " + s.name() + " does not lie within its video");
                yield withSequences(sequences.plus(s.id(), s));
            }
            case SequenceRemoved(Sequence s) -> {
                demandIs(s, sequences.get(s.id()), "sequence " + s.name());
                yield withSequences(sequences.minus(s.id()));
            }
            case FrameStateChanged e -> {
                demandFrame(e.media(), e.frame());
                demandIs(e.before(), labelsOf(e.media()).state(e.frame()), "the state of frame " + e.frame());
                yield with(e.media(), l -> l.withState(e.frame(), e.after()));
            }
            case LabelAdded(Label l) -> {
                demandFrame(l.media(), l.firstFrame());
                demandFrame(l.media(), l.keyframes().lastKey());
                demandClass(l.classId());
                demandAttributes(l.attributes());
                l.keyframes().values().forEach(k -> demandAttributes(k.attributes()));
                MediaLabels here = labelsOf(l.media());
                demand(!here.labels().containsKey(l.id()), "label " + l.number() + " is already there");
                demand(!here.byNumber().containsKey(l.number()), "number " + l.number() + " is taken");
                yield with(l.media(), m -> m.plus(l));
            }
            case LabelRemoved(Label l) -> {
                demandIs(l, labelsOf(l.media()).labels().get(l.id()), "label " + l.number());
                yield with(l.media(), m -> m.minus(l));
            }
            case LabelReclassified e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.before(), l.classId(), "the class of label " + l.number());
                demandClass(e.after());
                yield with(e.media(), m -> m.replace(l, x -> x.withClass(e.after())));
            }
            case LabelRestacked e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.before(), l.depth(), "the depth of label " + l.number());
                yield with(e.media(), m -> m.replace(l, x -> x.withDepth(e.after())));
            }
            case LabelExtentChanged e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.before(), l.extent(), "the extent of label " + l.number());
                yield with(e.media(), m -> m.replace(l, x -> x.withExtent(e.after())));
            }
            case LabelAttributesChanged e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.before(), l.attributes(), "what is said of label " + l.number());
                demandAttributes(e.after());
                yield with(e.media(), m -> m.replace(l, x -> x.withAttributes(e.after())));
            }
            case KeyframeAdded e -> {
                Label l = label(e.media(), e.label());
                demandFrame(e.media(), e.frame());
                demand(l.tracked(), "label " + l.number() + " is no track: it has one keyframe");
                demandAttributes(e.keyframe().attributes());
                demand(l.keyframe(e.frame()).isEmpty(), "label " + l.number() + " has a keyframe at " + e.frame());
                yield with(e.media(), m -> m.replace(l, x -> x.withKeyframe(e.frame(), e.keyframe())));
            }
            case KeyframeRemoved e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.keyframe(), l.keyframes().get(e.frame()), keyframeName(l, e.frame()));
                demand(l.keyframes().size() > 1, "the last keyframe of label " + l.number() + " stays");
                yield with(e.media(), m -> m.replace(l, x -> x.withoutKeyframe(e.frame())));
            }
            case KeyframeChanged e -> {
                Label l = label(e.media(), e.label());
                demandIs(e.before(), l.keyframes().get(e.frame()), keyframeName(l, e.frame()));
                demandAttributes(e.after().attributes());
                yield with(e.media(), m -> m.replace(l, x -> x.withKeyframe(e.frame(), e.after())));
            }
            case FrameTagged(var tag) -> {
                demandFrame(tag.media(), tag.frame());
                demandClass(tag.classId());
                demand(
                        !labelsOf(tag.media()).tagsOn(tag.frame()).contains(tag.classId()),
                        "frame " + tag.frame() + " has that tag");
                yield with(tag.media(), m -> m.plus(tag));
            }
            case FrameUntagged(var tag) -> {
                demand(
                        labelsOf(tag.media()).tagsOn(tag.frame()).contains(tag.classId()),
                        "frame " + tag.frame() + " has no such tag");
                yield with(tag.media(), m -> m.minus(tag));
            }
            case IntervalAdded(var i) -> {
                demandFrame(i.media(), i.range().last());
                demandClass(i.classId());
                demandAttributes(i.details().modifiers());
                demand(!labelsOf(i.media()).intervals().containsKey(i.id()), "that event is already there");
                yield with(i.media(), m -> m.withIntervals(m.intervals().plus(i.id(), i)));
            }
            case IntervalRemoved(var i) -> {
                demandIs(i, labelsOf(i.media()).intervals().get(i.id()), "the event");
                yield with(i.media(), m -> m.withIntervals(m.intervals().minus(i.id())));
            }
            case IntervalChanged(var before, var after) -> {
                demandIs(before, labelsOf(before.media()).intervals().get(before.id()), "the event");
                demand(before.id().equals(after.id()) && before.media().equals(after.media()), "an event keeps its id");
                demandFrame(after.media(), after.range().last());
                demandClass(after.classId());
                demandAttributes(after.details().modifiers());
                yield with(after.media(), m -> m.withIntervals(m.intervals().plus(after.id(), after)));
            }
            case RunRecorded(Run r) -> {
                demand(!runs.containsKey(r.id()), "that run is already recorded");
                yield withRuns(runs.plus(r.id(), r));
            }
            case RunWithdrawn(Run r) -> {
                demandIs(r, runs.get(r.id()), "the run");
                demand(
                        labels.values().stream()
                                .flatMap(l -> l.suggestions().values().stream())
                                .noneMatch(s -> s.run().equals(r.id())),
                        "the run has suggestions");
                yield withRuns(runs.minus(r.id()));
            }
            case SuggestionsOffered e -> {
                demandFrame(e.media(), e.frame());
                SuggestionLayer next = labelsOf(e.media()).layer();
                for (Suggestion s : e.suggestions()) {
                    demand(s.media().equals(e.media()) && s.frame() == e.frame(), "a suggestion lies on its frame");
                    demand(!next.suggestions().containsKey(s.id()), "that suggestion is already there");
                    demand(runs.containsKey(s.run()), "the run of a suggestion is recorded first");
                    demandClass(s.classId());
                    @Nullable LabelId track = s.target();
                    if (track != null) {
                        demand(labelsOf(e.media()).labels().containsKey(track), "the track of a place is there");
                        demand(next.openPlace(track, s.frame()).isEmpty(), "a place of the track waits there already");
                    }
                    next = next.plus(s);
                }
                SuggestionLayer done = next;
                yield with(e.media(), m -> m.withLayer(_ -> done));
            }
            case SuggestionsWithdrawn e -> {
                SuggestionLayer next = labelsOf(e.media()).layer();
                for (Suggestion s : e.suggestions()) {
                    demandIs(s, next.suggestions().get(s.id()), "the suggestion");
                    demand(!next.verdicts().containsKey(s.id()), "a judged suggestion stays");
                    next = next.minus(s);
                }
                SuggestionLayer done = next;
                yield with(e.media(), m -> m.withLayer(_ -> done));
            }
            case SuggestionJudged e -> {
                MediaLabels here = labelsOf(e.media());
                demand(here.suggestions().containsKey(e.suggestion()), "the suggestion is not there");
                demandIs(e.before(), here.verdict(e.suggestion()), "the verdict");
                if (e.after() == Verdict.OPEN) {
                    Suggestion s = here.suggestions().get(e.suggestion());
                    @Nullable LabelId track = s == null ? null : s.target();
                    demand(
                            s == null
                                    || track == null
                                    || here.openPlace(track, s.frame()).isEmpty(),
                            "a newer place of the track waits there");
                }
                yield with(e.media(), m -> m.withLayer(l -> l.judge(e.suggestion(), e.after())));
            }
            case PolicyRecorded(Policy p) -> {
                demand(!policies.containsKey(p.id()), "that policy is already recorded");
                yield withPolicies(policies.plus(p.id(), p));
            }
            case PolicyWithdrawn(Policy p) -> {
                demandIs(p, policies.get(p.id()), "the policy");
                yield withPolicies(policies.minus(p.id()));
            }
            case ModelKept(ModelFile m) -> {
                demand(!models.containsKey(m.sha256()), "that model is already kept");
                yield withModels(models.plus(m.sha256(), m));
            }
            case ModelDropped(ModelFile m) -> {
                demandIs(m, models.get(m.sha256()), "the model");
                yield withModels(models.minus(m.sha256()));
            }
            case ReleaseRecorded(ReleaseNote r) -> {
                demand(!releases.containsKey(r.name()), "a release named " + r.name() + " is already recorded");
                yield withReleases(releases.plus(r.name(), r));
            }
            case ReleaseWithdrawn(ReleaseNote r) -> {
                demandIs(r, releases.get(r.name()), "the release");
                yield withReleases(releases.minus(r.name()));
            }
        };
    }

    /// The state after these facts, in order.
    public ProjectState applyAll(Iterable<? extends LabelEvent> events) {
        ProjectState next = this;
        for (LabelEvent e : events) {
            next = next.apply(e);
        }
        return next;
    }

    /// Whether anything at all is said with this class.
    public boolean inUse(ClassId classId) {
        return labels.values().stream()
                .anyMatch(m ->
                        m.labels().values().stream().anyMatch(l -> l.classId().equals(classId))
                                || m.tags().values().stream().anyMatch(t -> t.contains(classId))
                                || m.intervals().values().stream()
                                        .anyMatch(i -> i.classId().equals(classId)
                                                || classId.equals(i.details().subject()))
                                || m.suggestions().values().stream()
                                        .anyMatch(s -> s.classId().equals(classId)));
    }

    private Label label(MediaId video, LabelId label) {
        return labelsOf(video).label(label).orElseThrow(() -> new ConflictException("the label is not there"));
    }

    private static String keyframeName(Label label, int frame) {
        return "the keyframe of label " + label.number() + " at frame " + frame;
    }

    private void demandFrame(MediaId video, int frame) {
        demand(media(video).filter(m -> m.has(frame)).isPresent(), "the video has no frame " + frame);
    }

    private void demandClass(ClassId classId) {
        demand(ontology.find(classId).map(LabelClass::id).isPresent(), "the ontology has no class " + classId);
    }

    private void demandAttributes(AttributeValues values) {
        for (AttributeId id : values.values().keySet()) {
            demand(ontology.attribute(id).isPresent(), "the ontology has no attribute " + id);
        }
    }

    /// What is said already must mean something in the next version too.
    private void demandValuesFit(Ontology before, Ontology after) {
        List<Attribute> changed = before.attributes().stream()
                .filter(a -> after.attribute(a.id())
                        .filter(b -> b.type().equals(a.type()) && b.holding() == a.holding())
                        .isEmpty())
                .toList();
        for (Attribute a : changed) {
            Optional<Attribute> next = after.attribute(a.id()).filter(b -> b.holding() == a.holding());
            Predicate<AttributeValue> misfit =
                    v -> next.isEmpty() || next.get().type().problem(v).isPresent();
            long said = labels.values().stream()
                    .flatMap(m -> m.labels().values().stream())
                    .filter(l -> said(l, a).anyMatch(misfit))
                    .count();
            demand(
                    said == 0,
                    (said == 1 ? "a label has" : said + " labels have") + " a value of attribute " + a.name()
                            + " that would not fit any more: change it there first");
            long coded = labels.values().stream()
                    .flatMap(m -> m.intervals().values().stream())
                    .filter(i ->
                            i.details().modifiers().of(a.id()).filter(misfit).isPresent())
                    .count();
            demand(
                    coded == 0,
                    (coded == 1 ? "an event has" : coded + " events have") + " a value of modifier " + a.name()
                            + " that would not fit any more: change it there first");
        }
    }

    private static Stream<AttributeValue> said(Label label, Attribute attribute) {
        Stream<AttributeValues> all = attribute.changing()
                ? label.keyframes().values().stream().map(Keyframe::attributes)
                : Stream.of(label.attributes());
        return all.flatMap(v -> v.of(attribute.id()).stream());
    }

    private static void demandIs(Object expected, @Nullable Object found, String what) {
        if (!expected.equals(found)) {
            throw new ConflictException(what + (found == null ? " is not there" : " has changed since"));
        }
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new ConflictException(sentence);
        }
    }

    private ProjectState with(MediaId video, UnaryOperator<MediaLabels> change) {
        MediaLabels next = change.apply(labelsOf(video));
        return withLabels(next.isEmpty() ? labels.minus(video) : labels.plus(video, next));
    }

    private ProjectState withLabels(PMap<MediaId, MediaLabels> next) {
        return new ProjectState(id, name, ontology, media, sequences, next, runs, policies, models, releases);
    }

    private ProjectState withMedia(PMap<MediaId, Media> next) {
        return new ProjectState(id, name, ontology, next, sequences, labels, runs, policies, models, releases);
    }

    private ProjectState withSequences(PMap<SequenceId, Sequence> next) {
        return new ProjectState(id, name, ontology, media, next, labels, runs, policies, models, releases);
    }

    private ProjectState withRuns(PMap<RunId, Run> next) {
        return new ProjectState(id, name, ontology, media, sequences, labels, next, policies, models, releases);
    }

    private ProjectState withPolicies(PMap<PolicyId, Policy> next) {
        return new ProjectState(id, name, ontology, media, sequences, labels, runs, next, models, releases);
    }

    private ProjectState withModels(PSortedMap<String, ModelFile> next) {
        return new ProjectState(id, name, ontology, media, sequences, labels, runs, policies, next, releases);
    }

    private ProjectState withReleases(PSortedMap<String, ReleaseNote> next) {
        return new ProjectState(id, name, ontology, media, sequences, labels, runs, policies, models, next);
    }
}
