package limner.app.usecase;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keys as people know them from some program.
///
/// @param id fixed name, such as `cvat`
/// @param name as people read it
/// @param keys by command, in JavaFX's notation; a command that is missing keeps its usual keys, as far as no other
///     takes them
public record KeyProfile(String id, String name, Wheel wheel, SortedMap<String, List<String>> keys) {

    public KeyProfile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(wheel, "wheel");
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
}
