package limner.test.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import limner.media.frame.PngWriter;
import limner.model.event.Recorded;
import limner.model.media.Media;
import limner.model.project.ProjectState;
import limner.model.release.Covering;
import limner.model.release.FrameIdentity;
import limner.model.release.FrameSupply;
import limner.model.release.PictureForm;
import limner.model.release.ReleaseOutcome;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseSource;
import limner.model.release.ReleaseWatch;
import limner.model.release.ReleaseWriter;
import limner.model.release.SplitPlan;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;

/// A process that writes one release of a project after another beside it, until somebody kills it. It names each when
/// it is there.
final class Releaser {

    private Releaser() {}

    /// The folder in which the releases of a project are.
    static Path folder(Path project) {
        return project.resolveSibling("releases");
    }

    /// `PROJECT SEED`
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path project = Path.of(args[0]);
        ReleaseSource source;
        try (ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(project, Access.READ)) {
            List<Recorded> log = store.eventsAfter(0);
            ProjectState state = store.load();
            source = ReleaseSource.replay(state.id(), state.name(), log, store.headAt(ReleaseSource.lastChange(log)));
        }
        ReleasePlan plan = ReleasePlan.of("killed", source.head().number())
                .withSplits(SplitPlan.of(List.of(new SplitPlan.Share("train", 2), new SplitPlan.Share("test", 1)), 1));
        out.println("ready");
        for (int n = 0; true; n++) {
            String name = new UUID(Long.parseLong(args[1]), n).toString();
            ReleaseOutcome outcome = ReleaseWriter.write(
                    plan, source, Releaser::grey, folder(project).resolve(name), ReleaseWatch.none());
            out.println((outcome instanceof ReleaseOutcome.Written ? "durable " : "refused ") + name + " 1");
        }
    }

    private static FrameSupply.Video grey(Media media) {
        return new FrameSupply.Video() {
            @Override
            public String sha256() {
                return "ab".repeat(32);
            }

            @Override
            public FrameSupply.Picture picture(int frame) {
                return new Grey(media, frame);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private record Grey(Media media, int frame) implements FrameSupply.Picture {
        @Override
        public FrameIdentity identity() {
            return new FrameIdentity(frame, 1, 25, "%032x".formatted(frame), media.width(), media.height());
        }

        @Override
        public byte[] file(PictureForm form, Covering covering) throws IOException {
            ByteBuffer rgb = ByteBuffer.allocate(3 * media.width() * media.height());
            for (int i = 0; i < rgb.capacity(); i++) {
                rgb.put(i, (byte) (i * 7 + frame));
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            PngWriter.write(file, media.width(), media.height(), rgb);
            return file.toByteArray();
        }
    }
}
