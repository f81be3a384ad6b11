package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import limner.model.command.Command;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
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

/// A process that paints one mask and then goes over it again and again, each stroke of the brush or the eraser a
/// commit, until somebody kills it. It names the mask with the number of strokes that were acknowledged as durable.
final class Repainter {

    /// So many strokes are under way at once.
    static final int AHEAD = 4;

    private Repainter() {}

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
        LabelId id = LabelId.random();
        int frame = random.nextInt(media.frameCount());
        Strokes strokes = new Strokes(id, media.width(), media.height());
        Deque<CompletableFuture<?>> waiting = new ArrayDeque<>();
        for (int stroke = 1; true; stroke++) {
            Mask mask = strokes.next();
            Command command = stroke == 1
                    ? new Command.Draw(media.id(), frame, id, classId, Extent.FRAME, mask)
                    : new Command.Reshape(media.id(), frame, id, mask);
            int number = stroke;
            waiting.add(session.edit(command).thenAccept(outcome -> {
                if (outcome instanceof Outcome.Done) {
                    out.println("durable " + id + " " + number);
                }
            }));
            if (waiting.size() >= AHEAD) {
                waiting.remove().join();
            }
            if (stroke == 2 * AHEAD) {
                out.println("ready");
            }
        }
    }

    /// What a mask looks like after so many strokes: nothing but its name decides.
    static List<Mask> of(LabelId id, int width, int height, int strokes) {
        Strokes next = new Strokes(id, width, height);
        List<Mask> all = new ArrayList<>();
        for (int i = 0; i < strokes; i++) {
            all.add(next.next());
        }
        return all;
    }

    /// The strokes over one mask. Each changes it, and some take pixels away.
    private static final class Strokes {
        private final Random random;
        private final MaskEditor editor;
        private final int width;
        private final int height;

        Strokes(LabelId id, int width, int height) {
            this.random = new Random(id.hashCode());
            this.editor = MaskEditor.blank(width, height);
            this.width = width;
            this.height = height;
        }

        Mask next() {
            Mask before = new Mask(editor.toRle());
            Mask after = before;
            while (after.equals(before) || after.rle().isEmpty()) {
                Ink ink = !before.rle().isEmpty() && random.nextInt(3) == 0 ? Ink.ERASE : Ink.PAINT;
                editor.stroke(place(), place(), 2 + random.nextInt(20), Tip.ROUND, ink);
                after = new Mask(editor.toRle());
            }
            return after;
        }

        private Point place() {
            return new Point(random.nextInt(width), random.nextInt(height));
        }
    }
}
