package limner.model.release;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
        String licence) {

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
                "");
    }

    public ReleasePlan withClasses(Set<ClassId> chosen) {
        return new ReleasePlan(
                name, event, Choice.only(chosen), media, states, step, between, encodings, pictures, licence);
    }

    public ReleasePlan withMedia(Set<MediaId> chosen) {
        return new ReleasePlan(
                name, event, classes, Choice.only(chosen), states, step, between, encodings, pictures, licence);
    }

    public ReleasePlan withStates(Set<FrameState> allowed) {
        return new ReleasePlan(
                name, event, classes, media, new TreeSet<>(allowed), step, between, encodings, pictures, licence);
    }

    public ReleasePlan withStep(int frames) {
        return new ReleasePlan(name, event, classes, media, states, frames, between, encodings, pictures, licence);
    }

    public ReleasePlan withBetween(Between choice) {
        return new ReleasePlan(name, event, classes, media, states, step, choice, encodings, pictures, licence);
    }

    public ReleasePlan withEncodings(Encodings choice) {
        return new ReleasePlan(name, event, classes, media, states, step, between, choice, pictures, licence);
    }

    public ReleasePlan withPictures(Pictures choice) {
        return new ReleasePlan(name, event, classes, media, states, step, between, encodings, choice, licence);
    }

    public ReleasePlan withLicence(String text) {
        return new ReleasePlan(name, event, classes, media, states, step, between, encodings, pictures, text);
    }
}
