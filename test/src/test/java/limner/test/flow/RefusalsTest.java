package limner.test.flow;

import static limner.test.flow.FramesProtocolTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong input: a sentence, an exit code, and nothing changed on disk.
final class RefusalsTest {

    /// Where SQLite keeps `user_version` in the first page (the file format's section 1.3).
    private static final int USER_VERSION = 60;

    @TempDir
    Path root;

    private Path work = Path.of("");
    private Limner limner = new Limner(Path.of(""));

    @BeforeEach
    void layOut() throws IOException {
        work = Files.createDirectories(root.resolve("work"));
        limner = new Limner(root.resolve("user"));
    }

    @Test
    void whatIsNoVideoIsRefusedInOneLine() throws Exception {
        Path text = Files.writeString(work.resolve("notes.mp4"), "These are notes, not a video.\n");
        Path empty = Files.createFile(work.resolve("empty.mp4"));
        Path folder = Files.createDirectory(work.resolve("folder.mp4"));
        byte[] clip = Files.readAllBytes(Clips.gallery());
        Path head = Files.write(work.resolve("head.mp4"), Arrays.copyOf(clip, 24));
        Contents before = Contents.of(work);
        assertRefused(limner.run("frames", text, 0), "notes.mp4");
        assertRefused(limner.run("frames", empty, 0), "empty.mp4");
        assertRefused(limner.run("frames", folder, 0), "folder.mp4");
        assertRefused(limner.run("frames", head, 0), "head.mp4");
        assertRefused(limner.run("frames", work.resolve("nowhere.mp4"), 0), "nowhere.mp4");
        assertRefused(limner.run("index", text, "--json"), "notes.mp4");
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aProjectIsNeitherMadeNorChangedForAVideoThatCannotBeUsed() throws Exception {
        Path text = Files.writeString(work.resolve("notes.mp4"), "These are notes, not a video.\n");
        Path fresh = work.resolve("fresh.limner");
        Contents before = Contents.of(work);
        assertRefused(limner.run("import", fresh, text), "notes.mp4");
        assertRefused(limner.run("import", fresh, Clips.gallery(), text), "notes.mp4");
        assertEquals(before, Contents.of(work));

        Path project = imported();
        Contents with = Contents.of(work);
        assertRefused(limner.run("import", project, Clips.bunny(), text), "notes.mp4");
        assertRefused(limner.run("import", project, Clips.gallery()), "gallery.mp4");
        assertRefused(limner.run("import", project, Clips.bunny(), Clips.gallery()), "gallery.mp4");
        Path copy = Files.copy(Clips.bunny(), root.resolve("copy.mp4"));
        assertRefused(limner.run("import", project, Clips.bunny(), copy), "copy.mp4");
        assertEquals(with, Contents.of(work));
    }

    @Test
    void whatIsNoProjectIsRefusedInOneLine() throws Exception {
        Path text = Files.writeString(work.resolve("letter.limner"), "Dear reader, this is a letter and no project.\n");
        Path folder = Files.createDirectory(work.resolve("folder.limner"));
        Contents before = Contents.of(work);
        for (String command : new String[] {"log", "prelabel", "verify", "doctor"}) {
            assertRefused(limner.run(command, text), "letter.limner");
            assertRefused(limner.run(command, work.resolve("nowhere.limner")), "nowhere.limner");
        }
        assertRefused(limner.run("log", folder), "folder.limner");
        assertRefused(limner.run("accept", text, "--threshold", "0.4"), "letter.limner");
        assertRefused(limner.run("release", text, "--out", work.resolve("out")), "letter.limner");
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aProjectFromANewerLimnerIsLeftAsItIs() throws Exception {
        Path project = imported();
        try (FileChannel channel = FileChannel.open(project, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).putInt(9_999).flip(), USER_VERSION);
        }
        Contents before = Contents.of(work);
        for (Limner.Run run :
                new Limner.Run[] {limner.run("log", project), limner.run("import", project, Clips.bunny())}) {
            assertRefused(run, "walk.limner");
            assertTrue(run.err().contains("newer"), run::err);
        }
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aDamagedProjectIsLeftAsItIs() throws Exception {
        Path project = imported();
        byte[] bytes = Files.readAllBytes(project);
        Arrays.fill(bytes, 4096, Math.min(bytes.length, 5 * 4096), (byte) 0x5a);
        Files.write(project, bytes);
        Contents before = Contents.of(work);
        assertRefused(limner.run("accept", project, "--threshold", "0.4"), "walk.limner");
        assertRefused(limner.run("prelabel", project), "walk.limner");
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aSecondWriterIsToldWhoWritesAndAReaderIsServed() throws Exception {
        Path project = imported();
        Contents before = Contents.of(work);
        // Nothing here may read the folder while the project is open: closing any descriptor of a locked file gives
        // this
        // process's locks up.
        try (ProjectStore held = new SqliteProjects(Clock.systemUTC()).open(project, Access.WRITE)) {
            Limner.Run second = limner.run("import", project, Clips.bunny());
            assertRefused(second, "walk.limner");
            assertTrue(
                    second.err().contains(Long.toString(ProcessHandle.current().pid())), second::err);
            Limner.Run reader = limner.run("log", project);
            assertEquals(0, reader.exit(), reader.err());
            assertTrue(reader.out().contains("added video gallery.mp4"), reader::out);
            assertTrue(held.writable());
        }
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aModelThatIsNoOnnxFileChangesNothing() throws Exception {
        Path project = imported();
        Path model = Files.writeString(work.resolve("model.onnx"), "This is no model.\n");
        Contents before = Contents.of(work);
        assertRefused(limner.run("prelabel", project, "--model", model, "--every", "100"), "model.onnx");
        assertRefused(limner.run("prelabel", project, "--model", work.resolve("none.onnx")), "none.onnx");
        assertRefused(limner.run("prelabel", project, "--model", "nobody-knows-it"), "nobody-knows-it");
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aFolderThatHoldsSomethingIsNotWrittenInto() throws Exception {
        Path project = imported();
        Path full = Files.createDirectory(work.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "mine");
        Contents before = Contents.of(work);
        assertRefused(limner.run("demo", "--out", full), "full");
        Limner.Run nothingDone = limner.run("release", project, "--out", full);
        assertEquals(2, nothingDone.exit());
        assertEquals(1, nothingDone.complaints().size(), nothingDone.err());
        assertEquals(before, Contents.of(work));
    }

    @Test
    void aFolderThatMayOnlyBeReadIsNamed() throws Exception {
        Path project = imported();
        Path locked = Files.createDirectory(work.resolve("locked"));
        try (ReadOnlyFolder readOnly = new ReadOnlyFolder(locked)) {
            assumeTrue(readOnly.holds(), "left out: this user may write everywhere, so no folder is read-only");
            Contents before = Contents.of(work);
            Limner.Run made = limner.run("import", locked.resolve("new.limner"), Clips.gallery());
            assertEquals(2, made.exit(), made.err());
            assertEquals(1, made.complaints().size(), made.err());
            Limner.Run released = limner.run("release", project, "--out", locked.resolve("out"));
            assertFalse(released.exit() == 0);
            assertEquals(1, released.complaints().size(), released.err());
            assertEquals(before, Contents.of(work));
        }
    }

    @Test
    void wrongUsageIsOneLineThatNamesTheHelp() throws Exception {
        for (Limner.Run run : new Limner.Run[] {
            limner.run("prelabl"),
            limner.run("accept", "x.limner"),
            limner.run("accept", "x.limner", "--threshold", "much"),
            limner.run("frames", Clips.gallery(), "--all", "3"),
            limner.run("demo", "--every", "0")
        }) {
            assertEquals(2, run.exit(), run.err());
            assertEquals("", run.out());
            assertEquals(1, run.complaints().size(), run.err());
        }
    }

    private Path imported() throws IOException, InterruptedException {
        Path project = work.resolve("walk.limner");
        Limner.Run run = limner.run("import", project, Clips.gallery());
        assertEquals(0, run.exit(), run.err());
        return project;
    }
}
