package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two releases of one project by two processes are the same bytes, wherever and whenever they are made.
final class SamenessTest {

    private static final Instant EARLY = Instant.parse("2001-02-03T04:05:06Z");
    private static final Instant LATE = Instant.parse("2099-12-31T23:59:59Z");

    @TempDir
    Path folder;

    @Test
    void twoProcessesWithOtherLocaleAndTimeZoneWriteTheSameBytesAndAFlippedOneIsNamed() throws Exception {
        Path project = folder.resolve("walk.limner");
        Limner here = new Limner(folder.resolve("here"))
                .with("LC_ALL", "C.UTF-8")
                .with("TZ", "UTC")
                .java("-Duser.language=en")
                .java("-Duser.country=US");
        expectFine(here.run("import", project, Clips.gallery(), Clips.bunny()));
        expectFine(here.run("prelabel", project, "--every", "40", "--threshold", "0.3"));
        expectFine(here.run("accept", project, "--threshold", "0.35", "--done"));
        expectFine(here.run("release", project, "--out", folder.resolve("first")));
        Limner there = new Limner(folder.resolve("there"))
                .with("LC_ALL", "C")
                .with("TZ", "Asia/Kathmandu")
                .java("-Duser.language=ar")
                .java("-Duser.country=EG")
                .java("-Duser.extensions=u-nu-arab")
                .java("-Duser.timezone=Pacific/Auckland");
        expectFine(there.run("release", project, "--out", folder.resolve("second")));
        Contents first = Contents.of(folder.resolve("first"));
        assertEquals(first, Contents.of(folder.resolve("second")));
        assertTrue(first.files().size() > 15, "the release holds pictures");

        expectFine(there.run("verify", folder.resolve("second"), "--video", Clips.gallery(), "--video", Clips.bunny()));
        flipOneByteInTurn(there, folder.resolve("second"), first);
    }

    /// The one process has the year 2001 and pictures that were written from the first to the last, the other the year
    /// 2099 and a copy of everything whose pictures were written from the last to the first.
    @Test
    void twoProcessesWithOtherClocksAndOrdersOfFilesWriteTheSameBytes() throws Exception {
        Path room = roomThatListsAsMade();
        try {
            Path first = Files.createDirectory(room.resolve("first"));
            Path second = Files.createDirectory(room.resolve("second"));
            MovingPictures pictures = new MovingPictures();
            List<Path> made = listed(pictures.write(folder.resolve("made"), 12, true)).stream()
                    .sorted()
                    .toList();
            copy(made, Files.createDirectory(first.resolve("shots")));
            copy(made.reversed(), Files.createDirectory(second.resolve("shots")));
            Path project = first.resolve("walk.limner");
            drawn(project, first.resolve("shots"));
            Path copy = Files.copy(project, second.resolve("walk.limner"));

            String one = releasedAt(EARLY, project, first.resolve("release"));
            // What the second one writes comes from its own pictures.
            Files.move(first.resolve("shots"), first.resolve("away"));
            String two = releasedAt(LATE, copy, second.resolve("release"));

            assertEquals(one, two);
            Contents release = Contents.of(first.resolve("release"));
            assertEquals(release, Contents.of(second.resolve("release")));
            assertEquals(
                    12,
                    release.files().keySet().stream()
                            .filter(n -> n.endsWith(".png"))
                            .count());
            assertEquals(EARLY, lastWord(project), "the clock of the first process was heard");
            assertEquals(LATE, lastWord(copy), "the clock of the second process was heard");
            if (names(first.resolve("away")).equals(names(second.resolve("shots")))) {
                System.out.println(
                        "SamenessTest: the order of files was NOT TRIED, since this file system lists them in "
                                + "one order whatever order they were made in");
            }
        } finally {
            delete(room);
        }
    }

    /// Where there is a file system in memory it lists files in the order they were made in, or the reverse of it;
    /// others sort them by their names.
    private Path roomThatListsAsMade() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "limner-same")
                : Files.createDirectory(folder.resolve("same"));
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return listed(folder).stream().map(p -> String.valueOf(p.getFileName())).toList();
    }

    private static void copy(List<Path> files, Path to) throws IOException {
        for (Path file : files) {
            // Pictures whose time has changed would be looked through anew.
            Files.copy(file, to.resolve(String.valueOf(file.getFileName())), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void delete(Path room) throws IOException {
        try (Stream<Path> all = Files.walk(room)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void drawn(Path file, Path pictures) {
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(file)) {
            Media media = services.importMedia()
                    .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                    .getFirst();
            ClassId disc = new ClassId(3);
            project.perform(new Command.EditClasses(List.of(
                    LabelClass.of(3, "Disc", "#e69f00", ClassKind.THING),
                    LabelClass.of(1, "Goes", "#56b4e9", ClassKind.INTERVAL_EVENT))));
            LabelId track = LabelId.random();
            project.perform(new Command.Draw(media.id(), 0, track, disc, Extent.TRACK, MovingPictures.box(0)));
            project.perform(new Command.Reshape(media.id(), 11, track, MovingPictures.box(11)));
            for (int frame = 11; frame >= 0; frame--) {
                project.perform(new Command.Draw(
                        media.id(), frame, LabelId.random(), disc, Extent.FRAME, MovingPictures.mask(frame)));
            }
            project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 11), FrameState.DONE));
        }
    }

    /// @return the digest it tells
    private String releasedAt(Instant when, Path project, Path to) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReleaseAt.class.getName(),
                        folder.resolve("room " + when.getEpochSecond()).toString(),
                        when.toString(),
                        project.toString(),
                        to.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, process.waitFor(), () -> "the release of " + project);
        return Files.readString(said).strip();
    }

    private static Instant lastWord(Path project) {
        try (ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(project, Access.READ)) {
            return store.eventsAfter(0).getLast().stamp().at();
        }
    }

    /// In every annotation, every table and a few of the pictures.
    private static void flipOneByteInTurn(Limner limner, Path release, Contents whole)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("SamenessTest: seed " + seed);
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>();
        int pictures = 0;
        for (Map.Entry<String, String> file : whole.files().entrySet()) {
            boolean folder = file.getValue().isEmpty();
            boolean picture = file.getKey().endsWith(".png");
            if (!folder && (!picture || pictures++ < 2)) {
                chosen.add(file.getKey());
            }
        }
        for (String name : chosen) {
            Path file = release.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            Limner.Run run = limner.run("verify", release);
            String where = name + ", byte " + at + ", seed " + seed;
            assertEquals(1, run.exit(), where + ": " + run.out() + run.err());
            assertTrue(run.out().contains(name), where + ": " + run.out());
            bytes[at] = Files.readAllBytes(release.resolveSibling("first").resolve(name))[at];
            Files.write(file, bytes);
        }
        expectFine(limner.run("verify", release));
    }

    private static void expectFine(Limner.Run run) {
        assertEquals(0, run.exit(), () -> run.out() + run.err());
    }
}
