package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Theme;
import limner.app.usecase.QuickPictures;
import limner.media.frame.Picture;
import limner.media.proxy.ScreenPixels;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.PixelBox;
import limner.model.id.LabelId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.provenance.Origin;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks at suggestions side by side, judges them one by one, several at once and by rule.
final class SuggestionGalleryTest {

    private static final double SIZE = 1000;
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, SIZE, SIZE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Box box(int i) {
        return new Box(40 + 90 * i, 60, 60, 50);
    }

    private void look() {
        desk.key(KeyCode.CONTROL, KeyCode.G);
        desk.await("the page is there", () -> !count().isEmpty());
    }

    private String count() {
        return Toolkit.on(() -> {
            Node found = desk.stage().getScene().lookup("#gallery-count");
            return found == null ? "" : ((Label) found).getText();
        });
    }

    private String button(String id) {
        return Toolkit.on(() -> ((Button) desk.node(id)).getText());
    }

    private void write(String field, String text) {
        Toolkit.run(() -> ((TextField) desk.node(field)).setText(text));
    }

    private Verdict verdict(SuggestionId id) {
        return desk.stored().verdict(id);
    }

    private List<Node> tiles() {
        return Toolkit.on(() -> desk.node("#gallery").lookupAll(".suggestion-tile").stream()
                .filter(Node::isVisible)
                .toList());
    }

    private Point2D middle(Node node) {
        return Toolkit.on(() -> {
            Bounds b = node.localToScreen(node.getBoundsInLocal());
            return new Point2D(b.getCenterX(), b.getMinY() + 30);
        });
    }

    private Node tile(String said) {
        return tiles().stream()
                .filter(t -> Toolkit.on(t::getAccessibleText).startsWith(said))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tile is " + said));
    }

    @Test
    void aRuleSaysBeforehandWhatItMeansAndOneUndoTakesItBack() {
        List<SuggestionId> first = desk.suggest(1, Desk.PERSON, box(0), box(1), box(2));
        List<SuggestionId> second = desk.suggest(4, Desk.CUP, box(0), box(3));
        List<SuggestionId> done = desk.suggest(6, Desk.PERSON, box(0));
        desk.store(new Command.SetFrameState(desk.mediaId(), FrameRange.of(6), FrameState.DONE));
        desk.store(new Command.Draw(
                desk.mediaId(), 1, LabelId.random(), Desk.PERSON, Extent.FRAME, new Box(132, 60, 60, 50)));
        look();
        desk.await("all are counted", () -> count().startsWith("5 suggestions on 2 frames."));
        assertEquals("Accept all 5", button("#gallery-accept"));
        write("#rule-least", "0.8");
        desk.await("four score enough", () -> count().startsWith("4 suggestions on 2 frames."));
        Toolkit.run(() ->
                ((ComboBox<?>) desk.node("#rule-overlap")).getSelectionModel().select(2));
        desk.await("one of them is a label already", () -> count().startsWith("3 suggestions on 2 frames."));
        Toolkit.run(() -> ((CheckBox) desk.node("#rule-state-done")).setSelected(true));
        desk.await("that of the done frame", () -> count().contains(" 1 of them is on frames that are done"));
        assertEquals("Accept all 3", button("#gallery-accept"));
        assertEquals("Reject all 4", button("#gallery-reject"));
        assertEquals(List.of(Verdict.OPEN, Verdict.OPEN), List.of(verdict(first.getFirst()), verdict(done.getFirst())));
        desk.clickNode("#gallery-accept");
        desk.settle();
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.OPEN, Verdict.OPEN),
                first.stream().map(this::verdict).toList());
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.ACCEPTED),
                second.stream().map(this::verdict).toList());
        assertEquals(Verdict.OPEN, verdict(done.getFirst()));
        limner.model.label.Label taken = Objects.requireNonNull(
                desk.stored().labels().get(new LabelId(first.getFirst().value())), "the label");
        Origin.Suggested origin = (Origin.Suggested) taken.origin();
        String policy = Toolkit.on(() -> desk.workspace().state().policies().get(origin.policy()))
                .text();
        assertEquals(
                "accept open suggestions, scored 0.80 to 1.00, on the whole video, overlapping no label by 0.50 or"
                        + " more, on frames that are unseen or in work or done",
                policy);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(Verdict.OPEN, verdict(first.getFirst()));
        assertEquals(1, desk.stored().labels().size(), "only what was drawn");
        desk.await("they are back on the page", () -> count().startsWith("4 suggestions"));
        write("#rule-least", "many");
        desk.await("nonsense is said", () -> count().startsWith("Scores, frames and pixels are numbers."));
        assertTrue(Toolkit.on(() -> desk.node("#gallery-accept").isDisabled()));
    }

    @Test
    void keysPickAndJudgeAndGoToTheFrame() {
        List<SuggestionId> all = new ArrayList<>();
        all.addAll(desk.suggest(2, Desk.PERSON, box(0), box(1), box(2)));
        all.addAll(desk.suggest(5, Desk.PERSON, box(3)));
        look();
        desk.await("they are counted", () -> count().startsWith("4 suggestions"));
        // Best first: two score 0.95, then 0.82 and 0.69.
        desk.key(KeyCode.END);
        desk.key(KeyCode.SHIFT, KeyCode.LEFT);
        desk.await("two are picked", () -> button("#gallery-accept").equals("Accept 2 picked"));
        desk.key(KeyCode.BACK_SPACE);
        desk.settle();
        assertEquals(
                List.of(Verdict.OPEN, Verdict.REJECTED, Verdict.REJECTED, Verdict.OPEN),
                all.stream().map(this::verdict).toList());
        desk.await("two are left", () -> count().startsWith("2 suggestions"));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(Verdict.OPEN, verdict(all.get(1)), "one undo takes both back");
        desk.await("four again", () -> count().startsWith("4 suggestions"));
        desk.key(KeyCode.END);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(all.get(2)));
        desk.await("three are left", () -> count().startsWith("3 suggestions"));
        desk.key(KeyCode.END);
        desk.key(KeyCode.E);
        desk.awaitFrame(2);
        desk.await(
                "it is being corrected",
                () -> desk.workspace().amendment().get().isPresent());
        assertEquals(
                all.get(1),
                Toolkit.on(() -> desk.workspace()
                        .amendment()
                        .get()
                        .orElseThrow()
                        .suggestion()
                        .id()));
        assertEquals(null, Toolkit.on(() -> desk.stage().getScene().lookup("#gallery")), "the picture has its room");
    }

    @Test
    void thePointerPicksARunJudgesOneAndGoesThere() {
        List<SuggestionId> here = desk.suggest(3, Desk.PERSON, box(0), box(1), box(2), box(3));
        look();
        desk.await("there is a tile for each", () -> tiles().size() == 4);
        desk.clickAt(middle(tile("Person 0.95")));
        desk.clickAt(middle(tile("Person 0.69")));
        assertEquals("Accept all 4", button("#gallery-accept"), "one alone is no selection");
        Node accept = Toolkit.on(
                () -> tile("Person 0.82").lookupAll(".button").iterator().next());
        desk.clickAt(Toolkit.on(() -> {
            Bounds b = accept.localToScreen(accept.getBoundsInLocal());
            return new Point2D(b.getCenterX(), b.getCenterY());
        }));
        desk.settle();
        assertEquals(
                List.of(Verdict.OPEN, Verdict.ACCEPTED, Verdict.OPEN, Verdict.OPEN),
                here.stream().map(this::verdict).toList());
        desk.await("three are left", () -> tiles().size() == 3);
        Point2D last = middle(tile("Person 0.56"));
        desk.clickAt(last);
        desk.clickAt(last);
        desk.awaitFrame(3);
        assertEquals(
                here.get(3),
                Toolkit.on(() -> desk.workspace().selection().get().suggestion().orElseThrow()));
    }

    @Test
    void cropsAreCutFromTheExactFrame() {
        PixelBox area = new PixelBox(70, 50, 96, 96);
        Set<ByteBuffer> seen = new HashSet<>();
        for (int frame : List.of(0, 7, 31, 4)) {
            QuickPictures pictures = Toolkit.on(
                    () -> desk.workspace().feed().get().orElseThrow().quick().orElseThrow());
            ScreenPixels crop;
            try (pictures) {
                crop = pictures.crops(frame, List.of(area), 96, () -> false)
                        .orElseThrow()
                        .getFirst()
                        .pixels();
            }
            int wanted = frame;
            try (Picture exact = Toolkit.on(
                            () -> desk.workspace().feed().get().orElseThrow().picture(wanted))
                    .join()) {
                try (Picture part = exact.sampled(area.x(), area.y(), area.width(), area.height(), 1)) {
                    ByteBuffer pixels = ByteBuffer.allocateDirect(96 * 96 * 4);
                    part.toBgra(pixels);
                    assertEquals(pixels.clear(), crop.bgra().clear(), "frame " + frame);
                }
                assertTrue(seen.add(crop.bgra().duplicate()), "no two frames look the same");
            }
        }
    }

    @Test
    void tenThousandAreScrolledThroughAndAcceptedAsOneChange() {
        RunId run = RunId.random();
        desk.store(new Command.RecordRun(new Run(run, "limner.test", "1", "detector", "1", "00", Map.of())));
        int frames = Toolkit.on(() -> desk.media().frameCount());
        int each = 10_000 / frames + 1;
        int said = 0;
        for (int frame = 0; frame < frames; frame++) {
            List<Suggestion> all = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                all.add(new Suggestion(
                        SuggestionId.random(),
                        Toolkit.on(desk::mediaId),
                        frame,
                        Desk.PERSON,
                        new Box(10 + i % 20 * 20, 10 + i / 20 * 20, 18, 18),
                        (said++ % 1000) / 1000.0,
                        run,
                        null));
            }
            desk.store(new Command.OfferSuggestions(Toolkit.on(desk::mediaId), frame, all));
        }
        int total = each * frames;
        assertTrue(total >= 10_000);
        long begun = System.nanoTime();
        look();
        desk.await("all are counted", () -> count().startsWith(String.format("%,d suggestions", total)));
        long opened = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(tiles().size() < 200, "only what is to be seen has nodes");
        begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            desk.key(KeyCode.PAGE_DOWN);
        }
        long paged = (System.nanoTime() - begun) / 20_000_000;
        desk.key(KeyCode.END);
        desk.await(
                "the worst are there",
                () -> tiles().stream()
                        .anyMatch(t -> Toolkit.on(t::getAccessibleText).startsWith("Person 0.00")));
        System.out.println("10,000 side by side: open " + opened + " ms, one page " + paged + " ms");
        desk.clickNode("#gallery-accept");
        desk.await("all are labels", () -> desk.stored().labels().size() == total);
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.await("one undo takes all back", () -> desk.stored().labels().isEmpty());
        desk.settle();
    }

    @Test
    void hiddenSuggestionsAreNotJudgedByKey() {
        List<SuggestionId> here = desk.suggest(0, Desk.PERSON, box(0), box(1));
        desk.key(KeyCode.N);
        Toolkit.run(() -> desk.workspace().view().suggestionsHidden().set(true));
        desk.key(KeyCode.ENTER);
        desk.key(KeyCode.BACK_SPACE);
        desk.settle();
        assertEquals(
                List.of(Verdict.OPEN, Verdict.OPEN),
                here.stream().map(this::verdict).toList());
        assertTrue(desk.says("Suggestions are hidden, so nothing was judged."));
        Toolkit.run(() -> desk.workspace().view().suggestionsHidden().set(false));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.OPEN),
                here.stream().map(this::verdict).toList());
    }

    @Test
    void thePageReadsWellInLightAndDark() {
        desk.suggest(0, Desk.PERSON, box(0), box(1), box(2), box(3));
        desk.suggest(9, Desk.CUP, new Box(100, 100, 200, 140), box(1), box(4));
        desk.suggest(20, Desk.PERSON, box(2), box(3), new Box(20, 20, 300, 200));
        Scenes scenes = new Scenes(PICTURES, "");
        for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
            scenes.theme(desk, theme);
            look();
            desk.await("there is a tile for each", () -> tiles().size() == 10);
            desk.await("each has its crop", () -> tiles().stream().allMatch(SuggestionGalleryTest::isDrawn));
            desk.key(KeyCode.HOME);
            desk.key(KeyCode.SHIFT, KeyCode.RIGHT);
            scenes.shoot(desk, "gallery-" + theme.name().toLowerCase(java.util.Locale.ROOT));
            assertEquals(List.of(), Look.cutOff(desk.stage()));
            assertEquals(List.of(), Look.faint(desk.stage()));
            assertEquals(List.of(), Look.tooSmall(desk.stage()));
            desk.key(KeyCode.ESCAPE);
        }
        assertFalse(desk.says("could not"));
    }

    /// Whether a tile shows more than one colour in its middle.
    private static boolean isDrawn(Node tile) {
        return Toolkit.on(() -> {
            var image = tile.snapshot(null, null);
            var reader = image.getPixelReader();
            int first = reader.getArgb(20, 20);
            for (int i = 0; i < 60; i++) {
                if (reader.getArgb(20 + i, 50) != first) {
                    return true;
                }
            }
            return false;
        });
    }

    @Test
    void aKeyThatStaysDownJudgesOnceAndTheTileInHandIsHeard() {
        List<SuggestionId> all = desk.suggest(2, Desk.PERSON, box(0), box(1), box(2));
        look();
        desk.await("they are counted", () -> count().startsWith("3 suggestions"));
        desk.key(KeyCode.HOME);
        desk.await("the first is in hand", () -> heard().contains("0.95"));
        desk.hold(KeyCode.ENTER);
        desk.settle();
        desk.await("two are left", () -> count().startsWith("2 suggestions"));
        // The system sends a key that stays down again and again.
        desk.hold(KeyCode.ENTER);
        desk.hold(KeyCode.ENTER);
        desk.settle();
        desk.letGo(KeyCode.ENTER);
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.OPEN, Verdict.OPEN),
                all.stream().map(this::verdict).toList());
        desk.await("the next one is heard", () -> heard().contains("0.82"));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(all.get(1)));
    }

    private String heard() {
        return Toolkit.on(() -> {
            Object tile = desk.node("#gallery").queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM);
            return tile instanceof Node n ? String.valueOf(n.getAccessibleText()) : "";
        });
    }

    @Test
    void aKeyWithAModifierJudgesWhatIsPickedHereToo() throws IOException {
        List<SuggestionId> all = desk.suggest(0, Desk.PERSON, box(0), box(1), box(2));
        Toolkit.run(() -> desk.window()
                .workspace()
                .orElseThrow()
                .selection()
                .set(new limner.app.ui.common.Selection.OfSuggestion(all.getFirst())));
        Path keys = folder.resolve("keys.json");
        Files.writeString(
                keys,
                "{\"limner-keys\": 1, \"profile\": \"limner\", \"keys\": {\"suggestion.reject\": [\"Ctrl+Alt+N\"]}}");
        Toolkit.run(() -> desk.window().takeOverKeys(keys));
        Toolkit.pulses(4);
        look();
        desk.await("they are counted", () -> count().startsWith("3 suggestions"));
        desk.key(KeyCode.END);
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.N);
        desk.settle();
        assertEquals(
                List.of(Verdict.OPEN, Verdict.OPEN, Verdict.REJECTED),
                all.stream().map(this::verdict).toList());
    }
}
