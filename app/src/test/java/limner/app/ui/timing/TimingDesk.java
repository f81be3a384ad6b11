package limner.app.ui.timing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.provenance.Run;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.sqlite.SqliteProjects;
import limner.model.suggestion.Suggestion;

/// A project in a real file and a workspace on it. A screen is played by whoever asks: every wanted frame is shown at
/// once unless [#screen(Screen)] says otherwise.
public final class TimingDesk implements AutoCloseable {

    public static final int FRAMES = 300;
    public static final ClassId CAR = new ClassId(1);
    public static final ClassId PERSON = new ClassId(2);
    public static final ClassId RAIN = new ClassId(3);
    public static final ClassId GRASP = new ClassId(4);
    public static final ClassId BLINK = new ClassId(5);
    public static final IntervalId EVENT = new IntervalId(uuid("grasp"));
    public static final LabelId TRACK = new LabelId(uuid("car"));
    public static final MediaId VIDEO = new MediaId(uuid("video"));

    /// Whether what is asked for is drawn at once.
    public enum Screen {
        AT_ONCE,
        STUCK
    }

    private final ProjectSession session;
    private final Workspace workspace;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private Screen screen = Screen.AT_ONCE;

    private TimingDesk(Path folder, @org.jspecify.annotations.Nullable Executor ui) {
        var store = new SqliteProjects(Clock.systemUTC()).create(folder.resolve("timing.limner"), "Timing");
        session = new ProjectSession(store, new ActorId(uuid("actor")), Clock.systemUTC());
        fill();
        workspace = new Workspace(session, ui == null ? queue::add : ui, new ErrorPresenter(Clock.systemUTC()));
        workspace.wanted().addListener((_, _, _) -> draw());
        workspace.mediaId().addListener((_, _, _) -> draw());
    }

    /// For tests without a window: what is meant for the JavaFX thread is run by [#settle()].
    public static TimingDesk without(Path folder) {
        TimingDesk desk = new TimingDesk(folder, null);
        desk.open();
        return desk;
    }

    /// For tests in a window; [#open()] is to be called on the JavaFX thread.
    public static TimingDesk on(Executor ui, Path folder) {
        return new TimingDesk(folder, ui);
    }

    public void open() {
        workspace.open(VIDEO);
        workspace.feed(VIDEO, new ClockFeed(FRAMES));
    }

    private void draw() {
        if (screen == Screen.AT_ONCE && workspace.mediaId().get().isPresent()) {
            workspace.shown(new ShownFrame(VIDEO, workspace.wanted().get(), ShownFrame.Picture.DRAWN));
        }
    }

    public void screen(Screen next) {
        screen = next;
        draw();
    }

    public Workspace workspace() {
        return workspace;
    }

    public ProjectSession session() {
        return session;
    }

    /// Waits until every edit is stored and shown.
    public void settle() {
        try {
            while (workspace.waiting().get() > 0) {
                Runnable work = queue.poll(20, TimeUnit.SECONDS);
                if (work == null) {
                    throw new AssertionError("an edit did not come back within 20 s");
                }
                work.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
            work.run();
        }
    }

    public void edit(Command command) {
        Outcome outcome = session.edit(command).join();
        if (outcome instanceof Outcome.Refused(String reason)) {
            throw new AssertionError(reason);
        }
    }

    public FrameRange event() {
        return java.util.Objects.requireNonNull(
                        session.state().labelsOf(VIDEO).intervals().get(EVENT), "event")
                .range();
    }

    private void fill() {
        edit(new Command.EditClasses(List.of(
                LabelClass.of(1, "Car", "#e69f00", ClassKind.THING),
                LabelClass.of(2, "Person", "#56b4e9", ClassKind.THING),
                LabelClass.of(3, "Rain", "#009e73", ClassKind.FRAME_TAG),
                LabelClass.of(4, "Grasp", "#cc79a7", ClassKind.INTERVAL_EVENT),
                LabelClass.of(5, "Blink", "#f0e442", ClassKind.POINT_EVENT))));
        edit(new Command.AddMedia(
                new Media(VIDEO, "street.mp4", "street.mp4", "f".repeat(16), "", 640, 360, FRAMES, 25)));
        edit(new Command.AddSequence(
                new Sequence(new SequenceId(uuid("s1")), VIDEO, "Crossing", new FrameRange(20, 119))));
        edit(new Command.Draw(VIDEO, 10, TRACK, CAR, Extent.TRACK, new Box(10, 10, 40, 30)));
        edit(new Command.Reshape(VIDEO, 60, TRACK, new Box(60, 10, 40, 30)));
        edit(new Command.SetOccluded(VIDEO, 100, TRACK, true));
        edit(new Command.SetOccluded(VIDEO, 140, TRACK, false));
        edit(new Command.SetOutside(VIDEO, 200, TRACK, true));
        LabelId person = new LabelId(uuid("person"));
        edit(new Command.Draw(VIDEO, 90, person, PERSON, Extent.TRACK, new Box(200, 80, 30, 90)));
        edit(new Command.Reshape(VIDEO, 160, person, new Box(240, 80, 30, 90)));
        for (int f : new int[] {3, 4, 5, 5, 5, 77, 220}) {
            edit(new Command.Draw(VIDEO, f, LabelId.random(), PERSON, Extent.FRAME, new Box(300, 100, 20, 20)));
        }
        edit(new Command.Tag(VIDEO, 30, RAIN));
        edit(new Command.Tag(VIDEO, 31, RAIN));
        edit(new Command.AddInterval(VIDEO, EVENT, GRASP, new FrameRange(50, 99)));
        edit(new Command.AddInterval(VIDEO, IntervalId.random(), GRASP, new FrameRange(180, 230)));
        edit(new Command.AddInterval(VIDEO, IntervalId.random(), BLINK, FrameRange.of(120)));
        edit(new Command.SetFrameState(VIDEO, new FrameRange(0, 2), FrameState.DONE));
        edit(new Command.SetFrameState(VIDEO, new FrameRange(6, 9), FrameState.DONE));
        RunId run = new RunId(uuid("run"));
        edit(new Command.RecordRun(new Run(run, "onnx", "1", "detector", "1", "0".repeat(64), Map.of())));
        for (int f = 150; f < FRAMES; f += 10) {
            edit(new Command.OfferSuggestions(
                    VIDEO,
                    f,
                    List.of(new Suggestion(
                            SuggestionId.random(), VIDEO, f, PERSON, new Box(5, 5, 20, 20), 0.9, run, null))));
        }
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        session.close();
    }
}
