package limner.app.ui.common;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCombination;
import limner.app.usecase.KeyProfile;
import limner.app.usecase.Keymap;
import limner.app.usecase.Wheel;

/// The keys somebody chose: which keys each command has, what the wheel does, and what is held with it. What somebody
/// changed wins over their profile, and that over the keys a command comes with. JavaFX thread only.
public final class DeskKeys {

    private final List<KeyProfile> profiles;
    private final Consumer<Keymap> keep;
    private final ReadOnlyObjectWrapper<Keymap> chosen;
    private final ObjectBinding<Wheel> wheel;
    private final ObjectBinding<Map<Gesture, Hold>> holds;
    private Map<Gesture, Hold> held = Gesture.usual();
    private Map<String, List<KeyCombination>> said = Map.of();
    private Set<KeyCombination> taken = Set.of();
    private List<String> faults = List.of();

    /// @param profiles at least one; the first stands in for one that is missing
    /// @param keep writes down what was chosen
    public DeskKeys(List<KeyProfile> profiles, Keymap first, Consumer<Keymap> keep) {
        this.profiles = List.copyOf(profiles);
        this.keep = keep;
        this.chosen = new ReadOnlyObjectWrapper<>(first);
        this.wheel = Bindings.createObjectBinding(
                () -> chosen.get().wheel().orElse(profile().wheel()), chosen);
        this.holds = Bindings.createObjectBinding(() -> held, chosen);
        work(first);
    }

    /// What was chosen; changes after [#keysOf] does.
    public ReadOnlyObjectProperty<Keymap> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public List<KeyProfile> profiles() {
        return profiles;
    }

    public KeyProfile profile() {
        return profile(chosen.get());
    }

    private KeyProfile profile(Keymap keymap) {
        return profiles.stream()
                .filter(p -> p.id().equals(keymap.profile()))
                .findFirst()
                .orElse(profiles.getFirst());
    }

    public ObjectBinding<Wheel> wheel() {
        return wheel;
    }

    /// The key of each gesture.
    public ObjectBinding<Map<Gesture, Hold>> holds() {
        return holds;
    }

    /// Takes other keys into force and has them kept.
    public void choose(Keymap next) {
        if (!next.equals(chosen.get())) {
            // The keys first: whoever hears of the choice asks for them.
            work(next);
            chosen.set(next);
            keep.accept(next);
        }
    }

    /// What could not be taken as it stands in the keys that were chosen, one sentence each.
    public List<String> faults() {
        return faults;
    }

    /// The keys of a command.
    ///
    /// @param usual those it comes with, which it keeps as far as nobody gave them to another command
    public List<KeyCombination> keysOf(String command, List<KeyCombination> usual) {
        List<KeyCombination> own = said.get(command);
        return own != null
                ? own
                : usual.stream().filter(k -> !taken.contains(k)).toList();
    }

    private void work(Keymap keymap) {
        KeyProfile base = profile(keymap);
        Map<String, List<KeyCombination>> next = new LinkedHashMap<>();
        Map<KeyCombination, String> owners = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        keymap.changed().forEach((id, keys) -> {
            if (!Gesture.isOne(id)) {
                next.put(id, free(id, keys, owners, wrong));
            }
        });
        // A key that somebody gave to another command is not the profile's to give.
        base.keys().forEach((id, keys) -> {
            if (!next.containsKey(id) && !Gesture.isOne(id)) {
                next.put(id, free(id, keys, owners, new ArrayList<>()));
            }
        });
        said = next;
        taken = new HashSet<>(owners.keySet());
        held = Gesture.held(keymap.changed(), base.keys(), wrong);
        faults = wrong;
    }

    private static List<KeyCombination> free(
            String id, List<String> texts, Map<KeyCombination, String> owners, List<String> wrong) {
        List<KeyCombination> keys = new ArrayList<>();
        for (String text : texts) {
            KeyText.read(text)
                    .ifPresentOrElse(
                            key -> {
                                String owner = owners.putIfAbsent(key, id);
                                if (owner == null) {
                                    keys.add(key);
                                } else if (!owner.equals(id)) {
                                    wrong.add(KeyText.clash(key, owner, id));
                                }
                            },
                            () -> wrong.add(KeyText.noKey(text, id)));
        }
        return keys;
    }
}
