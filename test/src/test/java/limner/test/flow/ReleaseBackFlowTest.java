package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.EventDetails;
import limner.model.label.Extent;
import limner.model.label.Label;
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

/// A release becomes a project again, by the command line.
final class ReleaseBackFlowTest {

    private static final Progress PROGRESS = Progress.none();
    private static final ClassId CAR = new ClassId(41);
    private static final ClassId HONKS = new ClassId(50);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aReleaseOfTheProjectThatItBecameIsTheSameAndAFlippedByteIsRefused() throws Exception {
        Path release = folder.resolve("release");
        Path empty = folder.resolve("empty.limner");
        Path again = folder.resolve("again");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            try (OpenProject project = services.projects().create(folder.resolve("street.limner"))) {
                Media media = services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), PROGRESS);
                project.perform(new Command.EditClasses(List.of(
                        LabelClass.of(41, "Car", "#e69f00", ClassKind.THING).withGuideline("No *toys*."),
                        LabelClass.of(50, "Honks", "#56b4e9", ClassKind.INTERVAL_EVENT))));
                LabelId track = LabelId.random();
                project.perform(new Command.Draw(media.id(), 0, track, CAR, Extent.TRACK, new Box(1, 1, 8, 8)));
                project.perform(new Command.Reshape(media.id(), 3, track, new Box(5, 2, 9, 8)));
                project.perform(new Command.SetOutside(media.id(), 4, track, true));
                project.perform(new Command.AddInterval(
                        media.id(), IntervalId.random(), HONKS, new FrameRange(1, 2), EventDetails.NONE));
                project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 4), FrameState.DONE));
                services.buildRelease().run(project, ReleaseRequest.to(release), PROGRESS);
            }
            try (OpenProject project = services.projects().create(empty)) {
                services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), PROGRESS);
            }
        }
        Limner limner = new Limner(folder.resolve("home"));
        Path file = release.resolve("provenance.jsonl");
        byte[] sound = Files.readAllBytes(file);
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 1;
        Files.write(file, flipped);
        Limner.Run refused = limner.run("import-labels", empty, release);
        assertEquals(2, refused.exit(), refused.out());
        assertTrue(refused.err().contains("provenance.jsonl"), refused.err());
        assertEquals(1, refused.complaints().size(), refused.err());
        Files.write(file, sound);

        Limner.Run look = limner.run("import-labels", empty, release, "--dry-run");
        assertEquals(0, look.exit(), look.err());
        assertTrue(look.out().contains("as 1 label."), look.out());
        assertTrue(look.out().contains("has 5 pictures: what was said on others is not in it."), look.out());
        Limner.Run took = limner.run("import-labels", empty, release, "--json");
        assertEquals(0, took.exit(), took.err());
        JsonNode told = JsonMapper.shared().readTree(took.out());
        assertEquals("release", told.required("format").stringValue());
        assertTrue(told.required("whole").booleanValue());
        assertEquals(0, told.required("notTakenCount").intValue());
        assertEquals(2, told.required("newClasses").size());
        Limner.Run doctor = limner.run("doctor", empty);
        assertEquals(0, doctor.exit(), doctor.err());

        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(empty, Access.WRITE)) {
            services.buildRelease().run(project, ReleaseRequest.to(again), PROGRESS);
        }
        Limner.Run same = limner.run("diff", release, again);
        assertEquals(0, same.exit(), same.out());
        for (String name : List.of("tags-and-events.json", "ontology.json", "frame-identity.csv")) {
            assertEquals(Files.readString(release.resolve(name)), Files.readString(again.resolve(name)), name);
        }
        Limner.Run twice = limner.run("import-labels", empty, release);
        assertEquals(2, twice.exit());
        assertTrue(twice.err().contains("is in the project already"), twice.err());
        assertFalse(twice.err().contains("Exception"), twice.err());
    }

    /// A track that goes on behind the last picture of its release ends there, which has to be said of a frame behind
    /// it: that frame is no picture of the release.
    @Test
    void aReleaseHasAsManyPicturesAsWereReleasedAlsoWhereItCutsATrack() throws Exception {
        Path release = folder.resolve("release");
        Path other = folder.resolve("other.limner");
        try (Services services = Rooms.of(folder.resolve("rooms"))) {
            try (OpenProject project = services.projects().create(folder.resolve("street.limner"))) {
                Media media = services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), PROGRESS);
                project.perform(new Command.EditClasses(
                        List.of(LabelClass.of(CAR.value(), "Car", "#e69f00", ClassKind.THING))));
                project.perform(
                        new Command.Draw(media.id(), 0, LabelId.random(), CAR, Extent.TRACK, new Box(1, 1, 8, 8)));
                project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 2), FrameState.DONE));
                services.buildRelease().run(project, ReleaseRequest.to(release), PROGRESS);
            }
            try (OpenProject project = services.projects().create(other)) {
                services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), PROGRESS);
                project.perform(new Command.EditClasses(List.of(LabelClass.of(7, "Bus", "#e69f00", ClassKind.THING))));
            }
        }
        Limner limner = new Limner(folder.resolve("home"));
        Limner.Run whole = limner.run("import-labels", other, release, "--dry-run", "--new-classes", "--json");
        assertEquals(0, whole.exit(), whole.err());
        JsonNode adopted = JsonMapper.shared().readTree(whole.out());
        assertTrue(adopted.required("whole").booleanValue(), whole.out());
        assertEquals(3, adopted.required("found").required("pictures").intValue(), whole.out());

        Limner.Run stated = limner.run("import-labels", other, release, "--class", "Car=Bus", "--json");
        assertEquals(0, stated.exit(), stated.err());
        JsonNode told = JsonMapper.shared().readTree(stated.out());
        assertFalse(told.required("whole").booleanValue(), stated.out());
        assertEquals(3, told.required("found").required("pictures").intValue(), stated.out());
        assertEquals(1, told.required("labels").intValue(), stated.out());
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().open(other, Access.READ)) {
            Media media = project.state().mediaInOrder().getFirst();
            Label car = project.state().labelsOf(media.id()).labelsInOrder().getFirst();
            assertTrue(car.at(2).isPresent(), "it is on the last picture");
            assertTrue(car.at(3).isEmpty(), "nobody knows whether it goes on");
        }
    }
}
