package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.input.KeyCombination;
import limner.app.usecase.Folders;
import limner.app.usecase.KeyProfile;
import limner.app.usecase.Keymap;
import limner.app.usecase.Keymaps;
import limner.app.usecase.Wheel;
import org.junit.jupiter.api.Test;

final class DeskKeysTest {

    private static final KeyProfile OURS = new KeyProfile("ours", "Ours", Wheel.ZOOM, new TreeMap<>());
    private static final KeyProfile THEIRS = new KeyProfile(
            "theirs",
            "Theirs",
            Wheel.PAN,
            new TreeMap<>(java.util.Map.of("play.forward", List.of("F"), "play.back", List.of("D", "Shift+D"))));

    private final List<Keymap> kept = new ArrayList<>();
    private final DeskKeys keys = new DeskKeys(List.of(OURS, THEIRS), Keymap.of("ours"), kept::add);
    private final CommandRegistry registry = new CommandRegistry(keys);
    private final DeskCommand forward = command("play.forward", "Right");
    private final DeskCommand back = command("play.back", "Left");
    private final DeskCommand fit = command("view.fit", "F", "Shortcut+0");

    private DeskCommand command(String id, String... usual) {
        return registry.add(
                DeskCommand.of(id, CommandGroup.PLAY, id).keys(usual).action(() -> {}));
    }

    private static List<KeyCombination> read(String... texts) {
        return List.of(texts).stream().map(KeyText::parse).toList();
    }

    @Test
    void aProfileTakesAKeyFromWhoeverUsuallyHasIt() {
        assertEquals(read("F", "Shortcut+0"), fit.keys());
        keys.choose(Keymap.of("theirs"));
        assertEquals(read("F"), forward.keys());
        assertEquals(read("D", "Shift+D"), back.keys());
        assertEquals(read("Shortcut+0"), fit.keys());
        assertEquals(Wheel.PAN, keys.wheel().get());
        assertTrue(forward.tip().endsWith("(F)"), forward.tip());
        assertEquals(List.of(Keymap.of("theirs")), kept);
        keys.choose(Keymap.of("ours"));
        assertEquals(read("Right"), forward.keys());
        assertEquals(read("F", "Shortcut+0"), fit.keys());
        assertEquals(Wheel.ZOOM, keys.wheel().get());
    }

    @Test
    void whatSomebodyChangedWinsOverTheProfile() {
        keys.choose(Keymap.of("theirs").with("view.fit", List.of("F")).with("play.back", List.of()));
        assertEquals(read("F"), fit.keys());
        assertEquals(List.of(), forward.keys());
        assertEquals(List.of(), back.keys());
        keys.choose(keys.chosen().get().without("view.fit"));
        assertEquals(read("F"), forward.keys());
        assertEquals(read("Shortcut+0"), fit.keys());
    }

    @Test
    void aCommandThatComesLaterGetsItsKeysToo() {
        keys.choose(Keymap.of("ours").with("late", List.of("F9")).with("view.fit", List.of("F8")));
        assertEquals(read("F9"), command("late", "Q").keys());
        assertEquals(List.of(), command("other", "F8").keys());
    }

    @Test
    void keysThatCannotBeTakenAreNamed() {
        keys.choose(Keymap.of("gone").with("a", List.of("F2", "nonsense+Q")).with("b", List.of("F2")));
        assertEquals(2, keys.faults().size(), keys.faults()::toString);
        assertTrue(keys.faults().getFirst().contains("nonsense+Q"), keys.faults()::toString);
        assertTrue(keys.faults().getLast().contains("F2 stands for a and for b"), keys.faults()::toString);
        assertEquals(OURS, keys.profile());
        assertEquals(read("F2"), keys.keysOf("a", List.of()));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String text : List.of("Shortcut+Shift+Z", "[", ",", "Back Quote", "Shift+1", "Alt+Page Up", "Space")) {
            var key = KeyText.read(text).orElseThrow(() -> new AssertionError(text));
            assertEquals(key, KeyText.read(KeyText.write(key)).orElseThrow(), text);
        }
        assertEquals(KeyText.parse("Shortcut+A"), KeyText.read("Ctrl+A").orElseThrow());
    }

    @Test
    void everyProfileSaysKeysThatExistAndNoneTwice() {
        Path nowhere = Path.of("nowhere");
        for (KeyProfile profile : new Keymaps(new Folders(nowhere, nowhere, nowhere)).profiles()) {
            Keymap said = new Keymap(profile.id(), java.util.Optional.empty(), profile.keys());
            DeskKeys checked = new DeskKeys(List.of(profile), said, _ -> {});
            assertEquals(List.of(), checked.faults(), profile.name());
        }
    }

    private Hold hold(Gesture gesture) {
        return Objects.requireNonNull(keys.holds().get().get(gesture));
    }

    @Test
    void whatIsHeldDuringAGestureIsChosenLikeKeysAndNeverTwice() {
        assertEquals(Gesture.usual(), keys.holds().get());
        keys.choose(Keymap.of("ours").with("gesture.size", List.of("Alt")));
        assertEquals(Hold.ALT, hold(Gesture.SIZE));
        assertEquals(Hold.SHORTCUT, hold(Gesture.ZOOM));
        assertEquals(List.of(), keys.faults());
        // The key that another one usually has: that one takes what is free.
        keys.choose(Keymap.of("ours").with("gesture.size", List.of("Shortcut")));
        assertEquals(Hold.SHORTCUT, hold(Gesture.SIZE));
        assertEquals(Hold.SHIFT, hold(Gesture.ZOOM));
        assertEquals(List.of(), keys.faults());
        keys.choose(Keymap.of("ours").with("gesture.size", List.of("Alt")).with("gesture.zoom", List.of("Alt")));
        assertEquals(Hold.ALT, hold(Gesture.SIZE));
        assertEquals(Hold.SHORTCUT, hold(Gesture.ZOOM));
        assertEquals(1, keys.faults().size(), keys.faults().toString());
        keys.choose(Keymap.of("ours").with("gesture.zoom", List.of("Q")));
        assertEquals(Gesture.usual(), keys.holds().get());
        assertEquals(1, keys.faults().size(), keys.faults().toString());
        keys.choose(Keymap.of("ours").with("gesture.erase", List.of("Space")));
        assertEquals(Gesture.usual(), keys.holds().get(), "Space is no modifier: it moves the picture or nothing");
        assertEquals(1, keys.faults().size(), keys.faults().toString());
    }

    @Test
    void gesturesOfDifferentPlacesMayHaveTheSameKeyAndNoTwoOfOne() {
        assertNoTwo(keys);
        keys.choose(Keymap.of("ours").with("gesture.pan", List.of("Shift")));
        assertNoTwo(keys);
        assertEquals(Hold.SHORTCUT, hold(Gesture.ADD), "all that had Shift over the picture make room");
        assertEquals(Hold.SHIFT, hold(Gesture.MARK), "over the timeline it means something else");
        // With three keys and four gestures, one is not to be had.
        assertEquals(Hold.NONE, hold(Gesture.FOLLOW));
        for (boolean shift : List.of(false, true)) {
            assertFalse(Gesture.meant(keys.holds().get(), new Modifiers(shift, false, false))
                    .contains(Gesture.FOLLOW));
        }
        keys.choose(Keymap.of("ours").with("gesture.erase", List.of("None")));
        assertEquals(Hold.NONE, hold(Gesture.ERASE));
        assertNoTwo(keys);
    }

    @Test
    void ctrlAddsToASelectionAsWellWhileShiftDoes() {
        Modifiers ctrl = new Modifiers(false, true, false);
        assertTrue(Gesture.meant(Gesture.usual(), ctrl).contains(Gesture.ADD));
        keys.choose(Keymap.of("ours").with("gesture.add", List.of("Alt")));
        assertFalse(Gesture.meant(keys.holds().get(), ctrl).contains(Gesture.ADD));
    }

    private static void assertNoTwo(DeskKeys keys) {
        Map<Gesture, Hold> holds = keys.holds().get();
        for (Gesture one : Gesture.values()) {
            for (Gesture other : Gesture.values()) {
                assertTrue(
                        !one.meets(other) || holds.get(one) != holds.get(other) || holds.get(one) == Hold.NONE,
                        () -> one + " and " + other + " have " + holds.get(one));
            }
        }
    }

    /// What the programs themselves do: labelme's and X-AnyLabeling's canvas, DIVE's shortcuts; CVAT's Alt+click.
    @Test
    void everyProfileHoldsWhatItsProgramHolds() {
        Path nowhere = Path.of("nowhere");
        Map<String, Map<Gesture, Hold>> theirs = Map.of(
                "limner", Gesture.usual(),
                "cvat", Gesture.usual(),
                "labelme", Map.of(Gesture.ADD, Hold.SHORTCUT, Gesture.FREE, Hold.ALT, Gesture.TAKE, Hold.SHIFT),
                "x-anylabeling",
                        Map.of(
                                Gesture.SIZE,
                                Hold.NONE,
                                Gesture.ADD,
                                Hold.SHORTCUT,
                                Gesture.ERASE,
                                Hold.SHORTCUT,
                                Gesture.TAKE,
                                Hold.ALT,
                                Gesture.CONSTRAIN,
                                Hold.SHIFT,
                                Gesture.PAN,
                                Hold.SPACE),
                "dive", Map.of(Gesture.ADD, Hold.SHORTCUT, Gesture.ERASE, Hold.SHIFT));
        DeskKeys real = new DeskKeys(
                new Keymaps(new Folders(nowhere, nowhere, nowhere)).profiles(), Keymap.of("limner"), _ -> {});
        for (KeyProfile profile : real.profiles()) {
            real.choose(Keymap.of(profile.id()));
            assertEquals(List.of(), real.faults(), profile.name());
            profile.keys()
                    .forEach((id, wanted) -> Stream.of(Gesture.values())
                            .filter(g -> g.id().equals(id))
                            .forEach(g -> assertEquals(
                                    wanted,
                                    List.of(Objects.requireNonNull(
                                                    real.holds().get().get(g))
                                            .written()),
                                    profile.name() + ": " + id)));
            theirs.getOrDefault(profile.id(), Map.of())
                    .forEach((g, hold) -> assertEquals(hold, real.holds().get().get(g), profile.name() + ": " + g));
            assertNoTwo(real);
        }
    }
}
