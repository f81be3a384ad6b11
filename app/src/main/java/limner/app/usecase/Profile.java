package limner.app.usecase;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.ActorId;

/// Who works here: the id every change of theirs carries, their name, and what they set.
///
/// @param settings anything the desk remembers for this user, by name
public record Profile(ActorId actor, String name, SortedMap<String, String> settings) {

    public Profile {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(name, "name");
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    public Profile withName(String newName) {
        return new Profile(actor, newName, settings);
    }

    /// The same with one setting changed.
    public Profile with(String key, String value) {
        SortedMap<String, String> next = new TreeMap<>(settings);
        next.put(key, value);
        return new Profile(actor, name, next);
    }

    /// The same with one setting as it was at first.
    public Profile without(String key) {
        SortedMap<String, String> next = new TreeMap<>(settings);
        next.remove(key);
        return new Profile(actor, name, next);
    }

    /// What is set, or `otherwise`.
    public String setting(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }
}
