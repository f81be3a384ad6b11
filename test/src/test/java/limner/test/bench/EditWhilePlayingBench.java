package limner.test.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import limner.media.session.MediaSession;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Tip;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.sqlite.SqliteProjects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long an edit takes from [ProjectSession#edit] until it is durable in a real project file, while the video plays
/// at its own rate. Each round is one run of the whole scene and prints its own table; JMH's score is only how long the
/// scene took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
public class EditWhilePlayingBench {
    private static final long SEED = 20260301;
    private static final double TARGET_MEDIAN = 20;
    private static final int BOXES_BEFORE = 500;
    private static final int WARM_UP = 40;
    private static final int EDITS = 360;
    private static final int MASKS = 6;
    private static final long PAUSE_NANOS = 40_000_000;
    private static final int BRUSH = 40;
    private static final ClassId CAR = new ClassId(1);

    /// The scene.
    @Benchmark
    public int edits() throws IOException, InterruptedException {
        Path clip = Clips.best();
        try (ScratchFolder scratch = ScratchFolder.make();
                MediaSession video = MediaSession.open(
                        clip,
                        SessionOptions.usual().withIndexFolder(scratch.path().resolve("index")));
                ProjectSession project = project(scratch.path().resolve("bench.limner"));
                FileChannel plain = FileChannel.open(
                        scratch.path().resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int frames = video.proved().join().count();
            Scene scene = new Scene(project, media(video, frames), plain);
            scene.prepare();
            Player player = Player.start(video);
            try (player) {
                scene.work(WARM_UP);
                scene.forget();
                scene.work(EDITS);
            }
            Table table = new Table("Edits to durable while " + clip.getFileName() + " plays ("
                    + video.info().width() + " × " + video.info().height() + ", seed " + SEED + ")");
            table.row("draw a box, median", scene.boxes.median(), TARGET_MEDIAN, "ms", "");
            table.row("draw a box, p95", scene.boxes.p95(), "ms", scene.boxes.note());
            table.row("reshape a mask, median", scene.masks.median(), TARGET_MEDIAN, "ms", "");
            table.row("reshape a mask, p95", scene.masks.p95(), "ms", scene.masks.note());
            table.row("all edits, median", scene.all.median(), TARGET_MEDIAN, "ms", "");
            table.row("all edits, p95", scene.all.p95(), "ms", scene.all.note());
            table.row("a bare write of 4 KiB made durable, median", scene.bare.median(), "ms", "");
            table.row("a bare write of 4 KiB made durable, p95", scene.bare.p95(), "ms", scene.bare.note());
            table.row("brush stroke to mask (before the edit), p95", scene.strokes.p95(), "ms", scene.strokes.note());
            table.row("pictures shown late", 100.0 * player.late() / player.shown(), "%", player.shown() + " shown");
            table.print(System.out);
            return scene.all.count();
        }
    }

    private static ProjectSession project(Path file) {
        Clock clock = Clock.systemUTC();
        return new ProjectSession(new SqliteProjects(clock).create(file, "Bench"), ActorId.random(), clock);
    }

    private static Media media(MediaSession video, int frames) {
        return new Media(
                MediaId.random(),
                "clip",
                "clip.mp4",
                "bench",
                "",
                video.info().width(),
                video.info().height(),
                frames,
                video.info().averageRate().value());
    }

    /// What a quick annotator does: a box, then a stroke on a mask, and so on.
    private static final class Scene {
        private final ProjectSession project;
        private final Media media;
        private final FileChannel plain;
        private final Random random = new Random(SEED);
        private final List<PaintedMask> painted = new ArrayList<>();
        private Figures boxes = new Figures();
        private Figures masks = new Figures();
        private Figures all = new Figures();
        private Figures strokes = new Figures();
        private Figures bare = new Figures();

        /// @param plain a file for what the disk takes at least, whatever is written
        Scene(ProjectSession project, Media media, FileChannel plain) {
            this.project = project;
            this.media = media;
            this.plain = plain;
        }

        void prepare() {
            edit(new Command.AddMedia(media));
            edit(new Command.EditClasses(List.of(LabelClass.of(CAR.value(), "Car", "#e69f00", ClassKind.THING))));
            for (int i = 0; i < BOXES_BEFORE; i++) {
                edit(box());
            }
            for (int i = 0; i < MASKS; i++) {
                PaintedMask mask = new PaintedMask(LabelId.random(), frame(), media.width(), media.height());
                mask.stroke(random);
                edit(new Command.Draw(media.id(), mask.frame, mask.label, CAR, Extent.FRAME, new Mask(mask.rle)));
                painted.add(mask);
            }
        }

        void forget() {
            boxes = new Figures();
            masks = new Figures();
            all = new Figures();
            strokes = new Figures();
            bare = new Figures();
        }

        void work(int edits) throws IOException {
            for (int i = 0; i < edits; i++) {
                if (i % 2 == 0) {
                    timed(box(), boxes);
                } else {
                    PaintedMask mask = painted.get(i / 2 % MASKS);
                    long before = System.nanoTime();
                    mask.stroke(random);
                    strokes.add(System.nanoTime() - before);
                    timed(new Command.Reshape(media.id(), mask.frame, mask.label, new Mask(mask.rle)), masks);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                if (i % 4 == 0) {
                    write();
                }
            }
        }

        private void write() throws IOException {
            ByteBuffer page = ByteBuffer.allocate(4096);
            long before = System.nanoTime();
            plain.write(page);
            plain.force(false);
            bare.add(System.nanoTime() - before);
        }

        private void timed(Command command, Figures figures) {
            long before = System.nanoTime();
            edit(command);
            long nanos = System.nanoTime() - before;
            figures.add(nanos);
            all.add(nanos);
        }

        private void edit(Command command) {
            switch (project.edit(command).join()) {
                case Outcome.Done _ -> {}
                case Outcome.Refused(String reason) -> throw new IllegalStateException(reason);
            }
        }

        private Command box() {
            Box box = new Box(
                    random.nextInt(media.width() - 200),
                    random.nextInt(media.height() - 200),
                    20 + random.nextInt(180),
                    20 + random.nextInt(180));
            return new Command.Draw(media.id(), frame(), LabelId.random(), CAR, Extent.FRAME, box);
        }

        private int frame() {
            return random.nextInt(media.frameCount());
        }
    }

    /// A mask that grows by strokes of a brush; begins anew when it covers much.
    private static final class PaintedMask {
        private static final int PIECES = 12;

        private final LabelId label;
        private final int frame;
        private Rle rle;

        PaintedMask(LabelId label, int frame, int width, int height) {
            this.label = label;
            this.frame = frame;
            this.rle = MaskEditor.blank(width, height).toRle();
        }

        /// One stroke from anywhere, again when it covered nothing new.
        void stroke(Random random) {
            boolean full = rle.area() > (long) rle.width() * rle.height() / 3;
            MaskEditor editor = full ? MaskEditor.blank(rle.width(), rle.height()) : MaskEditor.of(rle);
            Rle before = rle;
            while (rle.equals(before)) {
                Point at = new Point(random.nextInt(rle.width()), random.nextInt(rle.height()));
                for (int i = 0; i < PIECES; i++) {
                    Point to = new Point(at.x() + random.nextGaussian() * 30, at.y() + random.nextGaussian() * 30);
                    editor.stroke(at, to, BRUSH, Tip.ROUND, Ink.PAINT);
                    at = to;
                }
                rle = editor.toRle();
            }
        }
    }
}
