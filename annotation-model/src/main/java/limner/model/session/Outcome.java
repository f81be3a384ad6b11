package limner.model.session;

import limner.model.store.Commit;

/// What became of a command.
public sealed interface Outcome {

    /// It is on the disk.
    record Done(Commit commit, Snapshot snapshot) implements Outcome {}

    /// It may not happen; nothing changed.
    ///
    /// @param reason a sentence for the user
    record Refused(String reason) implements Outcome {}
}
