package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyReport;
import limner.model.command.Command;
import limner.model.geometry.Box;
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

/// A file with two video streams gives two videos of a project, each with labels of its own.
final class StreamsTest {

    private static final Progress PROGRESS = Progress.none();

    @TempDir
    Path folder;

    private static Path twoStreams() {
        return Clips.ofMedia("two_video.mkv");
    }

    @Test
    void bothStreamsAreLabelledAndReleasedEachUnderItsOwnIdentity() {
        Path file = folder.resolve("two.limner");
        try (Services services = Rooms.of(folder)) {
            ReleaseResult release;
            Media second;
            try (OpenProject project = services.projects().create(file)) {
                List<Media> first =
                        services.importMedia().all(project, List.of(twoStreams()), OptionalInt.empty(), PROGRESS);
                second = services.importMedia()
                        .all(project, List.of(twoStreams()), OptionalInt.of(1), PROGRESS)
                        .getFirst();
                assertEquals(10, first.getFirst().frameCount());
                assertEquals(12, second.frameCount());
                assertEquals(96, second.width());
                assertEquals("two_video stream 1.mkv", second.name());
                assertTrue(second.fingerprint().endsWith("-stream1"), second.fingerprint());
                AppException twice = assertThrows(
                        AppException.class,
                        () -> services.importMedia().run(project, twoStreams(), OptionalInt.of(0), PROGRESS));
                assertTrue(twice.toString().contains("already in the project"), "the default stream is one video");
                LabelClass thing = LabelClass.of(1, "Thing", "#e69f00", ClassKind.THING);
                project.perform(new Command.EditClasses(List.of(thing)));
                for (Media media : List.of(first.getFirst(), second)) {
                    project.perform(new Command.Draw(
                            media.id(), 9, LabelId.random(), thing.id(), Extent.FRAME, new Box(4, 4, 20, 20)));
                    project.perform(new Command.SetFrameState(media.id(), FrameRange.of(9), FrameState.DONE));
                }
                release = services.buildRelease().run(project, ReleaseRequest.to(folder.resolve("release")), PROGRESS);
                assertEquals(2, release.report().pictures());
            }
            VerifyReport proof = services.verify().run(release.folder(), List.of(twoStreams()), PROGRESS);
            assertTrue(proof.holds(), proof::toString);
            assertTrue(proof.counts().toString().contains("2 pictures compared"), proof.counts()::toString);
            try (OpenProject again = services.projects().open(file, Access.WRITE)) {
                assertEquals(96, again.media(second.id()).info().width(), "the same stream after reopening");
            }
        }
    }
}
