package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.geometry.Tip;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;

/// A process that draws, as fast as the disk lets it, until somebody kills it. Each label that was acknowledged as
/// durable is named on the standard output, in one line with the hash of its shape.
final class Annotator {

    private Annotator() {}

    /// `PROJECT SEED`
    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(Path.of(args[0]), Access.WRITE),
                ActorId.random(),
                Clock.systemUTC());
        Media media = session.state().mediaInOrder().getFirst();
        ClassId classId = session.state().ontology().classes().getFirst().id();
        Deque<CompletableFuture<?>> waiting = new ArrayDeque<>();
        boolean ready = false;
        while (true) {
            LabelId id = LabelId.random();
            Shape shape = random.nextInt(3) == 0 ? stroke(random, media) : box(random, media);
            int frame = random.nextInt(media.frameCount());
            waiting.add(session.edit(new Command.Draw(media.id(), frame, id, classId, Extent.FRAME, shape))
                    .thenAccept(outcome -> {
                        if (outcome instanceof Outcome.Done) {
                            out.println("durable " + id + " " + shape.hashCode());
                        }
                    }));
            if (waiting.size() > 3) {
                waiting.remove().join();
                if (!ready) {
                    ready = true;
                    out.println("ready");
                }
            }
        }
    }

    private static Shape box(Random random, Media media) {
        return new Box(
                random.nextInt(media.width() - 20),
                random.nextInt(media.height() - 20),
                1 + random.nextInt(20),
                1 + random.nextInt(20));
    }

    private static Shape stroke(Random random, Media media) {
        MaskEditor editor = MaskEditor.blank(media.width(), media.height());
        Point from = new Point(random.nextInt(media.width()), random.nextInt(media.height()));
        Point to = new Point(random.nextInt(media.width()), random.nextInt(media.height()));
        editor.stroke(from, to, 1 + random.nextInt(30), Tip.ROUND, Ink.PAINT);
        return new Mask(editor.toRle());
    }
}
