package limner.model.session;

import java.time.Instant;
import java.util.Objects;
import limner.model.command.History;
import limner.model.project.ProjectState;

/// The project as the disk has it.
///
/// @param lastEvent number of the last event in it
/// @param savedAt when that event became durable; for a project just opened, when it was opened
public record Snapshot(ProjectState state, History history, long lastEvent, Instant savedAt) {

    public Snapshot {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(savedAt, "savedAt");
    }
}
