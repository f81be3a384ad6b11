package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Theme;
import limner.model.command.Command;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports labels by the page of the desk and looks at what lies on the disk then.
final class ExportDeskTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    private LabelId turned = LabelId.random();
    private Path out = Path.of("");

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
        out = folder.resolve("out");
        draw(LabelId.random(), 0, Desk.box(30, 30, 60, 40));
        draw(turned, 3, new RotatedBox(200, 120, 80, 40, 0.5));
        desk.await("both are there", () -> desk.workspace().labels().labels().size() == 2);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void draw(LabelId id, int frame, Shape shape) {
        desk.store(new Command.Draw(Toolkit.on(desk::mediaId), frame, id, Desk.CUP, Extent.FRAME, shape));
    }

    private boolean isSeen(String id) {
        Node node = desk.stage().getScene().lookup("#" + id);
        return node != null && node.isVisible();
    }

    private void awaitSeen(String id) {
        desk.await(id + " is seen", () -> isSeen(id));
        Toolkit.pulses(2);
    }

    /// Presses a button as the keyboard does.
    private void press(String id) {
        awaitSeen(id);
        Toolkit.run(() -> desk.node("#" + id).requestFocus());
        desk.key(KeyCode.SPACE);
    }

    private String text(String id) {
        return Toolkit.on(() -> ((Label) desk.node("#" + id)).getText());
    }

    private String message() {
        return Toolkit.on(() -> String.join(" | ", desk.texts(desk.node(".form"))));
    }

    private void awaitMessage(String words) {
        try {
            desk.await(words, () -> message().contains(words));
        } catch (AssertionError e) {
            throw new AssertionError(message(), e);
        }
    }

    private String written() {
        return Toolkit.on(() -> ((TextField) desk.node("#export-folder")).getText());
    }

    @SuppressWarnings("unchecked")
    private void choose(String format) {
        desk.key(KeyCode.CONTROL, KeyCode.E);
        awaitSeen("export-format");
        desk.await("a folder is proposed", () -> !written().isEmpty());
        Toolkit.run(() -> {
            ComboBox<DatasetWriter> box = (ComboBox<DatasetWriter>) desk.node("#export-format");
            box.setValue(box.getItems().stream()
                    .filter(w -> w.id().equals(format))
                    .findFirst()
                    .orElseThrow());
        });
        desk.await("the proposal follows", () -> written().endsWith(" " + format));
    }

    private void into(Path to) {
        Toolkit.run(() -> ((TextField) desk.node("#export-folder")).setText(to.toString()));
    }

    private List<String> files(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> in.relativize(p).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatAFormatCannotSayIsSeenBeforeAnythingIsWrittenAndLeadsToItsObject() throws IOException {
        choose("yolo-detect");
        into(out);
        press("export-look");
        awaitSeen("export-write");
        assertEquals("2 objects, 1 of them in full, as 2 annotations. The format cannot say:", text("export-summary"));
        List<String> counts = desk.texts(desk.node("#export-counts"));
        assertTrue(counts.containsAll(List.of("1", "rotation", "Coffee cup: 1")), counts.toString());
        assertFalse(isSeen("export-unasked"), "nothing came from a file");
        assertFalse(Files.exists(out), "nothing is written before somebody agrees");
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Toolkit.run(() -> desk.window().theme(theme));
            Toolkit.pulses(6);
            Pngs.write(desk.stage(), PICTURES.resolve("export-losses-" + theme + ".png"));
            assertEquals(List.of(), Look.cutOff(desk.stage()), theme + ", cut off");
            assertEquals(List.of(), Look.faint(desk.stage()), theme + ", faint");
            assertEquals(List.of(), Look.tooSmall(desk.stage()), theme + ", too small");
        }

        Toolkit.run(() -> {
            ListView<?> list = (ListView<?>) desk.node("#export-losses");
            list.requestFocus();
            list.getSelectionModel().selectFirst();
        });
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(3);
        assertEquals(
                Optional.of(turned),
                Toolkit.on(() -> desk.workspace().selection().get().label()));
        press("export-losses-copy");
        String copied = Toolkit.on(() -> Clipboard.getSystemClipboard().getString());
        assertEquals(
                List.of(
                        "frame 3, Coffee cup 2: rotation: is a turned box, and becomes a box",
                        "class Person: what is said of classes: has a colour",
                        "class Coffee cup: what is said of classes: has a colour"),
                copied.lines().toList());

        press("export-write");
        awaitSeen("export-show");
        assertTrue(message().contains("Written to " + out + ": 2 annotations."), message());
        assertTrue(files(out).contains("limner-sidecar.jsonl"), files(out).toString());
        assertEquals(
                2,
                files(out).stream().filter(f -> f.matches(".*/00000[03]\\.txt")).count(),
                files(out).toString());
        press("export-show");
        assertEquals(List.of(out.toUri().toString()), desk.documents());
    }

    /// The project does not keep what a file says beside its labels, so it is said where it would be missed.
    @Test
    void aFileThatLabelsCameFromIsNamedWhereItIsNotGiven() {
        desk.store(new Command.TakeIn(
                "street.json",
                List.of(),
                List.of(limner.model.label.Label.drawn(
                        LabelId.random(),
                        Toolkit.on(desk::mediaId),
                        3,
                        Desk.CUP,
                        Extent.FRAME,
                        1,
                        Desk.box(10, 10, 20, 20),
                        new Origin.Imported("street.json", "17"))),
                List.of(),
                List.of()));
        desk.await("it is there", () -> desk.workspace().labels().labels().size() == 3);
        choose("coco");
        into(out);
        press("export-look");
        awaitSeen("export-write");
        assertTrue(isSeen("export-unasked"));
        assertTrue(text("export-unasked").startsWith("Labels came from street.json:"), text("export-unasked"));
        assertEquals(List.of(), Look.cutOff(desk.stage()));
    }

    @Test
    void aFolderThatIsTakenIsRefusedInPlaceAndStaysAsItIs() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("mine.txt"), "mine");
        choose("labelme");
        into(out);
        press("export-look");
        awaitMessage("is not empty. Nothing was written");
        assertFalse(isSeen("export-report"));
        assertFalse(isSeen("export-write"));
        into(Path.of(""));
        press("export-look");
        awaitMessage("An export needs a folder.");
        assertEquals(List.of("mine.txt"), files(out));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aChangeAsksToLookAgainAndNothingChosenIsToldInPlace() {
        choose("datumaro");
        press("export-look");
        awaitSeen("export-write");
        press("export-back");
        awaitSeen("export-holes");
        Toolkit.run(() -> ((ComboBox<Choices.Holes>) desk.node("#export-holes")).setValue(Choices.Holes.OUTER_ONLY));
        assertFalse(isSeen("export-write"), "what was seen is not what would be written");
        assertFalse(isSeen("export-report"));
        press("export-done");
        press("export-look");
        awaitMessage("There is nothing to write");
        assertFalse(isSeen("export-write"));
        assertFalse(Files.exists(Path.of(Objects.requireNonNull(written()))));
    }
}
