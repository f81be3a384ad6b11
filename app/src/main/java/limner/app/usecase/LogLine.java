package limner.app.usecase;

import java.time.Instant;
import java.util.Objects;

/// One event of a project's log, for people.
///
/// @param number of the event
/// @param change number of the user action it belongs to
/// @param who the name of the person, or their id where no name is known
/// @param where video and frame, or empty
/// @param what happened, in words
/// @param type short name of the kind of event, for programs
public record LogLine(long number, long change, Instant at, String who, String where, String what, String type) {

    public LogLine {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(type, "type");
    }
}
