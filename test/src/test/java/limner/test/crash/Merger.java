package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import limner.model.command.Command;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;

/// A process that merges the first class into the second and takes it back, over and over, until somebody kills it. It
/// names the video with the number of the last event that was acknowledged as durable.
final class Merger {

    private Merger() {}

    /// `PROJECT SEED`
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(Path.of(args[0]), Access.WRITE),
                ActorId.random(),
                Clock.systemUTC());
        ClassId from = new ClassId(1);
        MediaId video = session.state().mediaInOrder().getFirst().id();
        boolean merged = session.state().ontology().find(from).orElseThrow().retired();
        // It is ready after the first change, which takes far longer than those after it: a kill that comes soon finds
        // the other state than the process began with, a later one either.
        for (int change = 1; true; change++) {
            Outcome outcome = merged
                    ? session.undo().join()
                    : session.edit(new Command.MergeClasses(from, new ClassId(5)))
                            .join();
            if (!(outcome instanceof Outcome.Done)) {
                throw new IllegalStateException(outcome.toString());
            }
            merged = !merged;
            out.println("durable " + video + " " + session.snapshot().lastEvent());
            if (change == 1) {
                out.println("ready");
            }
        }
    }
}
