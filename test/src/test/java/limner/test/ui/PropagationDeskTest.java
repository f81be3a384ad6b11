package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.suggestion.Suggestion;
import limner.test.flow.MovingPictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Carries a label by key, goes to what is worth a look, and takes or leaves what was found.
final class PropagationDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened by each test
    private Desk desk;

    private final LabelId id = LabelId.random();

    @AfterEach
    void close() {
        desk.close();
    }

    private void open(boolean hides, int frame) throws Exception {
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), 40, hides);
        desk = Desk.welcome(folder, 1000, 1000);
        desk.create(folder, pictures);
        LabelClass disc = LabelClass.of(1, "Disc", "#e69f00", ClassKind.THING);
        desk.store(new Command.EditClasses(List.of(disc)));
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), frame, id, disc.id(), Extent.TRACK, MovingPictures.mask(frame)));
        desk.await(
                "the label is on the screen's side",
                () -> desk.workspace().labels().label(id).isPresent());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(id)));
        desk.show(frame);
        Toolkit.pulses(2);
    }

    private void range(int first, int last) {
        Toolkit.run(() -> desk.workspace().range().set(Optional.of(new FrameRange(first, last))));
    }

    private SortedMap<Integer, Suggestion> places() {
        return desk.stored().openPlaces(id, new FrameRange(0, 39));
    }

    private Suggestion place(int frame) {
        return desk.stored().openPlace(id, frame).orElseThrow();
    }

    private Label label() {
        return desk.stored().label(id).orElseThrow();
    }

    private void carried(String what, int places) {
        desk.await(what, () -> places().size() == places && !isEnabled("carry.stop"));
        desk.settle();
    }

    private boolean isEnabled(String command) {
        return Toolkit.on(() -> desk.window()
                .commands()
                .orElseThrow()
                .find(command)
                .orElseThrow()
                .enabled()
                .get());
    }

    private void press(KeyCode letter) {
        desk.key(KeyCode.CONTROL, KeyCode.ALT, letter);
    }

    @Test
    void aLabelIsCarriedByKeyAndAcceptedUpToHereThenAllOfIt() throws Exception {
        open(false, 0);
        range(0, 12);
        press(KeyCode.C);
        carried("the label is carried", 12);
        assertEquals(1, label().keyframes().size(), "nothing is decided yet");
        desk.show(5);
        press(KeyCode.R);
        desk.settle();
        assertEquals(11, places().size());
        press(KeyCode.Y);
        desk.settle();
        assertEquals(Set.of(0, 1, 2, 3, 4), label().keyframes().keySet());
        press(KeyCode.A);
        desk.settle();
        assertEquals(12, label().keyframes().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(5, label().keyframes().size(), "one step back");
    }

    @Test
    void carryingIsStoppedByKeyAndWhatIsDoneStaysAndGoesOnLater() throws Exception {
        open(false, 0);
        range(0, 39);
        // Within one turn of the JavaFX thread, so that nobody can have carried it to the end before.
        Toolkit.run(() -> {
            Robot robot = new Robot();
            for (KeyCode letter : List.of(KeyCode.C, KeyCode.Q)) {
                List<KeyCode> keys = List.of(KeyCode.CONTROL, KeyCode.ALT, letter);
                keys.forEach(robot::keyPress);
                keys.reversed().forEach(robot::keyRelease);
            }
        });
        desk.await("it has stopped", () -> !isEnabled("carry.stop"));
        desk.settle();
        List<Integer> done = List.copyOf(places().keySet());
        assertTrue(done.size() < 39, () -> "it was stopped: " + done);
        for (int i = 0; i < done.size(); i++) {
            assertEquals(i + 1, done.get(i), "what is done is without gaps");
        }
        assertEquals(1, label().keyframes().size(), "nothing is decided");
        press(KeyCode.C);
        carried("the rest is carried later", 39);
    }

    @Test
    void aLabelIsCarriedBackwardsByKey() throws Exception {
        open(false, 15);
        range(5, 15);
        press(KeyCode.J);
        carried("the label is carried", 10);
        desk.show(10);
        press(KeyCode.S);
        desk.settle();
        assertEquals(11, label().keyframes().size(), "all of them are sure");
        label().keyframes()
                .forEach((frame, k) -> assertTrue(
                        k.shape() instanceof Mask(var rle)
                                && rle.iou(MovingPictures.mask(frame).rle()) > 0.95,
                        () -> "frame " + frame));
    }

    @Test
    void betweenTwoKeyframesItIsCarriedFromBothSides() throws Exception {
        open(false, 2);
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 14, id, MovingPictures.mask(14)));
        desk.settle();
        desk.show(20);
        press(KeyCode.B);
        assertTrue(desk.says("does not lie between two keyframes"));
        desk.show(6);
        press(KeyCode.B);
        carried("the stretch is filled", 11);
        press(KeyCode.A);
        desk.settle();
        assertEquals(13, label().keyframes().size());
    }

    @Test
    void whereATrackEndsItIsCarriedUpToThereAndOnFromItsLastFrame() throws Exception {
        open(false, 2);
        desk.store(new Command.SetOutside(Toolkit.on(desk::mediaId), 9, id, true));
        desk.settle();
        desk.show(6);
        press(KeyCode.B);
        carried("the stretch is filled from its one side", 6);
        assertEquals(8, places().lastKey());
        press(KeyCode.A);
        desk.settle();
        desk.show(8);
        range(8, 12);
        press(KeyCode.C);
        carried("it is carried past its end", 4);
        press(KeyCode.A);
        desk.settle();
        assertTrue(label().at(12).isPresent());
        assertTrue(label().at(13).isEmpty(), "it ends where it was carried to");
    }

    @Test
    void carryingAgainFromACorrectedFrameByKeyLeavesWhatWasDecided() throws Exception {
        open(false, 0);
        range(0, 12);
        press(KeyCode.C);
        carried("the label is carried", 12);
        SortedMap<Integer, Suggestion> first = places();
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 6, id, MovingPictures.mask(6)));
        desk.settle();
        desk.show(6);
        press(KeyCode.C);
        desk.await(
                "it is carried again",
                () -> desk.stored()
                        .openPlace(id, 12)
                        .filter(s -> !s.equals(first.get(12)))
                        .isPresent());
        carried("and that has ended", 11);
        assertEquals(Set.of(0, 6), label().keyframes().keySet());
        SortedMap<Integer, Suggestion> now = places();
        assertEquals(first.headMap(6), now.headMap(6), "what lies before it stays");
        now.tailMap(7).forEach((f, s) -> assertNotEquals(first.get(f), s, "frame " + f));
    }

    @Test
    void thePlaceOnTheScreenIsDashedAndJudgedLikeAnySuggestion() throws Exception {
        open(false, 0);
        range(0, 12);
        press(KeyCode.C);
        carried("the label is carried", 12);
        desk.show(10);
        // Here the held label ends and the disc alone is.
        desk.click(124, 90);
        desk.settle();
        assertEquals(
                Optional.of(place(10).id()),
                Toolkit.on(() -> desk.workspace().selection().get().suggestion()));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Set.of(0, 10), label().keyframes().keySet());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(id)));
        desk.show(4);
        press(KeyCode.Y);
        desk.settle();
        assertEquals(Set.of(0, 1, 2, 3, 4, 10), label().keyframes().keySet());
    }

    @Test
    void theNextPlaceWorthALookIsWhereTheThingWasLost() throws Exception {
        open(true, 0);
        press(KeyCode.C);
        desk.await("it is carried to where it hides", () -> places().size() > 26);
        desk.await(
                "and ends",
                () -> places().values().stream().anyMatch(s -> s.drift() >= 0.5) && !isEnabled("carry.stop"));
        desk.settle();
        press(KeyCode.W);
        desk.await("a doubtful frame is shown", () -> desk.shownFrame() >= 26);
        assertTrue(place(desk.shownFrame()).drift() >= 0.5);
    }
}
