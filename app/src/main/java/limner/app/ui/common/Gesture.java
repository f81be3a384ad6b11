package limner.app.ui.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the wheel does over the picture while a key is held that people choose, as they choose the keys of commands. No
/// two have the same key.
public enum Gesture {
    /// The wheel changes the size of the brush, or what a smart tool takes.
    SIZE("gesture.size", Hold.SHIFT),
    /// The wheel zooms where without the key it moves the picture.
    ZOOM("gesture.zoom", Hold.SHORTCUT);

    private final String id;
    private final Hold usual;

    Gesture(String id, Hold usual) {
        this.id = id;
        this.usual = usual;
    }

    /// Its name among the commands of a keymap.
    public String id() {
        return id;
    }

    /// Whether an id in a keymap is of a gesture.
    public static boolean isOne(String id) {
        return of(id).isPresent();
    }

    private static Optional<Gesture> of(String id) {
        return Stream.of(values()).filter(g -> g.id.equals(id)).findFirst();
    }

    /// What is held for each while nobody chose anything.
    public static Map<Gesture, Hold> usual() {
        Map<Gesture, Hold> usual = new EnumMap<>(Gesture.class);
        for (Gesture g : values()) {
            usual.put(g, g.usual);
        }
        return Collections.unmodifiableMap(usual);
    }

    /// What is held for each by two keymaps. A gesture whose key another one has takes one that is free.
    ///
    /// @param changed wins over the profile
    /// @param wrong is told what was changed and cannot be had, one sentence each
    static Map<Gesture, Hold> held(
            Map<String, List<String>> changed, Map<String, List<String>> profile, List<String> wrong) {
        Map<Gesture, Hold> held = new EnumMap<>(Gesture.class);
        take(held, changed, wrong);
        take(held, profile, new ArrayList<>());
        for (Gesture g : values()) {
            if (!held.containsKey(g)) {
                Optional<Hold> free = Stream.of(g.usual, Hold.SHIFT, Hold.SHORTCUT, Hold.ALT)
                        .filter(h -> !held.containsValue(h))
                        .findFirst();
                held.put(g, free.orElse(g.usual));
            }
        }
        return Collections.unmodifiableMap(held);
    }

    private static void take(Map<Gesture, Hold> held, Map<String, List<String>> keys, List<String> wrong) {
        for (Gesture g : values()) {
            List<String> said = keys.getOrDefault(g.id, List.of());
            if (said.isEmpty() || held.containsKey(g)) {
                continue;
            }
            Optional<Hold> wanted = said.size() == 1 ? Hold.read(said.getFirst()) : Optional.empty();
            if (wanted.isEmpty()) {
                wrong.add(KeyText.noKey(String.join(", ", said), g.id));
            } else if (held.containsValue(wanted.get())) {
                wrong.add(KeyText.clash(KeyText.of(wanted.get()), owner(held, wanted.get()), g.id));
            } else {
                held.put(g, wanted.get());
            }
        }
    }

    private static String owner(Map<Gesture, Hold> held, Hold hold) {
        return held.entrySet().stream()
                .filter(e -> e.getValue() == hold)
                .map(e -> e.getKey().id)
                .findFirst()
                .orElse("");
    }
}
