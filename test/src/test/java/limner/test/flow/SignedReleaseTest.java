package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyReport;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.store.Access;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases that somebody has vouched for, and projects that are checked against them.
final class SignedReleaseTest {

    private static final Progress PROGRESS = Progress.none();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSignedReleaseProvesAnOlderCopyOfItsProjectAndNoOther() throws Exception {
        Path file = folder.resolve("walk.limner");
        Path copy = folder.resolve("copy.limner");
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path other = folder.resolve("other.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            done(services, services.projects().create(file), "every_key.mkv", 2, first);
            Files.copy(file, copy);
            try (OpenProject project = services.projects().open(file, Access.WRITE)) {
                Media media = project.state().mediaInOrder().getFirst();
                project.perform(new Command.SetFrameState(media.id(), new FrameRange(3, 4), FrameState.DONE));
                services.buildRelease().run(project, ReleaseRequest.to(second), PROGRESS);
            }
            done(services, services.projects().create(other), "gray.mkv", 1, folder.resolve("third"));

            assertTrue(services.verify().againstHead(file, first, PROGRESS).holds());
            assertTrue(services.verify().againstHead(file, second, PROGRESS).holds());
            assertTrue(services.verify().againstHead(copy, first, PROGRESS).holds());
            assertFault(services.verify().againstHead(copy, second, PROGRESS), "its end was cut off");
            assertFault(services.verify().againstHead(other, second, PROGRESS), "another project");
            try (OpenProject project = services.projects().open(copy, Access.WRITE)) {
                Media media = project.state().mediaInOrder().getFirst();
                for (int frame = 5; frame < 9; frame++) {
                    project.perform(
                            new Command.SetFrameState(media.id(), new FrameRange(frame, frame), FrameState.IN_WORK));
                }
            }
            assertFault(services.verify().againstHead(copy, second, PROGRESS), "rewritten");
            Assertions.assertThrows(AppException.class, () -> services.verify().againstHead(file, folder, PROGRESS));

            String key = services.signRelease().run(first);
            assertEquals(key, services.signRelease().run(second), "one key for one user");
            assertTrue(services.verify()
                    .againstHead(copy, first, PROGRESS)
                    .counts()
                    .contains("head signed with key " + key));
            Path secret = services.folders().config().resolve("signing-key.json");
            if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            }
            Files.copy(second.resolve("signature.json"), folder.resolve("kept.json"));
            Files.delete(first.resolve("signature.json"));
            Files.copy(second.resolve("signature.json"), first.resolve("signature.json"));
            assertFault(services.verify().againstHead(file, first, PROGRESS), "does not hold");
        }
        signedByCommand(file, folder.resolve("fourth"));
    }

    private void signedByCommand(Path file, Path release) throws Exception {
        Limner limner = new Limner(folder.resolve("home"));
        Limner.Run signed = limner.run("release", file, "--out", release, "--name", "signed", "--sign");
        assertEquals(0, signed.exit(), signed.err());
        Limner.Run verified = limner.run("verify", release);
        assertEquals(0, verified.exit(), verified.out());
        assertTrue(verified.out().contains("signed with key "), verified.out());
        Limner.Run proved = limner.run("verify", file, "--head", release);
        assertEquals(0, proved.exit(), proved.out());
        assertTrue(proved.out().contains("head signed with key "), proved.out());
        assertEquals(2, limner.run("verify", release, "--head", release).exit());
    }

    @Test
    void aReleaseThatCannotBeSignedIsThereAndIsSignedWhenItIsMadeAgain() throws Exception {
        Path file = folder.resolve("walk.limner");
        Path release = folder.resolve("release");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            done(services, services.projects().create(file), "every_key.mkv", 2, folder.resolve("before"));
        }
        Path home = folder.resolve("home");
        Limner limner = new Limner(home);
        Path key = Files.createDirectories(home.resolve("config")).resolve("signing-key.json");
        Files.writeString(key, "no key");
        Limner.Run unsigned = limner.run("release", file, "--out", release, "--sign");
        assertEquals(3, unsigned.exit(), unsigned.err());
        assertEquals(1, unsigned.complaints().size(), unsigned.err());
        assertTrue(
                unsigned.err().contains("The release in " + release + " is made and whole, but not signed. " + key),
                unsigned.err());
        assertTrue(unsigned.err().contains("use `limner sign`"), unsigned.err());
        assertTrue(unsigned.out().startsWith("Released "), unsigned.out());
        Limner.Run verified = limner.run("verify", release);
        assertEquals(0, verified.exit(), verified.out());
        assertFalse(verified.out().contains("signed with key"), verified.out());

        Files.delete(key);
        Limner.Run signed = limner.run("release", file, "--out", release, "--sign");
        assertEquals(0, signed.exit(), signed.err());
        assertTrue(signed.out().startsWith("The same release is there already"), signed.out());
        assertTrue(limner.run("verify", release).out().contains("signed with key "));
    }

    @Test
    void aReleaseIsSignedLaterAndNothingElseOfItIsTouched() throws Exception {
        Path release = folder.resolve("release");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            done(services, services.projects().create(folder.resolve("walk.limner")), "every_key.mkv", 2, release);
        }
        Limner limner = new Limner(folder.resolve("home"));
        Map<String, String> before = contents(release);
        Limner.Run signed = limner.run("sign", release);
        assertEquals(0, signed.exit(), signed.err());
        Matcher key = Pattern.compile("with key ([0-9a-f]{64})\\.").matcher(signed.out());
        assertTrue(key.find(), signed.out());
        Map<String, String> after = contents(release);
        String signature = after.remove("signature.json");
        assertEquals(before, after);
        Limner.Run verified = limner.run("verify", release);
        assertEquals(0, verified.exit(), verified.out());
        assertTrue(verified.out().contains("signed with key " + key.group(1)), verified.out());

        // One that does not hold may tell of a change. That of Ed25519 is the same each time.
        Files.writeString(release.resolve("signature.json"), "{}");
        assertEquals(1, limner.run("verify", release).exit());
        Limner.Run broken = limner.run("sign", release);
        assertEquals(2, broken.exit(), broken.err());
        assertTrue(broken.err().contains("Take signature.json away if"), broken.err());
        Files.delete(release.resolve("signature.json"));
        assertEquals(0, limner.run("sign", release).exit());
        assertEquals(signature, contents(release).get("signature.json"));

        // What does not hold is not vouched for.
        Files.delete(release.resolve("signature.json"));
        Path card = release.resolve("README.md");
        byte[] bytes = Files.readAllBytes(card);
        bytes[bytes.length / 2] ^= 1;
        Files.write(card, bytes);
        Limner.Run refused = limner.run("sign", release);
        assertEquals(2, refused.exit(), refused.err());
        assertEquals(1, refused.complaints().size(), refused.err());
        assertTrue(refused.err().contains("README.md"), refused.err());
        assertTrue(refused.err().contains("Nothing was signed."), refused.err());
        assertFalse(Files.exists(release.resolve("signature.json")));
        assertEquals(2, limner.run("sign", folder).exit());
        assertEquals(2, limner.run("sign", folder.resolve("walk.limner")).exit());
        assertEquals(2, limner.run("sign", folder.resolve("nowhere")).exit());
    }

    private static Map<String, String> contents(Path folder) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static void done(Services services, OpenProject created, String clip, int last, Path release)
            throws Exception {
        try (OpenProject project = created) {
            Media media = services.importMedia().run(project, Clips.ofMedia(clip), PROGRESS);
            project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, last), FrameState.DONE));
            services.buildRelease().run(project, ReleaseRequest.to(release), PROGRESS);
        }
    }

    private static void assertFault(VerifyReport report, String words) {
        assertNotEquals(0, report.faults().size());
        assertTrue(report.faults().stream().anyMatch(f -> f.sentence().contains(words)), report::toString);
    }
}
