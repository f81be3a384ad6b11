package limner.model.project;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;

/// Sets by frame, where a frame with nothing on it has no entry.
final class FrameSets {

    private FrameSets() {}

    static <V> PSortedMap<Integer, PSet<V>> add(PSortedMap<Integer, PSet<V>> map, int frame, V value) {
        @Nullable PSet<V> here = map.get(frame);
        return map.plus(frame, here == null ? HashTreePSet.singleton(value) : here.plus(value));
    }

    static <V> PSortedMap<Integer, PSet<V>> remove(PSortedMap<Integer, PSet<V>> map, int frame, V value) {
        @Nullable PSet<V> here = map.get(frame);
        if (here == null) {
            return map;
        }
        PSet<V> rest = here.minus(value);
        return rest.isEmpty() ? map.minus(frame) : map.plus(frame, rest);
    }
}
