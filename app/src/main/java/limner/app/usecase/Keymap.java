package limner.app.usecase;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The keys somebody chose: a profile, and what they changed of it.
///
/// @param profile id of a [KeyProfile]
/// @param wheel where it is not that of the profile
/// @param changed keys by command, in JavaFX's notation; none for a command that is to have no key
public record Keymap(String profile, Optional<Wheel> wheel, SortedMap<String, List<String>> changed) {

    public Keymap {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(wheel, "wheel");
        SortedMap<String, List<String>> copy = new TreeMap<>();
        changed.forEach((id, keys) -> copy.put(id, List.copyOf(keys)));
        changed = Collections.unmodifiableSortedMap(copy);
    }

    /// A profile as it is.
    public static Keymap of(String profile) {
        return new Keymap(profile, Optional.empty(), new TreeMap<>());
    }

    /// Another profile under the same changes; the wheel is the profile's.
    public Keymap withProfile(String next) {
        return new Keymap(next, Optional.empty(), changed);
    }

    public Keymap withWheel(Wheel next) {
        return new Keymap(profile, Optional.of(next), changed);
    }

    /// The same with these keys for a command.
    public Keymap with(String command, List<String> keys) {
        SortedMap<String, List<String>> next = new TreeMap<>(changed);
        next.put(command, keys);
        return new Keymap(profile, wheel, next);
    }

    /// The same with the profile's keys for a command.
    public Keymap without(String command) {
        SortedMap<String, List<String>> next = new TreeMap<>(changed);
        next.remove(command);
        return new Keymap(profile, wheel, next);
    }
}
