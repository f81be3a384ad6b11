package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import limner.app.task.Progress;
import limner.app.usecase.AcceptRequest;
import limner.app.usecase.AcceptResult;
import limner.app.usecase.AppException;
import limner.app.usecase.FrameChoice;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PreLabelRequest;
import limner.app.usecase.PreLabelResult;
import limner.app.usecase.Presence;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.app.usecase.VerifyReport;
import limner.model.command.Command;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import limner.model.provenance.ReleaseNote;
import limner.model.store.Access;
import limner.model.store.ProjectInUseException;
import limner.model.suggestion.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a video file to a verified release through the use cases that desk and command line share.
final class FlowTest {

    private static final Progress PROGRESS = Progress.none();

    @TempDir
    Path folder;

    private Services services = Services.forCommands();

    @BeforeEach
    void open() {
        services = Rooms.of(folder);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aVideoBecomesAReleaseThatHoldsAgainstIt() throws Exception {
        Path video = Files.copy(Clips.gallery(), folder.resolve("gallery.mp4"));
        Path file = folder.resolve("walk.limner");
        ReleaseResult release;
        try (OpenProject project = services.projects().create(file)) {
            Media media = services.importMedia().run(project, video, PROGRESS);
            assertEquals("gallery.mp4", media.path());
            assertEquals(300, media.frameCount());
            assertEquals(List.of(960, 540), List.of(media.width(), media.height()));
            Media digested = services.importMedia().digest(project, media.id(), PROGRESS);
            assertEquals(64, digested.sha256().length());
            assertEquals(digested, project.state().media(media.id()).orElseThrow());

            PreLabelResult said = preLabel(project, media, 30);
            assertEquals(10, said.looked().size());
            assertTrue(said.suggestions().containsKey("Person"), said::toString);
            assertTrue(said.addedClasses().contains("Person"), "an empty ontology learns what was found");
            assertEquals(2, project.state().models().size());
            project.state()
                    .models()
                    .forEach((sha, _) ->
                            assertTrue(project.session().blob(sha).isPresent(), "the weights are kept in the project"));

            AcceptRequest rule = new AcceptRequest(media.id(), 0.4, Finish.MARK_DONE);
            AcceptResult foretold = services.acceptPolicy().preview(project, rule);
            assertEquals(0, project.state().labelsOf(media.id()).labels().size(), "a preview changes nothing");
            AcceptResult accepted = services.acceptPolicy().run(project, rule);
            assertEquals(foretold.accepted(), accepted.accepted());
            MediaLabels labels = project.state().labelsOf(media.id());
            assertEquals(accepted.accepted(), labels.labels().size());
            assertEquals(10, labels.states().size());
            assertTrue(labels.states().values().stream().allMatch(s -> s == FrameState.DONE));
            assertTrue(labels.labels().values().stream().anyMatch(l -> shape(l) instanceof Mask), "persons are masks");
            assertTrue(labels.labels().values().stream().anyMatch(l -> shape(l) instanceof Box), "others are boxes");
            for (Label l : labels.labels().values()) {
                Origin.Suggested origin = assertInstanceOf(Origin.Suggested.class, l.origin());
                assertEquals(accepted.policy().id(), origin.policy());
                assertTrue(origin.score() >= 0.4);
            }

            PreLabelResult again = preLabel(project, media, 30);
            assertEquals(List.of(), again.looked(), "what was decided is left alone");
            assertEquals(10, again.leftAlone().size());

            release = services.buildRelease().run(project, ReleaseRequest.to(folder.resolve("release")), PROGRESS);
            assertFalse(release.unchanged());
            assertEquals(10, release.report().pictures());
            assertEquals(accepted.accepted(), release.report().annotations());
            assertEquals(accepted.negatives(), release.report().negatives());
            ReleaseNote note = Objects.requireNonNull(project.state().releases().get(release.name()));
            assertEquals(release.manifestSha256(), note.manifestSha256());

            ReleaseResult same =
                    services.buildRelease().run(project, ReleaseRequest.to(folder.resolve("release")), PROGRESS);
            assertTrue(same.unchanged(), "the note about a release does not change the next one");
        }
        VerifyReport proof = services.verify().run(release.folder(), List.of(video), PROGRESS);
        assertTrue(proof.holds(), proof::toString);
        VerifyReport other = services.verify().run(release.folder(), List.of(Clips.bunny()), PROGRESS);
        assertFalse(other.holds(), "another video is not the one");
        VerifyReport project = services.verify().run(file, List.of(), PROGRESS);
        assertTrue(project.holds(), project::toString);
    }

    @Test
    void acceptingByPolicyIsTakenBackByOneUndo() throws Exception {
        try (OpenProject project = services.projects().create(folder.resolve("undo.limner"))) {
            Media media = services.importMedia().run(project, Clips.gallery(), PROGRESS);
            preLabel(project, media, 60);
            MediaLabels before = project.state().labelsOf(media.id());
            services.acceptPolicy().run(project, new AcceptRequest(media.id(), 0.3, Finish.MARK_DONE));
            assertFalse(project.state().labelsOf(media.id()).labels().isEmpty());
            project.session().undo().get();
            assertEquals(before, project.state().labelsOf(media.id()));
        }
    }

    @Test
    void theSampleIsMadeOnceAndKeepsWhatWasDoneInIt() throws Exception {
        Media first;
        try (OpenProject sample = services.sample().open(PROGRESS)) {
            assertEquals(
                    List.of("bunny.mp4", "gallery.mp4"),
                    sample.state().mediaInOrder().stream().map(Media::name).toList());
            assertTrue(sample.state().ontology().find("Camera moving").isPresent());
            first = sample.state().mediaInOrder().getFirst();
            preLabel(sample, first, 100);
        }
        try (OpenProject sample = services.sample().open(PROGRESS)) {
            assertEquals(2, sample.state().media().size());
            List<Suggestion> kept = List.copyOf(
                    sample.state().labelsOf(first.id()).suggestions().values());
            assertFalse(kept.isEmpty());
        }
        assertEquals(
                services.sample().file(),
                services.projects().recent().getFirst().file());
    }

    @Test
    void aClipTakenOutOfTheSampleStaysOut() throws Exception {
        try (OpenProject sample = services.sample().open(PROGRESS)) {
            Media bunny = sample.state().mediaInOrder().getFirst();
            sample.perform(new Command.RemoveMedia(bunny.id()));
        }
        try (OpenProject sample = services.sample().open(PROGRESS)) {
            assertEquals(
                    List.of("gallery.mp4"),
                    sample.state().mediaInOrder().stream().map(Media::name).toList());
        }
    }

    @Test
    void severalVideosOfWhichOneGoesBadMeanwhileLeaveWordOfWhatWasTaken() throws Exception {
        Path good = Files.copy(Clips.gallery(), folder.resolve("good.mp4"));
        Path bad = Files.copy(Clips.bunny(), folder.resolve("bad.mp4"));
        Path file = folder.resolve("half.limner");
        services.importMedia().prove(List.of(good, bad), OptionalInt.empty(), List.of(), services.media(), PROGRESS);
        Files.writeString(bad, "No video any more.");
        try (OpenProject project = services.projects().create(file)) {
            AppException halted = assertThrows(
                    AppException.class,
                    () -> services.importMedia().all(project, List.of(good, bad), OptionalInt.empty(), PROGRESS));
            assertEquals(AppException.Kind.FAILED, halted.kind(), "something was changed");
            assertTrue(halted.sentence().contains("Added and kept: good.mp4."), halted::sentence);
            assertTrue(halted.sentence().contains("Not added: " + bad), halted::sentence);
            assertEquals(
                    List.of("good.mp4"),
                    project.state().mediaInOrder().stream().map(Media::name).toList());
        }
        try (OpenProject project = services.projects().create(folder.resolve("empty.limner"))) {
            AppException halted = assertThrows(
                    AppException.class,
                    () -> services.importMedia().all(project, List.of(bad), OptionalInt.empty(), PROGRESS));
            assertTrue(halted.sentence().contains("has no video yet"), halted::sentence);
        }
    }

    @Test
    void aMovedVideoIsFoundAgainAndAnotherOneIsRefused() throws Exception {
        Path video = Files.copy(Clips.gallery(), folder.resolve("here.mp4"));
        try (OpenProject project = services.projects().create(folder.resolve("moved.limner"))) {
            Media media = services.importMedia().run(project, video, PROGRESS);
            assertInstanceOf(Presence.There.class, project.presence(media));
        }
        Path elsewhere = Files.createDirectories(folder.resolve("far away")).resolve("there.mp4");
        Files.move(video, elsewhere);
        try (OpenProject project = services.projects().open(folder.resolve("moved.limner"), Access.WRITE)) {
            Media media = project.state().mediaInOrder().getFirst();
            assertInstanceOf(Presence.Missing.class, project.presence(media));
            assertThrows(AppException.class, () -> project.media(media.id()));
            AppException refused = assertThrows(AppException.class, () -> project.relink(media.id(), Clips.bunny()));
            assertTrue(refused.sentence().contains("content differs"), refused::sentence);
            assertEquals(media, project.state().media(media.id()).orElseThrow());
            Media found = project.relink(media.id(), elsewhere);
            assertEquals("far away/there.mp4", found.path());
            assertEquals(
                    media.frameCount(), project.media(media.id()).index().get().count());
        }
    }

    @Test
    void aSecondWriterIsToldWhoHoldsTheProjectAndMayRead() throws Exception {
        Path file = folder.resolve("held.limner");
        try (OpenProject first = services.projects().create(file)) {
            services.importMedia().run(first, Clips.gallery(), PROGRESS);
            assertThrows(ProjectInUseException.class, () -> services.projects().open(file, Access.WRITE));
            try (OpenProject second = services.projects().open(file, Access.WRITE_OR_READ)) {
                assertFalse(second.writable());
                assertEquals(first.state(), second.state());
            }
        }
    }

    private PreLabelResult preLabel(OpenProject project, Media media, int step) {
        return services.preLabel()
                .run(project, PreLabelRequest.builtIn(media.id(), new FrameChoice.EveryNth(step), 0.3), PROGRESS);
    }

    private static Object shape(Label label) {
        return label.keyframes().firstEntry().getValue().shape();
    }
}
