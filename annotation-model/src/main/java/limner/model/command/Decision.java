package limner.model.command;

import java.util.List;
import limner.model.event.LabelEvent;

/// The answer to a command.
public sealed interface Decision {

    /// It may happen: these facts, in this order, are the change.
    ///
    /// @param title what the history shows, for example "Draw Car 12, frame 310"
    record Accepted(String title, Undoable undoable, List<LabelEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// It may not, and nothing changes.
    ///
    /// @param reason a sentence for the user
    record Refused(String reason) implements Decision {}

    /// Whether a change joins the undo history; what machines record (runs, digests, releases) does not.
    enum Undoable {
        YES,
        NO
    }
}
