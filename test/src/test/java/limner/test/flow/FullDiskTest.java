package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.store.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that becomes full while something is written: one sentence, nothing half, the project unharmed, and with
/// space it works.
final class FullDiskTest {

    private static final int PICTURES = 12;

    /// The last event of a change.
    private static final int EVENT = 9;

    @TempDir
    Path root;

    private Path disk = Path.of("");
    private Path project = Path.of("");

    /// What a machine does not let anybody try is said, and is no test left out by mistake.
    private boolean isLeftOut() throws IOException, InterruptedException {
        boolean possible = FullDisk.possible(Files.createDirectory(root.resolve("possible")));
        if (!possible) {
            System.out.println("FullDiskTest: NOT TRIED, since this system lets nobody mount a small disk");
        }
        return !possible;
    }

    @BeforeEach
    void drawSomething() throws Exception {
        disk = Files.createDirectory(root.resolve("disk"));
        project = root.resolve("walk.limner");
        Path pictures = new MovingPictures().write(root.resolve("pictures"), PICTURES, true);
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject made = services.projects().create(project)) {
            Media media = services.importMedia()
                    .all(made, List.of(pictures), OptionalInt.empty(), Progress.none())
                    .getFirst();
            made.perform(new Command.EditClasses(List.of(LabelClass.of(3, "Disc", "#e69f00", ClassKind.THING))));
            for (int frame = 0; frame < PICTURES; frame++) {
                made.perform(new Command.Draw(
                        media.id(), frame, LabelId.random(), new ClassId(3), Extent.FRAME, MovingPictures.mask(frame)));
            }
            made.perform(new Command.SetFrameState(media.id(), new FrameRange(0, PICTURES - 1), FrameState.DONE));
        }
    }

    private Limner limner() {
        return new Limner(root.resolve("home"));
    }

    private Limner.Run onDisk(int kibibytes, Object... arguments) throws Exception {
        return limner().startedBy(new FullDisk(disk, kibibytes).before()).run(arguments);
    }

    private static void expectFine(Limner.Run run) {
        assertEquals(0, run.exit(), () -> run.out() + run.err());
    }

    /// One sentence of what happened, what is safe and what to do.
    private static void assertSays(Limner.Run run, String safe, String what) {
        assertTrue(run.exit() == 2 || run.exit() == 3, () -> what + ": " + run.exit() + run.out() + run.err());
        assertEquals(1, run.complaints().size(), () -> what + ": " + run.err());
        String said = run.err().toLowerCase(Locale.ROOT);
        assertTrue(said.contains("no space left") || said.contains("disk is full"), () -> what + ": " + run.err());
        assertTrue(said.contains(safe), () -> what + ": " + run.err());
        assertTrue(said.contains("space") && said.contains("try again"), () -> what + ": " + run.err());
    }

    @Test
    void anExportThatDoesNotFitIsNotThereAndTheNextOneIs() throws Exception {
        if (isLeftOut()) {
            return;
        }
        for (String format : List.of("coco", "cvat", "png-instances", "parquet")) {
            Contents before = Contents.of(root.resolve("pictures"));
            Path to = disk.resolve("deep/" + format);
            Limner.Run full = onDisk(8, "export", project, to, "--format", format, "--accept-losses");
            assertSays(full, "nothing of it was left behind, and the project is as it was", format);
            assertEquals(List.of(), List.copyOf(Contents.of(disk).files().keySet()), format);
            assertEquals(before, Contents.of(root.resolve("pictures")));
            expectFine(onDisk(4_096, "export", project, to, "--format", format, "--accept-losses"));
            assertTrue(Contents.of(to).files().size() > 1, format);
            remove(to);
        }
        expectFine(limner().run("verify", project));
    }

    @Test
    void aReleaseThatDoesNotFitIsNotThereAndTheNextOneIs() throws Exception {
        if (isLeftOut()) {
            return;
        }
        Contents before = Contents.of(root.resolve("pictures"));
        String log = limner().run("log", project).out();
        Path to = disk.resolve("deep/release");
        for (int kibibytes : List.of(8, 400)) {
            Limner.Run full = onDisk(kibibytes, "release", project, "--out", to, "--name", "one");
            assertSays(full, "nothing of it was left behind, and the project is as it was", kibibytes + " KiB");
            assertEquals(List.of(), List.copyOf(Contents.of(disk).files().keySet()));
        }
        assertEquals(log, limner().run("log", project).out());
        expectFine(onDisk(8_192, "release", project, "--out", to, "--name", "one"));
        expectFine(limner().run("verify", to));
        expectFine(limner().run("verify", project));
        assertEquals(before, Contents.of(root.resolve("pictures")));
    }

    @Test
    void anEarlierStateThatDoesNotFitIsNotMade() throws Exception {
        if (isLeftOut()) {
            return;
        }
        Path to = disk.resolve("before.limner");
        for (int kibibytes : List.of(8, 140, 300, 500)) {
            Limner.Run full = onDisk(kibibytes, "restore", project, "--event", EVENT, "--out", to);
            assertSays(full, "nothing is left of it", kibibytes + " KiB");
            assertEquals(List.of(), List.copyOf(Contents.of(disk).files().keySet()));
        }
        expectFine(onDisk(8_192, "restore", project, "--event", EVENT, "--out", to));
        expectFine(limner().run("verify", to));
    }

    /// Many boxes on the pictures, as another program writes them.
    private static String manyBoxes(int count) {
        List<String> images = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            images.add("{\"id\": %d, \"file_name\": \"f%03d.png\", \"width\": %d, \"height\": %d}"
                    .formatted(i + 1, i, MovingPictures.WIDTH, MovingPictures.HEIGHT));
        }
        List<String> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boxes.add("{\"id\": %d, \"image_id\": %d, \"category_id\": 1, \"bbox\": [%d, %d, 9, 7]}"
                    .formatted(i + 1, i % PICTURES + 1, i % 90, i % 50));
        }
        return "{\"images\": %s, \"categories\": [{\"id\": 1, \"name\": \"Disc\"}], \"annotations\": %s}"
                .formatted(images, boxes);
    }

    @Test
    void labelsThatDoNotFitAreNotTakenAndTheNextTimeTheyAre() throws Exception {
        if (isLeftOut()) {
            return;
        }
        try (Services services = Rooms.of(root.resolve("rooms"));
                OpenProject made = services.projects().open(project, Access.WRITE)) {
            MediaId pictures = made.state().mediaInOrder().getFirst().id();
            made.perform(new Command.SetFrameState(pictures, new FrameRange(0, PICTURES - 1), FrameState.IN_WORK));
        }
        Path labels = Files.writeString(root.resolve("labels.json"), manyBoxes(3_000));
        Path own = Files.copy(project, disk.resolve("walk.limner"));
        Files.createSymbolicLink(disk.resolve("pictures"), root.resolve("pictures"));
        String log = limner().run("log", own).out();
        int size = Math.toIntExact(Files.size(own) / 1024);
        for (int free : List.of(40, 300, 1_500)) {
            Limner.Run full = onDisk(size + free, "import-labels", own, labels, "--format", "coco");
            assertTrue(full.exit() == 2 || full.exit() == 3, () -> free + " KiB: " + full.out() + full.err());
            assertEquals(1, full.complaints().size(), () -> free + " KiB: " + full.err());
            String said = "The disk is full: the last change to the project \"walk.limner\" was not saved. Everything"
                    + " before it is safe; free some space and repeat it.";
            assertTrue(full.err().contains(said), () -> free + " KiB: " + full.err());
            assertEquals(log, limner().run("log", own).out(), free + " KiB");
            expectFine(limner().run("verify", own));
        }
        expectFine(onDisk(1 << 16, "import-labels", own, labels, "--format", "coco"));
        expectFine(limner().run("verify", own));
        assertTrue(limner().run("log", own).out().contains("imported from labels.json"));
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder.getParent())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
