package limner.model.command;

import static limner.model.command.Decider.Case.refuseIf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limner.model.command.Command.TakeIn;
import limner.model.command.Decider.Case;
import limner.model.event.LabelEvent;
import limner.model.id.MediaId;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;

/// What it means to take in what a file says: all of it fits, or nothing is taken.
record TakeInDecision(Case at) {

    /// A frame of a video.
    private record Spot(MediaId media, int frame) {}

    private ProjectState state() {
        return at.state();
    }

    Decision decide(TakeIn c) {
        refuseIf(
                c.labels().isEmpty() && c.tags().isEmpty() && c.intervals().isEmpty(),
                "there is nothing in " + c.source() + " that this project can take");
        List<LabelEvent> events = new ArrayList<>();
        Case then = at;
        if (!c.classes().isEmpty()) {
            Ontology before = state().ontology();
            for (LabelClass next : c.classes()) {
                refuseIf(
                        before.find(next.id()).isPresent()
                                || before.find(next.name()).isPresent(),
                        "class " + next.name() + " is there already");
            }
            LabelEvent.OntologyChanged added = new LabelEvent.OntologyChanged(before, before.with(c.classes()));
            events.add(added);
            then = new Case(state().apply(added));
        }
        Set<Spot> begun = new LinkedHashSet<>();
        Map<MediaId, Integer> numbers = new HashMap<>();
        for (Label label : c.labels()) {
            int number =
                    numbers.merge(label.media(), state().labelsOf(label.media()).nextNumber(), (known, _) -> known + 1);
            events.add(new LabelEvent.LabelAdded(checked(then, label, number)));
            label.keyframes().keySet().forEach(f -> begun.add(new Spot(label.media(), f)));
        }
        for (FrameTag tag : new LinkedHashSet<>(c.tags())) {
            refuseIf(
                    then.offered(tag.classId()).kind() != ClassKind.FRAME_TAG,
                    name(then, tag) + " is not said of frames");
            then.demandFrame(tag.media(), tag.frame());
            then.demandOpenFrame(tag.media(), tag.frame());
            if (!state().labelsOf(tag.media()).tagsOn(tag.frame()).contains(tag.classId())) {
                events.add(new LabelEvent.FrameTagged(tag));
                begun.add(new Spot(tag.media(), tag.frame()));
            }
        }
        for (IntervalEvent i : c.intervals()) {
            LabelClass of = then.offered(i.classId());
            refuseIf(!of.kind().timed(), of.name() + " is no event");
            then.demandFrame(i.media(), i.range().last());
            events.add(new LabelEvent.IntervalAdded(i));
        }
        for (Spot s : begun) {
            if (state().labelsOf(s.media()).state(s.frame()) == FrameState.UNSEEN) {
                events.add(
                        new LabelEvent.FrameStateChanged(s.media(), s.frame(), FrameState.UNSEEN, FrameState.IN_WORK));
            }
        }
        int things = c.labels().size() + c.tags().size() + c.intervals().size();
        return new Decision.Accepted(
                "Take in " + things + (things == 1 ? " label" : " labels") + " from " + c.source(),
                Decision.Undoable.YES,
                events);
    }

    private static String name(Case then, FrameTag tag) {
        return then.state().ontology().nameOf(tag.classId());
    }

    private Label checked(Case then, Label l, int number) {
        Label label = l.withNumber(number);
        then.drawable(label.classId());
        then.demandPlaces(label);
        if (!label.tracked()) {
            then.demandOpenFrame(label.media(), label.firstFrame());
            return label;
        }
        then.demandNoneDone(label);
        return label;
    }
}
