package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.usecase.SavedPlans;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.release.Overlap;
import limner.model.release.PictureForm;
import limner.model.release.PlanFile;
import limner.model.release.Redaction;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseVerifier;
import limner.model.release.ReleaseWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release made by its page: planned, looked at, divided, signed, checked, its card read. Two videos that are two
/// files
/// and show the same.
final class ReleaseDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        Path sample = Path.of(System.getProperty("limner.root", ".."), "app", "src", "main", "sample", "gallery.mp4");
        Path one = Files.copy(sample, folder.resolve("one.mp4"));
        Path two = Files.copy(sample, folder.resolve("two.mp4"));
        // An empty box at the end: another file, and the same pictures.
        Files.write(two, new byte[] {0, 0, 0, 8, 'f', 'r', 'e', 'e'}, StandardOpenOption.APPEND);
        desk = Desk.welcome(folder, 1000, 1000);
        Toolkit.run(() -> desk.window().create(folder.resolve("work.limner"), List.of(one, two)));
        desk.await(
                "both videos are there",
                () -> desk.window()
                        .workspace()
                        .filter(w -> w.state().mediaInOrder().size() == 2)
                        .isPresent());
        desk.awaitFrame(0);
        desk.store(new Command.EditClasses(List.of(
                LabelClass.of(1, "Person", "#e69f00", ClassKind.THING),
                LabelClass.of(2, "Coffee cup", "#56b4e9", ClassKind.THING))));
        for (Media media : Toolkit.on(() -> desk.workspace().state().mediaInOrder())) {
            label(media.id());
        }
        desk.settle();
    }

    private void label(MediaId media) {
        desk.store(new Command.Draw(media, 0, LabelId.random(), Desk.PERSON, Extent.FRAME, new Box(10, 10, 100, 80)));
        desk.store(new Command.Draw(media, 0, LabelId.random(), Desk.CUP, Extent.FRAME, new Box(200, 10, 2, 2)));
        desk.store(new Command.SetFrameState(media, FrameRange.of(0), FrameState.DONE));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void openPage() {
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.await("what it would hold is counted", () -> summary().contains("2 pictures"));
    }

    private String summary() {
        return desk.stage().getScene().lookup("#release-summary") instanceof Label l ? l.getText() : "";
    }

    private void write(String field, String text) {
        Toolkit.run(() -> ((TextField) desk.stage().getScene().lookup(field)).setText(text));
    }

    private List<String> counts() {
        Node counts = desk.node("#release-counts");
        return desk.texts(counts);
    }

    @Test
    void aReleaseIsPlannedLookedAtMadeSignedAndItsCardIsRead() throws IOException {
        openPage();
        desk.clickNode("#release-step-2");
        write("#release-least", "5");
        desk.await("the small ones are left out", () -> summary().contains("2 annotations"));

        desk.clickNode("#release-step-4");
        desk.clickNode("#release-divide");
        write("#release-part-1", "spare");
        desk.clickNode("#release-next");
        desk.await("each part is counted", () -> counts().contains("spare"));
        assertEquals(List.of("", "all", "train", "spare", "test"), counts().subList(0, 5));
        assertTrue(desk.says("No video is in the part"), "two videos do not fill three parts");

        desk.clickNode("#release-leak-search");
        desk.await("what is in two parts is found", () -> desk.says("One pair of pictures is the same"));
        assertTrue(desk.says("one.mp4, frame 0"), "the pictures are named");

        desk.clickNode("#release-step-1");
        write("#release-plan-name", "halves");
        desk.clickNode("#release-plan-save");
        desk.await("the plan is kept", () -> desk.says("version 1 of the plan halves"));
        ReleasePlan kept = PlanFile.read(Files.newInputStream(folder.resolve("work.plans/halves.1.json")));
        assertEquals(5, kept.leastPixels());
        assertEquals("spare", kept.splits().orElseThrow().shares().get(1).name());

        desk.clickNode("#release-sign");
        desk.clickNode("#release-start");
        desk.await("it is written and checked", () -> desk.says("Nothing is missing or changed"));
        assertTrue(desk.says("Signed with key"));
        Path release = folder.resolve("work release");
        assertTrue(ReleaseVerifier.verify(release, ReleaseWatch.none()).holds());
        assertTrue(Files.exists(release.resolve("splits/spare.txt")));
        desk.await("its card is read", () -> desk.stage().getScene().lookup("#release-card") != null);
        Toolkit.pulses(2);
        assertTrue(
                Files.readString(release.resolve("README.md")).contains("| Coffee cup | 0 |"),
                "what is small is no annotation");
        desk.clickNode("#release-verify");
        desk.await(
                "nothing runs any more", () -> desk.window().tasks().running().isEmpty());
        assertTrue(desk.says("Nothing is missing or changed"));

        // What is not signed is signed later.
        Files.delete(release.resolve("signature.json"));
        desk.clickNode("#release-verify");
        desk.await("it holds without a signature", () -> desk.says(" annotations. Nothing is missing or changed"));
        desk.clickNode("#release-sign-now");
        desk.await("it is signed and checked", () -> desk.says(" annotations, signed with key "));
        assertFalse(
                ReleaseVerifier.verify(release, ReleaseWatch.none()).signedBy().isEmpty());
    }

    @Test
    void aSavedPlanFillsThePageAndABadOneIsRefusedBeforeAnythingIsWritten() throws IOException {
        openPage();
        desk.clickNode("#release-step-2");
        desk.clickNode("#release-classes");
        desk.clickNode("#release-classes-0");
        desk.await("one class is counted", () -> summary().contains("2 annotations"));
        desk.clickNode("#release-step-1");
        write("#release-plan-name", "cups");
        desk.clickNode("#release-plan-save");
        desk.await("the plan is kept", () -> desk.says("version 1 of the plan cups"));
        desk.key(KeyCode.ESCAPE);

        openPage();
        desk.await("all classes again", () -> summary().contains("4 annotations"));
        Toolkit.run(() -> ((ComboBox<?>) desk.stage().getScene().lookup("#release-plan"))
                .getSelectionModel()
                .select(1));
        desk.await("the plan is used", () -> summary().contains("2 annotations"));
        desk.clickNode("#release-step-2");
        Toolkit.run(() -> {
            assertFalse(((CheckBox) desk.stage().getScene().lookup("#release-classes-0")).isSelected());
            assertTrue(((CheckBox) desk.stage().getScene().lookup("#release-classes-1")).isSelected());
        });

        desk.clickNode("#release-classes-1");
        desk.await("no class is no release", () -> summary().contains("Choose a class"));
        desk.clickNode("#release-start");
        desk.await("it is said", () -> desk.says("Choose a class"));
        try (Stream<Path> all = Files.list(folder)) {
            assertTrue(all.noneMatch(p -> p.toString().endsWith("release")), "nothing was written");
        }
    }

    @Test
    void whatAPlanHidesStaysHiddenWhenThePageSavesIt() throws IOException {
        ReleasePlan hiding = ReleasePlan.of("any", 1)
                .withRedaction(new Redaction(new TreeMap<>(Map.of(Desk.PERSON, Redaction.How.FILL))))
                .withReach(3);
        SavedPlans.of(folder.resolve("work.limner")).save("hidden", hiding);
        openPage();
        Toolkit.run(() -> ((ComboBox<?>) desk.stage().getScene().lookup("#release-plan"))
                .getSelectionModel()
                .select(1));
        desk.await(
                "the plan is used",
                () -> desk.node("#release-plan-name") instanceof TextField t
                        && t.getText().equals("hidden"));
        desk.await(
                "nothing runs any more", () -> desk.window().tasks().running().isEmpty());
        Toolkit.run(() -> ((Button) desk.stage().getScene().lookup("#release-plan-save")).fire());
        desk.await("it says what it said, and is no new version", () -> desk.says("version 1 of the plan hidden"));
        assertFalse(Files.exists(folder.resolve("work.plans/hidden.2.json")));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // the page's own choices
    void whatNobodyIsToSeeIsHiddenAndPicturesAreMadeSmallFromThePage() throws IOException {
        openPage();
        desk.clickNode("#release-step-3");
        Toolkit.run(() -> {
            ComboBox hidden = (ComboBox) desk.stage().getScene().lookup("#release-hidden-0");
            hidden.getSelectionModel().select(2);
            ComboBox picture = (ComboBox) desk.stage().getScene().lookup("#release-picture");
            picture.getSelectionModel().select(2);
            ((CheckBox) desk.stage().getScene().lookup("#release-frames")).setSelected(false);
        });
        desk.await("nothing can be hidden without pictures", () -> summary().contains("have to be extracted"));
        Toolkit.run(() -> ((CheckBox) desk.stage().getScene().lookup("#release-frames")).setSelected(true));
        desk.clickNode("#release-flat");
        desk.clickNode("#release-step-2");
        write("#release-reach", "4");
        desk.await("it is counted again", () -> summary().contains("2 pictures"));
        desk.clickNode("#release-start");
        desk.await("it is written and checked", () -> desk.says("Nothing is missing or changed"));
        Path release = folder.resolve("work release");
        ReleasePlan plan = PlanFile.read(Files.newInputStream(release.resolve("plan.json")));
        assertEquals(Map.of(Desk.PERSON, Redaction.How.FILL), plan.redaction().classes());
        assertEquals(new PictureForm.Jpeg(90), plan.form());
        assertEquals(Overlap.TOPMOST, plan.overlap());
        assertEquals(4, plan.reach().orElse(0));
        try (Stream<Path> files = Files.walk(release.resolve("frames"))) {
            assertEquals(2, files.filter(p -> p.toString().endsWith(".jpg")).count());
        }
    }

    @Test
    void aVideoIsHeldOutByHandAndByAnEarlierRelease() throws IOException {
        openPage();
        desk.clickNode("#release-step-4");
        desk.clickNode("#release-divide");
        hold("#release-stays-0", "test");
        hold("#release-stays-1", "train");
        desk.await("they are counted there", () -> summary().contains("2 pictures"));
        desk.clickNode("#release-start");
        desk.await("it is written and checked", () -> desk.says("Nothing is missing or changed"));
        Path first = folder.resolve("work release");
        assertTrue(Files.readString(first.resolve("splits/test.txt")).contains("one"), "held out by hand");
        desk.key(KeyCode.ESCAPE);

        openPage();
        desk.clickNode("#release-step-4");
        desk.clickNode("#release-divide");
        write("#release-earlier", first.toString());
        write("#release-seed", "77");
        desk.await("they are counted there", () -> summary().contains("2 pictures"));
        desk.clickNode("#release-start");
        Path second = folder.resolve("work release 2");
        desk.await("the next one is there", () -> Files.exists(second.resolve("manifest.json")));
        desk.await(
                "nothing runs any more", () -> desk.window().tasks().running().isEmpty());
        for (String part : List.of("train", "val", "test")) {
            assertEquals(
                    Files.readString(first.resolve("splits/" + part + ".txt")),
                    Files.readString(second.resolve("splits/" + part + ".txt")));
        }
    }

    @SuppressWarnings("unchecked") // the page's own choice of names
    private void hold(String choice, String part) {
        Toolkit.run(() -> ((ComboBox<String>) desk.stage().getScene().lookup(choice)).setValue(part));
    }
}
