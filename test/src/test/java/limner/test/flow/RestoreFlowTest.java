package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.RestoreProject;
import limner.app.usecase.RestoreProject.Count;
import limner.app.usecase.RestoreProject.Kind;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.ProjectState;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An earlier state of a project, looked at and made a file of its own.
final class RestoreFlowTest {

    private static final ClassId CAR = new ClassId(41);

    @TempDir
    private Path folder = Path.of("");

    private final LabelId box = LabelId.random();
    private final LabelId mask = LabelId.random();

    /// A box and a mask, then the box goes, the mask becomes smaller and the frame is done.
    private Then work(OpenProject project, Services services) throws Exception {
        project.perform(new Command.EditClasses(List.of(LabelClass.of(41, "Car", "#e69f00", ClassKind.THING))));
        Media media = services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), Progress.none());
        project.perform(new Command.Draw(media.id(), 0, box, CAR, Extent.FRAME, new Box(1, 1, 8, 8)));
        project.perform(new Command.Draw(media.id(), 2, mask, CAR, Extent.FRAME, new Mask(pixels(media, 9))));
        Then then = new Then(project.state(), project.session().head());
        project.perform(new Command.Delete(media.id(), Set.of(box)));
        project.perform(new Command.Reshape(media.id(), 2, mask, new Mask(pixels(media, 3))));
        project.perform(new Command.SetFrameState(media.id(), FrameRange.of(5), FrameState.DONE));
        return then;
    }

    private record Then(ProjectState state, LogHead head) {}

    private static Rle pixels(Media media, int side) {
        byte[] pixels = new byte[media.width() * media.height()];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                pixels[y * media.width() + x] = 1;
            }
        }
        return Rle.ofRowMajor(media.width(), media.height(), pixels);
    }

    /// Frames between keyframes, frames that a track is held on, and those of an event differ like any other.
    @Test
    void everyFrameThatLooksOtherIsCounted() throws Exception {
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(folder.resolve("tracks.limner"))) {
            Then then = work(project, services);
            Media media = then.state().mediaInOrder().getFirst();
            LabelId track = LabelId.random();
            project.perform(new Command.Draw(media.id(), 10, track, CAR, Extent.TRACK, new Box(1, 1, 8, 8)));
            project.perform(new Command.Reshape(media.id(), 20, track, new Box(11, 1, 8, 8)));
            project.perform(new Command.SetOutside(media.id(), 30, track, true));
            long drawn = project.session().head().number();
            project.perform(new Command.Reshape(media.id(), 20, track, new Box(21, 1, 8, 8)));
            assertEquals(IntStream.range(11, 30).boxed().toList(), places(services, project, drawn));
            project.perform(new Command.Delete(media.id(), Set.of(track)));
            assertEquals(IntStream.range(10, 30).boxed().toList(), places(services, project, drawn));
        }
    }

    private static List<Integer> places(Services services, OpenProject project, long event) {
        RestoreProject.Look look = services.restore()
                .history(project.file(), project.state(), Progress.none())
                .look(event, project.state(), Progress.none());
        assertEquals(look.places().size(), look.allPlaces());
        return look.places().stream().map(RestoreProject.Place::frame).toList();
    }

    @Test
    void whatWasIsSeenAndMadeAFileOfItsOwnWhileTheProjectIsInUse() throws Exception {
        Path file = folder.resolve("walk.limner");
        Path copy = folder.resolve("walk before.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(file)) {
            Then then = work(project, services);
            ProjectState now = project.state();
            RestoreProject restore = services.restore();

            RestoreProject.Look look =
                    restore.history(file, now, Progress.none()).look(then.head().number(), now, Progress.none());
            assertEquals(new Count(0, 1, 1), look.of(Kind.LABELS));
            assertEquals(1, look.of(Kind.FRAMES).gone(), "the frame that is done now");
            assertEquals(
                    List.of(0, 2, 5),
                    look.places().stream().map(RestoreProject.Place::frame).toList());
            assertTrue(restore.history(file, now, Progress.none())
                    .look(restore.last(file), now, Progress.none())
                    .same());

            assertEquals(copy, restore.restore(file, then.head().number(), copy, Progress.none()));
            try (ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(copy, Access.WRITE)) {
                assertEquals(then.state(), store.load());
                assertEquals(then.head(), store.head(), "the very same log up to there");
                assertNotEquals(
                        project.session().snapshot().lastEvent(), store.head().number());
                assertTrue(store.verify().holds(), () -> store.verify().faults().toString());
                try (ProjectStore own = new SqliteProjects(Clock.systemUTC()).open(file, Access.READ)) {
                    assertNotEquals(own.replica(), store.replica(), "a copy of its own");
                }
            }
            assertEquals(List.of(file, copy), restore.copies(file));
            // Work goes on in both.
            project.perform(new Command.Draw(
                    now.mediaInOrder().getFirst().id(), 1, LabelId.random(), CAR, Extent.FRAME, new Box(2, 2, 3, 3)));
        }
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject earlier = services.projects().open(copy, Access.WRITE)) {
            earlier.perform(
                    new Command.Delete(earlier.state().mediaInOrder().getFirst().id(), Set.of(box)));
            assertTrue(earlier.session().verify().join().holds());
        }
    }

    @Test
    void nothingIsEverWrittenOverAndNothingHalfIsLeftBehind() throws Exception {
        Path file = folder.resolve("walk.limner");
        Path other = folder.resolve("other.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            try (OpenProject project = services.projects().create(file);
                    OpenProject another = services.projects().create(other)) {
                work(project, services);
                another.perform(new Command.EditClasses(List.of(LabelClass.of(1, "Cup", "#56b4e9", ClassKind.THING))));
            }
            byte[] before = Files.readAllBytes(file);
            List<Path> there = listed();
            RestoreProject restore = services.restore();
            long last = restore.last(file);
            assertThrows(StoreException.class, () -> restore.restore(file, last, file, Progress.none()));
            assertThrows(StoreException.class, () -> restore.restore(file, last, other, Progress.none()));
            assertThrows(
                    StoreException.class,
                    () -> restore.restore(file, last + 1, folder.resolve("new"), Progress.none()));
            assertThrows(StoreException.class, () -> restore.restore(file, 0, folder.resolve("new"), Progress.none()));
            assertThrows(
                    StoreException.class,
                    () -> restore.restore(file, last, folder.resolve("no/where"), Progress.none()));
            try (OpenProject project = services.projects().open(file, Access.READ)) {
                assertThrows(AppException.class, () -> restore.history(other, project.state(), Progress.none()));
            }
            assertArrayEquals(before, Files.readAllBytes(file));
            assertEquals(there, listed());
        }
    }

    private List<Path> listed() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /// A progress that is cancelled when it was asked so often.
    private static Progress cancelledAfter(int times, AtomicInteger asked) {
        Progress none = Progress.none();
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                none.report(fraction, message);
            }

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > times;
            }

            @Override
            public void onCancel(Runnable action) {
                none.onCancel(action);
            }
        };
    }

    @Test
    void whoeverCancelsItFindsNothingOfItWhereverItWas() throws Exception {
        Path file = folder.resolve("walk.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            try (OpenProject project = services.projects().create(file)) {
                work(project, services);
            }
            List<Path> there = listed();
            RestoreProject restore = services.restore();
            long last = restore.last(file);
            AtomicInteger asked = new AtomicInteger();
            Path whole = restore.restore(file, last, folder.resolve("whole"), cancelledAfter(Integer.MAX_VALUE, asked));
            Files.delete(whole);
            assertTrue(asked.get() > 3, "it can be stopped at several moments");
            for (int times = asked.get() - 1; times >= 0; times--) {
                Progress progress = cancelledAfter(times, new AtomicInteger());
                assertThrows(
                        CancellationException.class,
                        () -> restore.restore(file, last, folder.resolve("new"), progress));
                assertEquals(there, listed(), "cancelled after " + times + " steps");
            }
        }
    }

    @Test
    void whatOnlyLaterEventsSpeakOfIsNotInTheFile() throws Exception {
        Path file = folder.resolve("walk.limner");
        Path copy = folder.resolve("before.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(file)) {
            Then then = work(project, services);
            List<String> before = blobs(file);
            services.restore().restore(file, then.head().number(), copy, Progress.none());
            assertEquals(2, before.size(), "the mask as it was and as it became");
            assertEquals(1, blobs(copy).size(), "the mask as it was");
            Path all = services.restore()
                    .restore(file, services.restore().last(file), folder.resolve("all"), Progress.none());
            assertEquals(before, blobs(all));
        }
    }

    /// Nobody who came later is in it either.
    @Test
    void peopleWhoCameLaterAreNotInTheFile() throws Exception {
        Path file = folder.resolve("walk.limner");
        SqliteProjects projects = new SqliteProjects(Clock.systemUTC());
        projects.create(file, "Walk").close();
        long first = said(projects, file, "Ann", 1);
        said(projects, file, "Ben", 2);
        Path copy = folder.resolve("before.limner");
        projects.copy(file, first, copy, () -> {});
        try (ProjectStore store = projects.open(copy, Access.READ)) {
            assertEquals(Set.of("Ann"), Set.copyOf(store.people().values()));
        }
    }

    /// @return the last event
    private static long said(SqliteProjects projects, Path file, String name, int classId) throws Exception {
        ActorId actor = ActorId.random();
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            store.remember(actor, name);
            try (ProjectSession session = new ProjectSession(store, actor, Clock.systemUTC())) {
                session.edit(new Command.EditClasses(List.of(LabelClass.of(classId, name, "#56b4e9", ClassKind.THING))))
                        .get();
                return session.head().number();
            }
        }
    }

    private static List<String> blobs(Path file) throws Exception {
        List<String> all = new ArrayList<>();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet rows = db.createStatement().executeQuery("SELECT sha256 FROM blob ORDER BY sha256")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    @Test
    void theCommandLineListsLooksAndWrites() throws Exception {
        Path file = folder.resolve("walk.limner");
        Then then;
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(file)) {
            then = work(project, services);
        }
        Limner limner = new Limner(folder.resolve("home"));
        Limner.Run list = limner.run("restore", file, "--list");
        assertEquals(0, list.exit(), list.err());
        assertTrue(
                list.lines().stream()
                        .anyMatch(l -> l.strip().startsWith(then.head().number() + " ")),
                list.out());

        Path out = folder.resolve("before.limner");
        Limner.Run look = limner.run("restore", file, "--event", then.head().number(), "--json");
        assertEquals(0, look.exit(), look.err());
        JsonNode seen = JsonMapper.shared().readTree(look.out());
        assertEquals(1, seen.path("counts").path("labels").path("back").intValue());
        assertFalse(Files.exists(out), "looking writes nothing");
        Limner.Run made = limner.run("restore", file, "--event", then.head().number(), "--out", out);
        assertEquals(0, made.exit(), made.err());
        assertEquals(0, limner.run("verify", out).exit());
        Limner.Run again = limner.run("restore", file, "--event", then.head().number(), "--out", out);
        assertEquals(2, again.exit(), again.err());
        assertTrue(again.err().contains("already"), again.err());
    }
}
