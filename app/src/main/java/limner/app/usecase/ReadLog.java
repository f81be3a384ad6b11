package limner.app.usecase;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import limner.app.task.Progress;
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

    /// Writes the log as text, one line for each event: number, time, who, where, what, with tabs between. There is the
    /// whole new file or what was there before. The caller's thread waits for the disk.
    ///
    /// @return how many events
    /// @throws AppException when the text would take the place of the project
    public int export(Path project, Path target, Progress progress) throws IOException {
        Beside.demandAnother(target, project);
        int[] lines = {0};
        try {
            Beside.write(target, bytes -> {
                Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
                run(project, line -> {
                    progress.check();
                    try {
                        out.write(String.join(
                                "\t",
                                Long.toString(line.number()),
                                line.at().toString(),
                                line.who(),
                                line.where(),
                                line.what() + "\n"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    lines[0]++;
                });
                out.flush();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return lines[0];
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
