package limner.app.usecase;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;

/// Reads a project's log for people: who did what, and when. Changes nothing, and works beside somebody who writes.
public final class ReadLog {

    private final SqliteProjects files;

    public ReadLog(SqliteProjects files) {
        this.files = files;
    }

    /// Hands over the events in order, one at a time. The caller's thread reads the disk.
    ///
    /// @throws limner.model.store.StoreException when the project cannot be read
    public void run(Path file, Consumer<LogLine> reader) {
        try (ProjectStore store = files.open(file.toAbsolutePath().normalize(), Access.READ)) {
            Map<ActorId, String> people = store.people();
            EventWords words = new EventWords();
            store.forEachEventAfter(0, recorded -> reader.accept(line(recorded, people, words)));
        }
    }

    private static LogLine line(Recorded r, Map<ActorId, String> people, EventWords words) {
        String known = people.get(r.stamp().actor());
        String who = known == null || known.isBlank() ? r.stamp().actor().toString() : known;
        String what = words.what(r.event());
        return new LogLine(
                r.number(),
                r.change(),
                r.stamp().at(),
                who,
                words.where(r.event()),
                what,
                r.event().getClass().getSimpleName());
    }
}
