package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.provenance.ReleaseNote;
import limner.model.store.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Releases by plans: chosen on the command line, saved by name, used again.
final class ReleasePlanFlowTest {

    private static final Progress PROGRESS = Progress.none();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPlanIsSavedAndUsedAgainAndWhatWasHeldOutStaysSo() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv", "gray.mkv", "open_gop.mp4", "planar_rgb.mkv");
        Limner limner = new Limner(folder.resolve("home"));
        Path first = folder.resolve("first");
        Limner.Run divided = limner.run(
                "release",
                file,
                "--out",
                first,
                "--name",
                "one",
                "--class",
                "Car",
                "--step",
                "2",
                "--min-pixels",
                "5",
                "--split",
                "train=2,test=2",
                "--seed",
                "4",
                "--group",
                "gray.mkv=grey",
                "--group",
                "planar_rgb.mkv=grey",
                "--save-plan",
                "halves");
        assertEquals(0, divided.exit(), divided.err());
        assertTrue(divided.out().contains("part train: "), divided.out());
        TreeMap<String, String> parts = parts(first);
        assertEquals(4, parts.size());
        assertEquals(2, new HashSet<>(parts.values()).size());
        assertEquals(parts.get("gray.mkv"), parts.get("planar_rgb.mkv"));
        assertTrue(Files.exists(folder.resolve("walk.plans/halves.1.json")));
        assertEquals(0, limner.run("verify", first).exit());

        // The plan again is the same release; with another seed it is another version, in which all stay where they
        // were.
        assertEquals(
                0,
                limner.run("release", file, "--out", first, "--name", "one", "--plan", "halves")
                        .exit());
        Path second = folder.resolve("second");
        Limner.Run kept = limner.run(
                "release",
                file,
                "--out",
                second,
                "--name",
                "two",
                "--plan",
                "halves@1",
                "--seed",
                "99",
                "--keep-splits",
                first,
                "--save-plan",
                "halves",
                "--json");
        assertEquals(0, kept.exit(), kept.err());
        assertEquals(2, JsonMapper.shared().readTree(kept.out()).path("parts").size());
        assertEquals(parts, parts(second));
        assertTrue(Files.exists(folder.resolve("walk.plans/halves.2.json")));

        Limner.Run unknown = limner.run("release", file, "--out", folder.resolve("third"), "--plan", "thirds");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("There are: halves"), unknown.err());
        assertFalse(Files.exists(folder.resolve("third")));
        assertEquals(
                2,
                limner.run("release", file, "--out", folder.resolve("third"), "--seed", "1")
                        .exit());
    }

    @Test
    void whatNobodyIsToSeeIsHiddenOnThePicturesAndNothingElseChanges() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv");
        assertEquals(0, release(file, "plain").exit());
        assertEquals(0, release(file, "filled", "--redact", "Car=fill").exit());
        assertEquals(
                0,
                release(file, "again", "--jpeg", "90", "--redact", "Car=blur").exit());
        Limner.Run unknown = release(file, "never", "--redact", "Car=burn");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("blur, fill or drop"), unknown.err());
        BufferedImage plain = picture("plain", ".png");
        BufferedImage filled = picture("filled", ".png");
        BufferedImage jpeg = picture("again", ".jpg");
        long distance = 0;
        for (int y = 0; y < plain.getHeight(); y++) {
            for (int x = 0; x < plain.getWidth(); x++) {
                boolean hidden = x >= 1 && x < 9 && y >= 1 && y < 9;
                assertEquals(hidden ? 0xff808080 : plain.getRGB(x, y), filled.getRGB(x, y), x + ", " + y);
                if (x > 24 || y > 24) {
                    int d = (plain.getRGB(x, y) >> 8 & 0xff) - (jpeg.getRGB(x, y) >> 8 & 0xff);
                    distance += (long) d * d;
                }
            }
        }
        double error = Math.sqrt((double) distance / (plain.getWidth() * plain.getHeight()));
        assertTrue(error < 8, "the JPEG is off by " + error);
        for (String name : List.of("plain", "filled", "again")) {
            Limner limner = new Limner(folder.resolve("home"));
            Limner.Run run = limner.run("verify", folder.resolve(name), "--video", Clips.ofMedia("every_key.mkv"));
            assertEquals(0, run.exit(), run.out() + run.err());
        }
    }

    private BufferedImage picture(String release, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(release).resolve("frames"))) {
            Path first = files.filter(p -> p.toString().endsWith("000000" + ending))
                    .findFirst()
                    .orElseThrow();
            return Objects.requireNonNull(ImageIO.read(first.toFile()));
        }
    }

    @Test
    void aVideoIsHeldOutForEverAlsoWhenAReleaseDoesWithoutItOrItComesBack() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv", "gray.mkv", "open_gop.mp4");
        assertEquals(0, release(file, "r1", "--split", "train=1,test=1").exit());
        String part = parts(folder.resolve("r1")).getOrDefault("gray.mkv", "");
        String shares = part.equals("train") ? "train=1,test=100000" : "train=100000,test=1";

        Limner.Run without = release(
                file,
                "r2",
                "--media",
                "every_key.mkv",
                "--media",
                "open_gop.mp4",
                "--split",
                shares,
                "--keep-splits",
                folder.resolve("r1"),
                "--save-plan",
                "kept");
        assertEquals(0, without.exit(), without.err());
        assertFalse(parts(folder.resolve("r2")).containsKey("gray.mkv"));
        assertEquals(0, release(file, "free", "--split", shares).exit());
        String free = parts(folder.resolve("free")).getOrDefault("gray.mkv", "");
        assertFalse(part.equals(free), "nothing else holds it there");
        assertEquals(
                0,
                release(file, "r3", "--split", shares, "--keep-splits", folder.resolve("r2"))
                        .exit());
        assertEquals(parts(folder.resolve("r1")), parts(folder.resolve("r3")));

        // What a plan keeps is not forgotten for what a release is divided into; the two may not contradict.
        Limner.Run torn = release(file, "no", "--plan", "kept", "--keep-splits", folder.resolve("free"));
        assertEquals(2, torn.exit());
        assertTrue(torn.err().contains("choose one of the two"), torn.err());
        assertFalse(Files.exists(folder.resolve("no")));

        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(file, Access.WRITE)) {
            Media gray = project.state().mediaInOrder().get(1);
            assertEquals("gray.mkv", gray.name());
            project.perform(new Command.SetFrameState(gray.id(), new FrameRange(0, 3), FrameState.UNSEEN));
            project.perform(new Command.Delete(
                    gray.id(),
                    Set.copyOf(project.state().labelsOf(gray.id()).labels().keySet())));
            project.perform(new Command.RemoveMedia(gray.id()));
            add(services, project, "gray.mkv");
            assertFalse(project.state().media().containsKey(gray.id()), "it has another id now");
        }
        assertEquals(
                0,
                release(file, "r4", "--split", shares, "--keep-splits", folder.resolve("r2"))
                        .exit());
        assertEquals(parts(folder.resolve("r1")), parts(folder.resolve("r4")));
    }

    /// Each release keeps the division of all before it, and the log of the project says it, so it is known when no
    /// folder is left: the same as by a copy of the folder, byte for byte.
    @Test
    void whatWasHeldOutIsInTheLogWhenNoFolderIsLeft() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv", "gray.mkv", "planar_rgb.mkv");
        assertEquals(
                0,
                release(file, "r1", "--split", "train=2,test=1", "--seed", "7").exit());
        TreeMap<String, String> first = parts(folder.resolve("r1"));
        String part = first.getOrDefault("gray.mkv", "");
        String shares = part.equals("train") ? "train=1,test=100000" : "train=100000,test=1";
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(file, Access.WRITE)) {
            add(services, project, "open_gop.mp4");
        }
        Path r1 = folder.resolve("r1");
        Path r2 = folder.resolve("r2");
        Limner.Run second = release(
                file,
                "r2",
                "--media",
                "every_key.mkv",
                "--media",
                "open_gop.mp4",
                "--split",
                shares,
                "--keep-splits",
                r1);
        assertEquals(0, second.exit(), second.err());
        TreeMap<String, String> held = new TreeMap<>(parts(r2));
        assertFalse(held.containsKey("gray.mkv"), "it is left out for once");
        held.putAll(first);
        Path copy = folder.resolve("elsewhere/r2");
        Files.createDirectories(copy.getParent());
        Files.move(r2, copy);
        Files.move(r1, folder.resolve("elsewhere/r1"));

        // From a copy of the folder into a copy of the project, and from the log alone.
        Path other = folder.resolve("other.limner");
        Files.copy(file, other);
        Path fromFolder = folder.resolve("from folder");
        Limner.Run byFolder = new Limner(folder.resolve("home"))
                .run("release", other, "--out", fromFolder, "--name", "r3", "--split", shares, "--keep-splits", copy);
        assertEquals(0, byFolder.exit(), byFolder.err());
        Limner.Run third = release(file, "r3", "--split", shares, "--keep-splits", r2);
        assertEquals(0, third.exit(), third.err());
        assertEquals(held, parts(folder.resolve("r3")));
        assertArrayEquals(
                Files.readAllBytes(fromFolder.resolve("manifest.json")),
                Files.readAllBytes(folder.resolve("r3/manifest.json")),
                "the manifest has the digest of every file");

        // By its name alone.
        Limner.Run named = release(file, "r4", "--split", shares, "--keep-splits", "r1");
        assertEquals(0, named.exit(), named.err());
        first.forEach(
                (video, was) -> assertEquals(was, parts(folder.resolve("r4")).get(video), video));
    }

    /// A release that was recorded before the log said how it is divided.
    @Test
    void aReleaseWhoseDivisionNobodyKnowsIsToldAndNotGuessed() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv", "gray.mkv");
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(file, Access.WRITE)) {
            project.perform(new Command.RecordRelease(new ReleaseNote("old", 1, "cd".repeat(32))));
        }
        Path old = folder.resolve("old");
        Limner.Run gone = release(file, "new", "--split", "train=1,test=1", "--keep-splits", old);
        assertEquals(2, gone.exit());
        assertEquals(
                List.of("limner: The release " + old + " is not there, so it is not known which videos it held out. "
                        + "Nothing was written; connect its drive, or name a copy of it or a release that kept its "
                        + "division."),
                gone.complaints());
        assertFalse(Files.exists(folder.resolve("new")));
    }

    /// Each release keeps the division of all before it, so any of them will do, and so will a plan that was saved with
    /// one. One that nobody knows is no reason to divide anew.
    @Test
    void whatWasHeldOutStaysSoWhenAReleaseBetweenIsGone() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "every_key.mkv", "gray.mkv");
        assertEquals(0, release(file, "r1", "--split", "train=1,test=1").exit());
        TreeMap<String, String> first = parts(folder.resolve("r1"));
        String part = first.getOrDefault("gray.mkv", "");
        String shares = part.equals("train") ? "train=1,test=100000" : "train=100000,test=1";
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(file, Access.WRITE)) {
            add(services, project, "open_gop.mp4");
        }
        Path r1 = folder.resolve("r1");
        Path r2 = folder.resolve("r2");
        Limner.Run second = release(file, "r2", "--split", shares, "--keep-splits", r1, "--save-plan", "kept");
        assertEquals(0, second.exit(), second.err());
        Path copy = folder.resolve("elsewhere/copy of r2");
        Files.createDirectories(copy.getParent());
        Files.move(r2, copy);

        Path lost = folder.resolve("lost");
        Limner.Run gone = release(file, "r3", "--split", shares, "--keep-splits", lost);
        assertEquals(2, gone.exit());
        assertEquals(
                List.of(
                        "limner: The release " + lost + " is not there, so it is not known which videos it held out. "
                                + "Nothing was written; connect its drive, or name a copy of it or a release that kept its "
                                + "division. The project knows the division of: r1, r2; name one of them in place of a folder."),
                gone.complaints());
        assertFalse(Files.exists(folder.resolve("r3")));

        Limner.Run planned = release(file, "planned", "--plan", "kept", "--split", shares);
        assertEquals(0, planned.exit(), planned.err());
        Limner.Run third = release(file, "r3", "--split", shares, "--keep-splits", copy);
        assertEquals(0, third.exit(), third.err());
        assertEquals(parts(copy), parts(folder.resolve("r3")));
        first.forEach((video, held) -> {
            assertEquals(held, parts(folder.resolve("planned")).get(video), "the project's own plan keeps it");
            assertEquals(held, parts(folder.resolve("r3")).get(video), "what the first release held out");
        });
    }

    @Test
    void plansWhoseNamesDifferInCaseAreVersionsOfOne() throws Exception {
        Path file = folder.resolve("walk.limner");
        project(file, "gray.mkv");
        assertEquals(
                0, release(file, "a", "--step", "2", "--save-plan", "sparse").exit());
        assertEquals(
                0, release(file, "b", "--step", "2", "--save-plan", "Sparse").exit());
        byte[] first = Files.readAllBytes(folder.resolve("walk.plans/sparse.1.json"));
        assertEquals(
                0, release(file, "c", "--step", "3", "--save-plan", "SPARSE").exit());
        try (Stream<Path> all = Files.list(folder.resolve("walk.plans"))) {
            assertEquals(
                    List.of("sparse.1.json", "sparse.2.json"),
                    all.map(p -> String.valueOf(p.getFileName())).sorted().toList());
        }
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("walk.plans/sparse.1.json")));
        assertEquals(0, release(file, "d", "--plan", "Sparse@1").exit());
    }

    private Limner.Run release(Path file, String name, Object... choices) throws Exception {
        List<Object> said = new ArrayList<>(List.of("release", file, "--out", folder.resolve(name), "--name", name));
        said.addAll(List.of(choices));
        return new Limner(folder.resolve("home")).run(said.toArray());
    }

    private static TreeMap<String, String> parts(Path release) {
        TreeMap<String, String> parts = new TreeMap<>();
        JsonNode splits =
                JsonMapper.shared().readTree(release.resolve("splits.json").toFile());
        splits.path("videos")
                .values()
                .forEach(v ->
                        parts.put(v.path("name").stringValue(), v.path("split").stringValue()));
        return parts;
    }

    private void project(Path file, String... clips) throws Exception {
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(file)) {
            project.perform(new Command.EditClasses(List.of(LabelClass.of(41, "Car", "#e69f00", ClassKind.THING))));
            for (String clip : clips) {
                add(services, project, clip);
            }
        }
    }

    private static void add(Services services, OpenProject project, String clip) throws Exception {
        Media media = services.importMedia().run(project, Clips.ofMedia(clip), PROGRESS);
        project.perform(
                new Command.Draw(media.id(), 0, LabelId.random(), new ClassId(41), Extent.FRAME, new Box(1, 1, 8, 8)));
        project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 3), FrameState.DONE));
    }
}
