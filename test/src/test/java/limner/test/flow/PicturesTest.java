package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.OptionalInt;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Presence;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyReport;
import limner.media.frame.PngWriter;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder of pictures of several sizes becomes a video of a project, and a release names the pictures it came from.
final class PicturesTest {

    private static final Progress PROGRESS = Progress.none();

    @TempDir
    Path folder;

    private Path pictures() throws IOException {
        Path place = Files.createDirectories(folder.resolve("shots"));
        png(place.resolve("shot 2.png"), 40, 30);
        png(place.resolve("shot 10.png"), 64, 48);
        png(place.resolve("shot 11.png"), 20, 10);
        return place;
    }

    private static void png(Path file, int width, int height) throws IOException {
        ByteBuffer rgb = ByteBuffer.allocate(width * height * 3);
        for (int i = 0; rgb.hasRemaining(); i++) {
            rgb.put((byte) (i * 7 + width));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(out, width, height, rgb.flip());
        Files.write(file, out.toByteArray());
    }

    private static Rle full(int width, int height) {
        byte[] pixels = new byte[width * height];
        java.util.Arrays.fill(pixels, (byte) 1);
        return Rle.ofRowMajor(width, height, pixels);
    }

    @Test
    void picturesOfSeveralSizesAreLabelledInTheirOwnPixelsAndReleasedUnderTheirNames() throws IOException {
        Path place = pictures();
        try (Services services = Rooms.of(folder)) {
            ReleaseResult release;
            try (OpenProject project = services.projects().create(folder.resolve("shots.limner"))) {
                Media media = services.importMedia()
                        .all(project, List.of(place), OptionalInt.empty(), PROGRESS)
                        .getFirst();
                assertEquals(3, media.frameCount());
                assertTrue(media.isSequence(), media.fingerprint());
                assertEquals(64, media.sha256().length());
                LabelClass thing = LabelClass.of(1, "Thing", "#e69f00", ClassKind.THING);
                project.perform(new Command.EditClasses(List.of(thing)));
                project.perform(new Command.Draw(
                        media.id(), 1, LabelId.random(), thing.id(), Extent.FRAME, new Box(50, 40, 10, 7)));
                // Drawn on the large picture and held on to the small one, where most of it has no pixels.
                project.perform(new Command.Draw(
                        media.id(), 1, LabelId.random(), thing.id(), Extent.TRACK, new Mask(full(64, 48))));
                project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 2), FrameState.DONE));
                release = services.buildRelease().run(project, ReleaseRequest.to(folder.resolve("release")), PROGRESS);
                assertEquals(3, release.report().pictures());
            }
            JsonNode coco =
                    JsonMapper.builder().build().readTree(release.folder().resolve("annotations/instances.json"));
            List<String> names = coco.get("images")
                    .valueStream()
                    .map(i -> i.get("limner_source_name").stringValue() + " " + i.get("width") + "x" + i.get("height"))
                    .toList();
            assertEquals(List.of("shot 2.png 40x30", "shot 10.png 64x48", "shot 11.png 20x10"), names);
            List<Integer> areas = coco.get("annotations")
                    .valueStream()
                    .map(a -> a.get("area").intValue())
                    .sorted()
                    .toList();
            assertEquals(List.of(20 * 10, 10 * 7, 64 * 48).stream().sorted().toList(), areas);
            VerifyReport proof = services.verify().run(release.folder(), List.of(place), PROGRESS);
            assertTrue(proof.holds(), proof::toString);
            assertTrue(proof.counts().toString().contains("3 pictures compared"), proof.counts()::toString);
        }
    }

    @Test
    void aCopyOfTheFolderIsTheSameByItsContentAndAChangedOneIsNot() throws IOException {
        Path place = pictures();
        Path file = folder.resolve("shots.limner");
        try (Services services = Rooms.of(folder);
                OpenProject project = services.projects().create(file)) {
            Media media = services.importMedia()
                    .all(project, List.of(place), OptionalInt.empty(), PROGRESS)
                    .getFirst();
            Path copy = Files.createDirectories(folder.resolve("copy"));
            for (String name : List.of("shot 2.png", "shot 10.png", "shot 11.png")) {
                Files.copy(place.resolve(name), copy.resolve(name));
                Files.setLastModifiedTime(copy.resolve(name), FileTime.fromMillis(12345));
            }
            Media moved = project.relink(media.id(), copy);
            assertEquals("copy", moved.path());
            assertTrue(project.presence(moved) instanceof Presence.There);
            assertEquals(3, project.media(media.id()).index().join().count());

            byte[] changed = Files.readAllBytes(copy.resolve("shot 2.png"));
            changed[changed.length - 20] ^= 1;
            Files.write(copy.resolve("shot 2.png"), changed);
            assertTrue(project.presence(moved) instanceof Presence.Other);
            AppException refused = assertThrows(AppException.class, () -> project.relink(media.id(), copy));
            assertTrue(String.valueOf(refused.getMessage()).contains("content differs"), refused.getMessage());

            png(copy.resolve("shot 3.png"), 8, 8);
            Presence.Other other = (Presence.Other) project.presence(moved);
            assertTrue(other.sentence().contains("holds 4"), other.sentence());
        }
    }

    @Test
    void severalPicturesGivenAtOnceAreOneSequence() throws IOException {
        Path place = pictures();
        Path file = folder.resolve("shots.limner");
        try (Services services = Rooms.of(folder)) {
            List<Path> some = List.of(place.resolve("shot 11.png"), place.resolve("shot 2.png"));
            List<Path> gathered = services.importMedia().gathered(file, some);
            assertEquals(List.of(folder.resolve("shot 2 and others.pictures")), gathered);
            List<Path> all =
                    List.of(place.resolve("shot 11.png"), place.resolve("shot 2.png"), place.resolve("shot 10.png"));
            assertEquals(List.of(place), services.importMedia().gathered(file, all));
            try (OpenProject project = services.projects().create(file)) {
                Media media = services.importMedia()
                        .all(project, gathered, OptionalInt.empty(), PROGRESS)
                        .getFirst();
                assertEquals(2, media.frameCount());
                assertEquals(
                        "shots/shot 11.png", project.media(media.id()).name(1).orElse(""));
            }
            services.importMedia().forget(file, gathered, some);
            assertTrue(Files.exists(gathered.getFirst()), "a project names it");
            try (OpenProject project = services.projects().open(file, Access.WRITE)) {
                Media media = project.state().mediaInOrder().getFirst();
                assertEquals(2, project.media(media.id()).index().join().count());
            }
            services.importMedia().forget(folder.resolve("never.limner"), gathered, some);
            assertFalse(Files.exists(gathered.getFirst()));
        }
    }
}
