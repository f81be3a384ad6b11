package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.Progress;
import limner.app.usecase.Folders;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.store.Access;

/// A process that carries the first label of a project through its video, over and over, until somebody kills it. Each
/// place that was acknowledged as durable is named on the standard output, in one line with its frame.
final class Carrier {

    private Carrier() {}

    /// `PROJECT SEED`
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path file = Path.of(args[0]);
        Path room = file.resolveSibling("room");
        Services services = new Services(
                new Folders(room.resolve("config"), room.resolve("cache"), room.resolve("data")),
                SessionOptions.usual().withoutPrefetch(),
                new ImmediateTaskRunner(),
                Clock.systemUTC());
        OpenProject project = services.projects().open(file, Access.WRITE);
        Media media = project.state().mediaInOrder().getFirst();
        Label label = project.state().labelsOf(media.id()).labelsInOrder().getFirst();
        Set<String> told = new HashSet<>();
        while (true) {
            services.propagate()
                    .run(
                            project,
                            new PropagateRequest(
                                    media.id(),
                                    label.id(),
                                    label.firstFrame(),
                                    media.frameCount() - 1,
                                    PropagateRequest.Method.BEST),
                            new Progress() {
                                @Override
                                public void report(double fraction, String message) {
                                    tell(project, media, label, told, out);
                                }

                                @Override
                                public boolean cancelled() {
                                    return false;
                                }

                                @Override
                                public void onCancel(Runnable action) {
                                    // Nobody asks this program nicely.
                                }
                            });
        }
    }

    /// The proof of the index reports from a thread of its own while the label is carried already.
    private static void tell(OpenProject project, Media media, Label label, Set<String> told, PrintStream out) {
        synchronized (told) {
            project.state()
                    .labelsOf(media.id())
                    .openPlaces(label.id(), new FrameRange(0, media.frameCount()))
                    .values()
                    .forEach(s -> {
                        if (told.add(s.id().toString())) {
                            out.println("durable " + s.id() + " " + s.frame());
                            if (told.size() == 1) {
                                // From now on it may be killed.
                                out.println("ready");
                            }
                        }
                    });
        }
    }
}
