package limner.model.exchange.out;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import limner.model.event.LabelEvent;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;

/// A project told in facts, to be kept beside an export: everything as the project has it.
public final class ProjectFacts {

    private ProjectFacts() {}

    /// The facts that make a part of a project from nothing, in their order. None where only frames in some states are
    /// wanted: tracks go through all of them.
    ///
    /// Suggestions that wait, kept models, notes of releases and the pictures of guidelines stay behind.
    public static List<LabelEvent> of(ProjectState of, Wanted wanted) {
        if (!wanted.states().equals(EnumSet.allOf(FrameState.class))) {
            return List.of();
        }
        List<LabelEvent> facts = new ArrayList<>();
        List<Media> videos = of.mediaInOrder().stream()
                .filter(m -> wanted.media().includes(m.id()))
                .toList();
        // Where files lie on this machine is nobody's business.
        videos.forEach(m -> facts.add(new LabelEvent.MediaAdded(m.withPath(""))));
        Ontology ontology = withoutPictures(of.ontology());
        if (!ontology.equals(Ontology.empty())) {
            facts.add(new LabelEvent.OntologyChanged(Ontology.empty(), ontology));
        }
        origins(of, videos, wanted, facts);
        for (Media m : videos) {
            of.sequencesOf(m.id()).forEach(s -> facts.add(new LabelEvent.SequenceAdded(s)));
            said(m, of.labelsOf(m.id()), wanted, facts);
        }
        return facts;
    }

    private static Ontology withoutPictures(Ontology ontology) {
        return new Ontology(
                ontology.version(),
                ontology.classes().stream().map(ProjectFacts::withoutPictures).toList());
    }

    private static LabelClass withoutPictures(LabelClass c) {
        ClassDetails details = c.details();
        return details.examples().isEmpty() ? c : c.withDetails(details.withExamples(List.of()));
    }

    private static void origins(ProjectState of, List<Media> videos, Wanted wanted, List<LabelEvent> facts) {
        Set<RunId> runs = new TreeSet<>();
        Set<PolicyId> policies = new TreeSet<>();
        for (Media m : videos) {
            for (Label l : of.labelsOf(m.id()).labelsInOrder()) {
                if (wanted.classes().includes(l.classId()) && l.origin() instanceof Origin.Suggested s) {
                    runs.add(s.run());
                    if (s.policy() != null) {
                        policies.add(s.policy());
                    }
                }
            }
        }
        of.runs().values().stream()
                .filter(r -> runs.contains(r.id()))
                .sorted(Comparator.comparing(Run::id))
                .forEach(r -> facts.add(new LabelEvent.RunRecorded(r)));
        of.policies().values().stream()
                .filter(p -> policies.contains(p.id()))
                .sorted(Comparator.comparing(Policy::id))
                .forEach(p -> facts.add(new LabelEvent.PolicyRecorded(p)));
    }

    private static void said(Media m, MediaLabels labels, Wanted wanted, List<LabelEvent> facts) {
        for (Label l : labels.labelsInOrder()) {
            if (wanted.classes().includes(l.classId())) {
                facts.add(new LabelEvent.LabelAdded(l));
            }
        }
        labels.tags()
                .forEach((frame, classes) -> classes.stream()
                        .sorted()
                        .filter(c -> wanted.classes().includes(c))
                        .forEach(c -> facts.add(new LabelEvent.FrameTagged(new FrameTag(m.id(), frame, c)))));
        for (IntervalEvent i : labels.intervalsInOrder()) {
            if (wanted.classes().includes(i.classId())) {
                facts.add(new LabelEvent.IntervalAdded(i));
            }
        }
        BitSet lacking = lacking(labels, wanted);
        labels.states().forEach((frame, state) -> {
            FrameState told = state == FrameState.DONE && lacking.get(frame) ? FrameState.IN_WORK : state;
            facts.add(new LabelEvent.FrameStateChanged(m.id(), frame, FrameState.UNSEEN, told));
        });
    }

    /// Frames on which something stays behind. To be done would say elsewhere that it is not there.
    private static BitSet lacking(MediaLabels labels, Wanted wanted) {
        BitSet lacking = new BitSet();
        for (Label l : labels.labels().values()) {
            if (wanted.classes().includes(l.classId())) {
                continue;
            }
            if (l.tracked()) {
                labels.states().keySet().stream()
                        .filter(f -> l.source(f).isPresent())
                        .forEach(lacking::set);
            } else {
                lacking.set(l.firstFrame());
            }
        }
        labels.tags().forEach((frame, tags) -> {
            if (!tags.stream().allMatch(wanted.classes()::includes)) {
                lacking.set(frame);
            }
        });
        return lacking;
    }
}
