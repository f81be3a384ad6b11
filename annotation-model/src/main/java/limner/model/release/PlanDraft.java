package limner.model.release;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;

/// A plan while one of its choices is made otherwise.
final class PlanDraft {
    String name;
    long event;
    Choice<ClassId> classes;
    Choice<MediaId> media;
    SortedSet<FrameState> states;
    int step;
    Between between;
    Encodings encodings;
    Pictures pictures;
    String licence;
    long leastPixels;
    Optional<SplitPlan> splits;
    People people;
    Overlap overlap;
    OptionalInt reach;
    PictureForm form;
    Redaction redaction;

    PlanDraft(ReleasePlan plan) {
        name = plan.name();
        event = plan.event();
        classes = plan.classes();
        media = plan.media();
        states = plan.states();
        step = plan.step();
        between = plan.between();
        encodings = plan.encodings();
        pictures = plan.pictures();
        licence = plan.licence();
        leastPixels = plan.leastPixels();
        splits = plan.splits();
        people = plan.people();
        overlap = plan.overlap();
        reach = plan.reach();
        form = plan.form();
        redaction = plan.redaction();
    }

    ReleasePlan plan() {
        return new ReleasePlan(
                name,
                event,
                classes,
                media,
                states,
                step,
                between,
                encodings,
                pictures,
                licence,
                leastPixels,
                splits,
                people,
                overlap,
                reach,
                form,
                redaction);
    }
}
