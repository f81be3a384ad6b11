package limner.model.release;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;

/// What goes into a release. A value: the same plan and the same log give the same bytes, so nothing here may depend on
/// where or when the release is written.
///
/// @param name what people call the release; part of its content
/// @param event number of the event it is read at, 1 or greater
/// @param classes whose labels, tags and events are taken; a picture is a negative when it carries none of them
/// @param media videos that are taken
/// @param states states a frame may be in; never unseen, for a frame nobody looked at says nothing
/// @param step every how many frames a picture is taken: those whose number is a multiple of it
/// @param between what becomes of the frames between keyframes
/// @param encodings how shapes are written
/// @param pictures whether pictures are written
/// @param licence the text of the licence the data set is given under, or empty when none was given
/// @param leastPixels how many pixels an object covers at least to be an annotation; 0 for all. Smaller ones stand in
/// the
///     provenance alone, and a picture of nothing but them is no negative
/// @param splits how videos are divided into parts, if they are
/// @param people how those who made labels are named
/// @param overlap whether a pixel may belong to several regions
/// @param reach how many frames from the nearest keyframe a computed place is trusted; pictures with one farther away
///     are left out. Empty for any distance
/// @param form of the picture files
/// @param redaction what is hidden on them
public record ReleasePlan(
        String name,
        long event,
        Choice<ClassId> classes,
        Choice<MediaId> media,
        SortedSet<FrameState> states,
        int step,
        Between between,
        Encodings encodings,
        Pictures pictures,
        String licence,
        long leastPixels,
        Optional<SplitPlan> splits,
        People people,
        Overlap overlap,
        OptionalInt reach,
        PictureForm form,
        Redaction redaction) {

    private static final int LONGEST_NAME = 200;

    public ReleasePlan {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a release needs a name of one line and at most 200 characters");
        }
        if (event < 1) {
            throw new IllegalArgumentException(
                    "a release is read at an event, and those are numbered from 1: " + event);
        }
        if (step < 1) {
            throw new IllegalArgumentException("the step between pictures is 1 or greater: " + step);
        }
        Objects.requireNonNull(classes, "classes");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(between, "between");
        Objects.requireNonNull(encodings, "encodings");
        Objects.requireNonNull(pictures, "pictures");
        Objects.requireNonNull(licence, "licence");
        Objects.requireNonNull(splits, "splits");
        Objects.requireNonNull(people, "people");
        Objects.requireNonNull(overlap, "overlap");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(redaction, "redaction");
        if (pictures == Pictures.REFERENCES && !redaction.isNone()) {
            throw new IllegalArgumentException("nothing can be hidden on pictures that a release only names");
        }
        if (reach.isPresent() && reach.getAsInt() < 1) {
            throw new IllegalArgumentException("a place is trusted for 1 frame from a keyframe or more: "
                    + reach.getAsInt() + "; to leave out all computed ones there is a choice of its own");
        }
        if (reach.isPresent() && between == Between.LEAVE_OUT_PICTURE) {
            throw new IllegalArgumentException(
                    "pictures between keyframes are left out, so none is near enough to one to be taken");
        }
        if (leastPixels < 0) {
            throw new IllegalArgumentException("an object covers 0 pixels or more: " + leastPixels);
        }
        states = Collections.unmodifiableSortedSet(new TreeSet<>(states));
        if (states.isEmpty() || states.contains(FrameState.UNSEEN)) {
            throw new IllegalArgumentException("a release takes frames that are done, in work, or both");
        }
    }

    /// All that is done, of every class and video, as it was drawn, with pictures.
    public static ReleasePlan of(String name, long event) {
        return new ReleasePlan(
                name,
                event,
                Choice.all(),
                Choice.all(),
                new TreeSet<>(EnumSet.of(FrameState.DONE)),
                1,
                Between.WRITE,
                Encodings.asDrawn(),
                Pictures.FRAMES,
                "",
                0,
                Optional.empty(),
                People.IDS,
                Overlap.AS_DRAWN,
                OptionalInt.empty(),
                new PictureForm.Png(),
                Redaction.none());
    }

    public ReleasePlan withName(String called) {
        return with(d -> d.name = called);
    }

    /// The same choices for another state of the project.
    public ReleasePlan withEvent(long number) {
        return with(d -> d.event = number);
    }

    public ReleasePlan withClasses(Set<ClassId> chosen) {
        return with(d -> d.classes = Choice.only(chosen));
    }

    public ReleasePlan withMedia(Set<MediaId> chosen) {
        return with(d -> d.media = Choice.only(chosen));
    }

    public ReleasePlan withStates(Set<FrameState> allowed) {
        return with(d -> d.states = new TreeSet<>(allowed));
    }

    public ReleasePlan withStep(int frames) {
        return with(d -> d.step = frames);
    }

    public ReleasePlan withBetween(Between choice) {
        return with(d -> d.between = choice);
    }

    public ReleasePlan withEncodings(Encodings choice) {
        return with(d -> d.encodings = choice);
    }

    public ReleasePlan withPictures(Pictures choice) {
        return with(d -> d.pictures = choice);
    }

    public ReleasePlan withLicence(String text) {
        return with(d -> d.licence = text);
    }

    public ReleasePlan withLeastPixels(long pixels) {
        return with(d -> d.leastPixels = pixels);
    }

    public ReleasePlan withSplits(SplitPlan division) {
        return with(d -> d.splits = Optional.of(division));
    }

    public ReleasePlan withPeople(People naming) {
        return with(d -> d.people = naming);
    }

    public ReleasePlan withOverlap(Overlap choice) {
        return with(d -> d.overlap = choice);
    }

    public ReleasePlan withReach(int frames) {
        return with(d -> d.reach = OptionalInt.of(frames));
    }

    public ReleasePlan withForm(PictureForm choice) {
        return with(d -> d.form = choice);
    }

    public ReleasePlan withRedaction(Redaction choice) {
        return with(d -> d.redaction = choice);
    }

    private ReleasePlan with(Consumer<PlanDraft> change) {
        PlanDraft draft = new PlanDraft(this);
        change.accept(draft);
        return draft.plan();
    }
}
