package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What changed between two releases of a project, by the command line.
final class ReleaseDiffFlowTest {

    private static final ClassId CAR = new ClassId(41);
    private static final ClassId TRUCK = new ClassId(42);
    private static final Progress PROGRESS = Progress.none();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMoveAChangeAndAnAdditionAreToldInWordsAsJsonAndAsAPage() throws Exception {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        releases(before, after);
        Limner limner = new Limner(folder.resolve("home"));

        Limner.Run same = limner.run("diff", before, before);
        assertEquals(0, same.exit(), same.err());
        assertTrue(same.out().contains("the same 3 pictures with the same 2 labels"), same.out());

        Path page = folder.resolve("page.html");
        Limner.Run told = limner.run("diff", before, after, "--html", page);
        assertEquals(1, told.exit(), told.err());
        assertTrue(
                told.out()
                        .contains(
                                "objects on pictures of both: 2 before, 3 after; 1 added, 0 removed, 2 changed, 0 same"),
                told.out());
        assertTrue(Files.readString(page).contains("Truck"));

        Limner.Run answer = limner.run("diff", before, after, "--json");
        assertEquals(1, answer.exit());
        JsonNode json = JsonMapper.shared().readTree(answer.out());
        assertFalse(json.path("same").asBoolean());
        assertEquals(1, json.path("objects").path("differIn").path("class").asInt());
        assertEquals(1, json.path("objects").path("differIn").path("pixels").asInt());

        Limner.Run inside = limner.run("diff", before, after, "--html", after.resolve("page.html"));
        assertEquals(2, inside.exit());
        assertEquals(0, limner.run("verify", after).exit(), "a page never changes a release");

        Limner.Run none = limner.run("diff", before, folder);
        assertEquals(2, none.exit());
        assertEquals(1, none.complaints().size(), none.err());
    }

    private void releases(Path before, Path after) throws Exception {
        try (Services services = Rooms.of(folder.resolve("rooms"));
                OpenProject project = services.projects().create(folder.resolve("walk.limner"))) {
            Media media = services.importMedia().run(project, Clips.ofMedia("every_key.mkv"), PROGRESS);
            project.perform(new Command.EditClasses(List.of(
                    LabelClass.of(41, "Car", "#e69f00", ClassKind.THING),
                    LabelClass.of(42, "Truck", "#56b4e9", ClassKind.THING))));
            LabelId moves = LabelId.random();
            LabelId grows = LabelId.random();
            draw(project, media, 0, moves, new Box(1, 1, 8, 8));
            draw(project, media, 1, grows, new Box(1, 1, 8, 8));
            project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 2), FrameState.DONE));
            services.buildRelease().run(project, ReleaseRequest.to(before), PROGRESS);
            project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 2), FrameState.IN_WORK));
            project.perform(new Command.Reclassify(media.id(), Set.of(moves), TRUCK));
            project.perform(new Command.Reshape(media.id(), 1, grows, new Box(1, 1, 8, 9)));
            draw(project, media, 2, LabelId.random(), new Box(3, 3, 5, 5));
            project.perform(new Command.SetFrameState(media.id(), new FrameRange(0, 2), FrameState.DONE));
            services.buildRelease().run(project, ReleaseRequest.to(after), PROGRESS);
        }
    }

    private static void draw(OpenProject project, Media media, int frame, LabelId label, Box box) {
        project.perform(new Command.Draw(media.id(), frame, label, CAR, Extent.FRAME, box));
    }
}
