package limner.model.command;

import static limner.model.command.Decider.Case.refuseIf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.command.Command.Adopt;
import limner.model.command.Decider.Case;
import limner.model.event.LabelEvent;
import limner.model.id.ClassId;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;
import org.pcollections.PSet;

/// What it means to take in a part of a project as it was there: all of it fits, or nothing is taken. Things that are
/// here already as they are there make no facts.
record AdoptDecision(Case at) {

    private ProjectState state() {
        return at.state();
    }

    Decision decide(Adopt c) {
        ProjectState part = c.part();
        List<LabelEvent> events = new ArrayList<>();
        ontology(part.ontology(), events);
        Case then = new Case(state().applyAll(events));
        origins(part, events);
        int things = 0;
        for (Media m : part.mediaInOrder()) {
            Media here = at.media(m.id());
            refuseIf(
                    here.width() != m.width() || here.height() != m.height() || here.frameCount() != m.frameCount(),
                    "video " + here.name() + " has other pictures here");
            for (Sequence s : part.sequencesOf(m.id())) {
                if (!s.equals(state().sequences().get(s.id()))) {
                    events.add(new LabelEvent.SequenceAdded(s));
                }
            }
            things += labels(then, m, part.labelsOf(m.id()), events);
            things += said(then, m, part.labelsOf(m.id()), events);
            states(m, part.labelsOf(m.id()), events);
        }
        refuseIf(events.isEmpty(), "all of " + c.source() + " is in the project already");
        return new Decision.Accepted(
                "Take in " + things + (things == 1 ? " label" : " labels") + " from " + c.source(),
                Decision.Undoable.YES,
                events);
    }

    private void ontology(Ontology next, List<LabelEvent> events) {
        Ontology before = state().ontology();
        for (LabelClass c : before.classes()) {
            refuseIf(next.find(c.id()).filter(c::equals).isEmpty(), "class " + c.name() + " would change");
        }
        if (!next.equals(before)) {
            events.add(new LabelEvent.OntologyChanged(before, next));
        }
    }

    private void origins(ProjectState part, List<LabelEvent> events) {
        for (Run r : part.runs().values()) {
            Run here = state().runs().get(r.id());
            refuseIf(here != null && !here.equals(r), "run " + r.model() + " is recorded here, and is another one");
            if (here == null) {
                events.add(new LabelEvent.RunRecorded(r));
            }
        }
        for (Policy p : part.policies().values()) {
            Policy here = state().policies().get(p.id());
            refuseIf(here != null && !here.equals(p), "policy " + p.name() + " is recorded here, and is another one");
            if (here == null) {
                events.add(new LabelEvent.PolicyRecorded(p));
            }
        }
    }

    /// Labels keep their numbers where these are free.
    private int labels(Case then, Media m, MediaLabels part, List<LabelEvent> events) {
        MediaLabels here = state().labelsOf(m.id());
        List<Label> displaced = new ArrayList<>();
        int next = here.nextNumber();
        int added = 0;
        for (Label l : part.labelsInOrder()) {
            Optional<Label> known = here.label(l.id());
            refuseIf(
                    known.filter(k -> !k.equals(l.withNumber(k.number()))).isPresent(),
                    "label " + l.number() + " of video " + m.name() + " is here already, and is another one");
            if (known.isPresent()) {
                continue;
            }
            check(then, l);
            added++;
            if (here.byNumber().containsKey(l.number())) {
                displaced.add(l);
            } else {
                next = Math.max(next, l.number() + 1);
                events.add(new LabelEvent.LabelAdded(l));
            }
        }
        for (Label l : displaced) {
            events.add(new LabelEvent.LabelAdded(l.withNumber(next++)));
        }
        return added;
    }

    private static void check(Case then, Label l) {
        String name = then.state().ontology().nameOf(l.classId());
        refuseIf(
                then.state()
                        .ontology()
                        .find(l.classId())
                        .filter(c -> c.kind().drawn())
                        .isEmpty(),
                "class " + name + " is not drawn on the picture");
        then.demandPlaces(l);
        then.demandNoneDone(l);
    }

    private int said(Case then, Media m, MediaLabels part, List<LabelEvent> events) {
        MediaLabels here = state().labelsOf(m.id());
        int added = 0;
        for (Map.Entry<Integer, PSet<ClassId>> e : part.tags().entrySet()) {
            for (ClassId tag : e.getValue()) {
                if (!here.tagsOn(e.getKey()).contains(tag)) {
                    then.demandOpenFrame(m.id(), e.getKey());
                    events.add(new LabelEvent.FrameTagged(new FrameTag(m.id(), e.getKey(), tag)));
                    added++;
                }
            }
        }
        for (IntervalEvent i : part.intervalsInOrder()) {
            IntervalEvent known = here.intervals().get(i.id());
            refuseIf(
                    known != null && !known.equals(i),
                    then.state().ontology().nameOf(i.classId()) + " at frame "
                            + i.range().first() + " is here already, and is another one");
            if (known == null) {
                refuseIf(
                        then.state()
                                .ontology()
                                .find(i.classId())
                                .filter(c -> c.kind().timed())
                                .isEmpty(),
                        then.state().ontology().nameOf(i.classId()) + " is no event");
                events.add(new LabelEvent.IntervalAdded(i));
                added++;
            }
        }
        return added;
    }

    /// What somebody said here of a frame stays.
    private void states(Media m, MediaLabels part, List<LabelEvent> events) {
        MediaLabels here = state().labelsOf(m.id());
        part.states().forEach((frame, next) -> {
            if (here.state(frame) == FrameState.UNSEEN) {
                events.add(new LabelEvent.FrameStateChanged(m.id(), frame, FrameState.UNSEEN, next));
            }
        });
    }
}
