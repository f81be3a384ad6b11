package limner.model.store.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import limner.model.command.Command;
import limner.model.fixture.Fixture;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.StoreException;

/// Another process: opens the project it is told for writing, adds a video, says so, and waits until it is killed or
/// its
/// input ends.
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(Path.of(args[0]), Access.WRITE),
                Fixture.ACTOR,
                Clock.systemUTC())) {
            session.edit(new Command.AddMedia(Fixture.video())).get();
            say("held");
            if (System.in.read() >= 0) {
                say("told to stop");
            }
        } catch (StoreException e) {
            say("refused: " + e.getMessage());
        }
    }

    private static void say(String line) throws IOException {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
