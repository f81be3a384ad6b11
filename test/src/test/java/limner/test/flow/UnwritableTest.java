package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.Services;
import limner.app.usecase.exchange.ExportLabels;
import limner.app.usecase.exchange.ExportRequest;
import limner.model.command.Command;
import limner.model.exchange.Choices;
import limner.model.exchange.out.Wanted;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.store.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports and releases that cannot be written, each for another cause: its own words, nothing half, the project and
/// whatever is there as they were. A full disk is [FullDiskTest]'s.
final class UnwritableTest {

    private static final String SAFE = "Nothing of it was left behind, and the project is as it was.";

    @TempDir
    Path root;

    private Path project = Path.of("");

    private Limner limner() {
        return new Limner(root.resolve("home"));
    }

    /// A project with two pictures and a video, a box on the first frame of each and that frame done.
    private void make(String... pictures) throws IOException {
        Path drawn = new MovingPictures().write(root.resolve("drawn"), 1, true).resolve("f000.png");
        for (String name : pictures) {
            Files.createDirectories(root.resolve("day"));
            Files.copy(drawn, root.resolve("day").resolve(name));
        }
        Path video = Files.copy(Clips.ofMedia("edit_list.mp4"), root.resolve("walk.mp4"));
        assertTrue(video.toFile().setWritable(true));
        project = root.resolve("walk.limner");
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject made = services.projects().create(project)) {
            List<Media> all = services.importMedia()
                    .all(made, List.of(root.resolve("day"), video), OptionalInt.empty(), Progress.none());
            made.perform(new Command.EditClasses(List.of(LabelClass.of(3, "Disc", "#e69f00", ClassKind.THING))));
            for (Media media : all) {
                for (int frame = 0; frame < Math.min(2, media.frameCount()); frame++) {
                    made.perform(new Command.Draw(
                            media.id(), frame, LabelId.random(), new ClassId(3), Extent.FRAME, new Box(1, 1, 5, 5)));
                }
                made.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 1), FrameState.DONE));
            }
        }
    }

    private void refused(Limner.Run run, String... said) {
        assertTrue(run.exit() == 2 || run.exit() == 3, () -> run.exit() + run.out() + run.err());
        assertEquals(1, run.complaints().size(), run::err);
        says(run.err(), said);
    }

    private static void says(String sentence, String... said) {
        for (String words : said) {
            assertTrue(sentence.contains(words), () -> words + "\nis not in\n" + sentence);
        }
        assertFalse(sentence.contains(".."), sentence);
        assertFalse(sentence.contains(".part"), sentence);
        assertFalse(sentence.contains("Something could not be"), sentence);
    }

    /// Both ways out of a project.
    private List<Limner.Run> both(Limner limner, Path to) throws IOException, InterruptedException {
        return List.of(
                limner.run("export", project, to, "--format", "coco"),
                limner.run("release", project, "--out", to, "--name", "one"));
    }

    @Test
    void aFileWhereAFolderIsNeededIsNamedAndKept() throws Exception {
        make("a.png", "b.png");
        Path file = Files.writeString(root.resolve("file"), "mine");
        for (String below : List.of("out", "deep/out")) {
            for (Limner.Run run : both(limner(), file.resolve(below))) {
                refused(run, file + " is a file, and a folder is needed in its place", SAFE, "Choose another folder");
                assertFalse(run.err().contains("space"), run.err());
            }
        }
        refused(limner().run("export", project, file, "--format", "coco"), file + " is a file.", "Nothing was written");
        refused(limner().run("release", project, "--out", file), file + " is no folder.", "Nothing was changed");
        assertEquals("mine", Files.readString(file));
        Path full = Files.createDirectory(root.resolve("full"));
        Files.writeString(full.resolve("other"), "mine");
        refused(limner().run("export", project, full, "--format", "coco"), full + " is not empty.");
        refused(limner().run("release", project, "--out", full), full + " holds other files.");
        assertEquals(Set.of("other"), Contents.of(full).files().keySet());
    }

    /// What a machine does not let anybody try is said, and is no test left out by mistake.
    @Test
    void aFolderThatMayNotBeWrittenToIsNamed() throws Exception {
        make("a.png", "b.png");
        Path disk = Files.createDirectory(root.resolve("disk"));
        String mount = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" || exit 99; shift; exec \"$@\"";
        List<String> mounted = List.of("unshare", "-rm", "sh", "-c", mount, "sh", disk.toString());
        if (FullDisk.possible(Files.createDirectory(root.resolve("possible")))) {
            for (Limner.Run run : both(limner().startedBy(mounted), disk.resolve("out"))) {
                refused(run, "nothing may be written in " + disk + ". " + SAFE, "remove the write protection");
            }
        } else {
            System.out.println("UnwritableTest: NOT TRIED, since this system lets nobody mount a disk");
        }
        assertTrue(disk.toFile().setWritable(false));
        if (Files.isWritable(disk)) {
            System.out.println("UnwritableTest: rights NOT TRIED, since this user may write everywhere");
        } else {
            for (Limner.Run run : both(limner(), disk.resolve("deep/out"))) {
                refused(run, "nothing may be written in " + disk + ". " + SAFE, "remove the write protection");
            }
        }
        assertTrue(disk.toFile().setWritable(true));
        assertEquals(Set.of(), Contents.of(disk).files().keySet());
    }

    @Test
    void aVideoOrAFolderThatIsAwayIsNamedAndNotTheDisk() throws Exception {
        make("a.png", "b.png");
        Files.move(root.resolve("day"), root.resolve("elsewhere"));
        Path out = root.resolve("out");
        String away = "limner: The video day is not at " + root.resolve("day") + ". Its labels are safe.";
        for (Limner.Run run : both(limner(), out)) {
            refused(run, away, "Connect the drive", "written.");
            assertFalse(run.err().contains("space"), run.err());
        }
        Files.writeString(root.resolve("day"), "a file in its place");
        both(limner(), out).forEach(run -> refused(run, away));
        Files.delete(root.resolve("day"));
        Files.move(root.resolve("elsewhere"), root.resolve("day"));

        Files.move(root.resolve("walk.mp4"), root.resolve("kept.mp4"));
        refused(
                limner().run("export", project, out, "--format", "parquet"),
                "limner: The video walk.mp4 is not at ",
                "Its labels are safe.");
        refused(limner().run("release", project, "--out", out), "limner: The video walk.mp4 is not at ");
        // COCO names frames by their numbers, and needs no file for it.
        assertEquals(0, limner().run("export", project, out, "--format", "coco").exit());
        delete(out);

        cutShort(Files.copy(root.resolve("kept.mp4"), root.resolve("walk.mp4")));
        for (Limner.Run run : List.of(
                limner().run("export", project, out, "--format", "parquet"),
                limner().run("release", project, "--out", out))) {
            refused(run, "is not the file that was labelled as walk.mp4", "The labels are safe");
        }
        assertFalse(Files.exists(out));
        assertEquals(0, limner().run("verify", project).exit());
    }

    @Test
    void aPictureThatIsGoneOrCutShortIsNamed() throws Exception {
        make("a.png", "b.png");
        Path out = root.resolve("out");
        Path picture = root.resolve("day/b.png");
        cutShort(picture);
        both(limner(), out).forEach(run -> refused(run, "In " + root.resolve("day"), "The labels are safe"));
        Files.delete(picture);
        both(limner(), out).forEach(run -> refused(run, "In " + root.resolve("day"), "pictures were added, removed"));
        assertFalse(Files.exists(out));
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.toList().reversed()) {
                Files.delete(path);
            }
        }
    }

    private static void cutShort(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    /// Does something when the work has come so far.
    private record Meanwhile(String when, Deed deed) implements Progress {
        interface Deed {
            void done() throws IOException;
        }

        @Override
        public void report(double fraction, String message) {
            if (message.startsWith(when)) {
                try {
                    deed.done();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void onCancel(Runnable action) {
            // Nobody does.
        }
    }

    private static ExportRequest request(String format) {
        return new ExportRequest(
                format,
                Choices.FAITHFUL,
                Set.of(),
                Set.of(),
                EnumSet.allOf(FrameState.class),
                Wanted.Frames.WORKED_ON,
                Optional.empty());
    }

    @Test
    void picturesThatGoAwayAfterTheLookingAreNamedAndNothingIsLeft() throws Exception {
        make("a.png", "b.png");
        Path out = root.resolve("out");
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject open = services.projects().open(project, Access.READ)) {
            ExportLabels.Prepared prepared = ExportLabels.prepare(open, request("labelme"), Progress.none());
            Files.move(root.resolve("day"), root.resolve("elsewhere"));
            AppException refused = assertThrows(AppException.class, () -> prepared.run(out, Progress.none()));
            says(refused.sentence(), "The video day is not at", "Its labels are safe", "Nothing was written.");
            assertEquals(AppException.Kind.BAD_INPUT, refused.kind());
            Files.move(root.resolve("elsewhere"), root.resolve("day"));
        }
        assertFalse(Files.exists(out));
        assertNothingUnfinished();
    }

    @Test
    void pictureFilesThatGoAwayWhileAReleaseIsMadeAreNamedAndNothingIsLeft() throws Exception {
        make("a.png", "b.png");
        Path out = root.resolve("deep/out");
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject open = services.projects().open(project, Access.READ)) {
            Path picture = root.resolve("day/b.png");
            Path kept = root.resolve("kept.png");
            Progress away = new Meanwhile("Taking pictures of day", () -> {
                if (Files.exists(picture)) {
                    Files.move(picture, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            });
            AppException refused = assertThrows(
                    AppException.class, () -> services.buildRelease().run(open, ReleaseRequest.to(out), away));
            says(refused.sentence(), "Frame 1 of video day could not be read: ", "b.png", "No release was written.");
            Files.move(kept, picture);
        }
        assertFalse(Files.exists(root.resolve("deep")));
        assertNothingUnfinished();
    }

    @Test
    void aVideoThatIsCutShortWhileAReleaseIsMadeIsNamedAndNothingIsLeft() throws Exception {
        make("a.png", "b.png");
        Path out = root.resolve("deep/out");
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject open = services.projects().open(project, Access.READ)) {
            Progress cut = new Meanwhile("Taking pictures of day", () -> cutShort(root.resolve("walk.mp4")));
            AppException refused = assertThrows(
                    AppException.class, () -> services.buildRelease().run(open, ReleaseRequest.to(out), cut));
            says(refused.sentence(), "walk.mp4", "abels are safe", "No release was written.");
        }
        assertFalse(Files.exists(root.resolve("deep")));
        assertNothingUnfinished();
    }

    private void assertNothingUnfinished() throws IOException {
        try (var all = Files.list(root)) {
            assertEquals(
                    List.of(),
                    all.map(p -> p.getFileName().toString())
                            .filter(n -> n.endsWith(".part"))
                            .toList());
        }
    }

    /// The formats with a file for each picture are refused, for all systems alike; COCO has one file for all.
    @Test
    void namesThatNotEverySystemTakesAreRefusedWithAWayOut() throws Exception {
        make("a.png", "con.png");
        Path out = root.resolve("out");
        refused(
                limner().run("export", project, out, "--format", "labelme", "--accept-losses"),
                "limner: A file cannot be called day/con.json: con.json is a device on some systems. "
                        + "Choose a format that has one file for all pictures, such as COCO. Nothing was written.");
        assertFalse(Files.exists(out));
        assertEquals(0, limner().run("export", project, out, "--format", "coco").exit());
        assertEquals(
                0,
                limner().run("release", project, "--out", root.resolve("release"))
                        .exit());
    }

    @Test
    void namesThatAreOneOnSomeSystemsAreRefusedWithAWayOut() throws Exception {
        if (Files.exists(root.resolveSibling(root.getFileName().toString().toUpperCase(Locale.ROOT)))) {
            System.out.println("UnwritableTest: capitals NOT TRIED, since they do not count on this disk");
            return;
        }
        make("a.png", "A.png");
        Path out = root.resolve("out");
        refused(
                limner().run("export", project, out, "--format", "labelme", "--accept-losses"),
                "limner: Two files would be called day/",
                ", which is one name on some systems. Choose a format that has one file for all pictures");
        assertFalse(Files.exists(out));
        assertEquals(0, limner().run("export", project, out, "--format", "coco").exit());
        assertEquals(
                0,
                limner().run("release", project, "--out", root.resolve("release"))
                        .exit());
    }
}
