package limner.app.ui.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the pointer or the wheel does while a key is held that people choose, as they choose the keys of commands. In
/// one place no two have the same key.
public enum Gesture {
    /// The wheel over the picture changes the size of the brush, or what a smart tool takes.
    SIZE("size", Hold.SHIFT, Place.WHEEL),
    /// The wheel zooms where without the key it moves the picture.
    ZOOM("zoom", Hold.SHORTCUT, Place.WHEEL),
    /// Moves the picture, whatever the tool.
    PAN("pan", Hold.SPACE, Place.CLICK, Place.VERTEX, Place.BOX, Place.LINE, Place.MASK, Place.CUT_OUT, Place.JOINT),
    /// Adds to what is selected, or takes from it; with the tool for several points, one more of the selected ones.
    ADD("add", Hold.SHIFT, Place.CLICK),
    /// Deletes vertices.
    TAKE("take", Hold.ALT, Place.VERTEX),
    /// Goes where the pointer is, and not to what it would snap to.
    FREE("free", Hold.SHORTCUT, Place.VERTEX, Place.LINE),
    /// Squares, circles and angles in whole steps.
    CONSTRAIN("constrain", Hold.SHIFT, Place.BOX),
    /// Follows the outline of a neighbour.
    FOLLOW("follow", Hold.SHIFT, Place.LINE),
    /// A hole in the selected polygon, a piece of its outline drawn anew, or the longer way along a neighbour.
    HOLE("hole", Hold.ALT, Place.LINE),
    /// Begins a new mask although one is selected.
    NEW_MASK("newMask", Hold.SHIFT, Place.MASK),
    /// Takes away what the tool would add; the eraser adds.
    ERASE("erase", Hold.ALT, Place.MASK, Place.CUT_OUT),
    /// A stroke that says only what possibly belongs to an object, or does not.
    POSSIBLY("possibly", Hold.SHIFT, Place.CUT_OUT),
    /// A joint that is hidden.
    HIDDEN("hidden", Hold.SHIFT, Place.JOINT),
    /// A joint that is not there.
    ABSENT("absent", Hold.ALT, Place.JOINT),
    /// The wheel over the timeline zooms around the pointer.
    TIME_ZOOM("timeZoom", Hold.SHORTCUT, Place.TIME_WHEEL),
    /// The wheel over the timeline goes through time.
    TIME_PAN("timePan", Hold.SHIFT, Place.TIME_WHEEL),
    /// A drag over the timeline marks frames.
    MARK("mark", Hold.SHIFT, Place.TIME);

    /// Where keys could be taken for each other.
    private enum Place {
        WHEEL,
        CLICK,
        VERTEX,
        BOX,
        LINE,
        MASK,
        CUT_OUT,
        JOINT,
        TIME_WHEEL,
        TIME
    }

    private final String word;
    private final Hold usual;
    private final Set<Place> places;

    Gesture(String word, Hold usual, Place first, Place... more) {
        this.word = word;
        this.usual = usual;
        this.places = EnumSet.of(first, more);
    }

    /// Its name among the commands of a keymap.
    public String id() {
        return "gesture." + word;
    }

    /// Its name among the gestures.
    public String word() {
        return word;
    }

    /// Whether it can be told by a key. By none at all means that it is not to be had, but for the wheel that sizes.
    public boolean takes(Hold hold) {
        return hold != Hold.SPACE || this == PAN;
    }

    /// Whether the two would be taken for each other with the same key.
    public boolean meets(Gesture other) {
        return this != other && !Collections.disjoint(places, other.places);
    }

    /// Whether an id in a keymap is of a gesture.
    public static boolean isOne(String id) {
        return Stream.of(values()).anyMatch(g -> g.id().equals(id));
    }

    /// What is held for each while nobody chose anything.
    public static Map<Gesture, Hold> usual() {
        Map<Gesture, Hold> usual = new EnumMap<>(Gesture.class);
        for (Gesture g : values()) {
            usual.put(g, g.usual);
        }
        return Collections.unmodifiableMap(usual);
    }

    /// Which gestures of the pointer are meant with these keys.
    ///
    /// @param holds what is held for each
    public static Set<Gesture> meant(Map<Gesture, Hold> holds, Modifiers held) {
        Set<Gesture> meant = EnumSet.noneOf(Gesture.class);
        holds.forEach((gesture, hold) -> {
            if (hold != Hold.NONE && hold.isHeld(held)) {
                meant.add(gesture);
            }
        });
        // Other programs add to a selection with Ctrl or Command; both hands are right.
        if (holds.get(ADD) == Hold.SHIFT && held.shortcut()) {
            meant.add(ADD);
        }
        return meant;
    }

    /// What is held for each by two keymaps. A gesture whose key another one has takes one that is free there.
    ///
    /// @param changed wins over the profile
    /// @param wrong is told what was changed and cannot be had, one sentence each
    static Map<Gesture, Hold> held(
            Map<String, List<String>> changed, Map<String, List<String>> profile, List<String> wrong) {
        Map<Gesture, Hold> held = new EnumMap<>(Gesture.class);
        take(held, changed, wrong);
        take(held, profile, new ArrayList<>());
        for (Gesture g : values()) {
            if (!held.containsKey(g) && g.owner(held, g.usual).isEmpty()) {
                held.put(g, g.usual);
            }
        }
        for (Gesture g : values()) {
            if (!held.containsKey(g)) {
                held.put(
                        g,
                        Stream.of(Hold.SHIFT, Hold.SHORTCUT, Hold.ALT)
                                .filter(h -> g.owner(held, h).isEmpty())
                                .findFirst()
                                .orElse(Hold.NONE));
            }
        }
        return Collections.unmodifiableMap(held);
    }

    private static void take(Map<Gesture, Hold> held, Map<String, List<String>> keys, List<String> wrong) {
        for (Gesture g : values()) {
            List<String> said = keys.getOrDefault(g.id(), List.of());
            if (said.isEmpty() || held.containsKey(g)) {
                continue;
            }
            Optional<Hold> wanted =
                    said.size() == 1 ? Hold.read(said.getFirst()).filter(g::takes) : Optional.empty();
            if (wanted.isEmpty()) {
                wrong.add(KeyText.noKey(String.join(", ", said), g.id()));
                continue;
            }
            g.owner(held, wanted.get())
                    .ifPresentOrElse(
                            o -> wrong.add(KeyText.clash(KeyText.of(wanted.get()), o.id(), g.id())),
                            () -> held.put(g, wanted.get()));
        }
    }

    /// Who has a key already where this one would be taken for it.
    private Optional<Gesture> owner(Map<Gesture, Hold> held, Hold hold) {
        return held.entrySet().stream()
                .filter(e -> hold != Hold.NONE && e.getValue() == hold)
                .map(Map.Entry::getKey)
                .filter(this::meets)
                .findFirst();
    }
}
