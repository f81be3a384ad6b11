package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;

/// A process that cuts a painted track in two on one frame and joins it again, on and on, until somebody kills it. It
/// names the track with the number of cuts and joins that were acknowledged as durable.
final class Cutter {

    /// What is cut lies there.
    static final int LEFT = 10;

    static final int RIGHT = 310;
    private static final int TOP = 20;
    private static final int HEIGHT = 200;

    private Cutter() {}

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
        int frame = frameOf(id, media);
        done(session, new Command.Draw(media.id(), 0, id, classId, Extent.TRACK, piece(media, LEFT, RIGHT)));
        out.println("durable " + id + " 0");
        for (int step = 1; true; step += 2) {
            int at = cutOf(step);
            LabelId right = LabelId.random();
            done(
                    session,
                    new Command.Recut(
                            Command.Recut.How.SPLIT,
                            media.id(),
                            frame,
                            only(id, piece(media, LEFT, at)),
                            List.of(new Command.Recut.Piece(right, id, piece(media, at, RIGHT))),
                            Set.of()));
            out.println("durable " + id + " " + step);
            done(
                    session,
                    new Command.Recut(
                            Command.Recut.How.JOIN,
                            media.id(),
                            frame,
                            only(id, piece(media, LEFT, RIGHT)),
                            List.of(),
                            Set.of(right)));
            out.println("durable " + id + " " + (step + 1));
            if (step == 1) {
                out.println("ready");
            }
        }
    }

    private static void done(ProjectSession session, Command command) {
        if (!(session.edit(command).join() instanceof Outcome.Done)) {
            throw new IllegalStateException("refused: " + command);
        }
    }

    private static SequencedMap<LabelId, Shape> only(LabelId id, Shape shape) {
        SequencedMap<LabelId, Shape> map = new LinkedHashMap<>();
        map.put(id, shape);
        return map;
    }

    /// The frame on which a track is cut: neither the first nor the last.
    static int frameOf(LabelId id, Media media) {
        return 2 + Math.floorMod(id.hashCode(), media.frameCount() - 4);
    }

    /// Where the cut of this step goes, an odd number.
    static int cutOf(int step) {
        return LEFT + 1 + (step / 2) % (RIGHT - LEFT - 2);
    }

    static Mask piece(Media media, int left, int right) {
        return new Mask(Rasterizer.rasterize(new Box(left, TOP, right - left, HEIGHT), media.width(), media.height()));
    }
}
