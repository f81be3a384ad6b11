package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.OpenEvents;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.app.ui.ontology.ClassesViewModel;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.media.Media;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;

/// A process that begins and closes events while frames go by, by what the keys of their classes mean on the desk,
/// until somebody kills it. Each event that was acknowledged as durable is named on the standard output while it is
/// open, in one line with its first frame.
final class Coder {

    /// So many presses of keys are stored before anybody may kill it.
    private static final int PRESSES_BEFORE = 6;

    private Coder() {}

    /// `PROJECT SEED`
    public static void main(String[] args) throws InterruptedException {
        Random random = new Random(Long.parseLong(args[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(Path.of(args[0]), Access.WRITE),
                ActorId.random(),
                Clock.systemUTC());
        Media media = session.state().mediaInOrder().getFirst();
        LinkedBlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
        Workspace workspace = new Workspace(session, ui::add, new ErrorPresenter(Clock.systemUTC()));
        workspace.open(media.id());
        ClassesViewModel keys = new ClassesViewModel(workspace);
        OpenEvents open = workspace.openEvents();
        List<ClassId> classes = List.of(new ClassId(2), new ClassId(3), new ClassId(4));
        Set<IntervalId> said = new HashSet<>();
        for (int press = 0; ; press++) {
            int frame = press % media.frameCount();
            workspace.shown(new ShownFrame(media.id(), frame, ShownFrame.Picture.DRAWN));
            keys.pick(classes.get(random.nextInt(classes.size())));
            while (workspace.waiting().get() > 0) {
                ui.take().run();
            }
            if (press == PRESSES_BEFORE) {
                out.println("ready");
            }
            for (ClassId c : classes) {
                open.event(c)
                        .filter(said::add)
                        .ifPresent(id -> out.println(
                                "durable " + id + " " + open.since(c).orElseThrow()));
            }
        }
    }
}
