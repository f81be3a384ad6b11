package limner.model.release.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseReader.ReleasedClass;

/// Which classes of two releases are the same: those of one project by their number, which never changes; those of two
/// projects by their name.
///
/// @param before keys of the classes of the first release
/// @param after keys of the classes of the second
/// @param changes what differs between the ontologies
record Classes(Keys before, Keys after, List<ReleaseDiff.ClassChange> changes) {

    /// Numbers that mean the same class for both releases, and the names they go by in one of them.
    record Keys(Map<Integer, Integer> keys, Map<Integer, String> names) {

        /// A class that the ontology does not know is one of its own.
        int of(int classId) {
            return keys.getOrDefault(classId, -classId);
        }

        String name(int key) {
            return names.getOrDefault(key, "class " + Math.abs(key));
        }
    }

    static Classes of(ReleaseReader before, ReleaseReader after) {
        boolean oneProject = before.facts().project().equals(after.facts().project());
        Map<Integer, Integer> beforeKeys = new HashMap<>();
        Map<Integer, String> beforeNames = new HashMap<>();
        Map<String, ReleasedClass> byName = new HashMap<>();
        SortedMap<Integer, ReleasedClass> left = new TreeMap<>();
        for (ReleasedClass c : before.classes()) {
            beforeKeys.put(c.id(), c.id());
            beforeNames.put(c.id(), c.name());
            byName.putIfAbsent(c.name(), c);
            left.put(c.id(), c);
        }
        Map<Integer, Integer> afterKeys = new HashMap<>();
        Map<Integer, String> afterNames = new HashMap<>();
        List<ReleaseDiff.ClassChange> changes = new ArrayList<>();
        for (ReleasedClass c : after.classes()) {
            ReleasedClass same = oneProject ? left.get(c.id()) : byName.get(c.name());
            // Below the numbers of all classes that the first release has or does not know.
            int key = same == null ? Integer.MIN_VALUE + c.id() : same.id();
            afterKeys.put(c.id(), key);
            afterNames.put(key, c.name());
            if (same == null) {
                changes.add(new ReleaseDiff.ClassChange(c.name(), ReleaseDiff.Kind.ADDED, List.of()));
            } else {
                left.remove(same.id());
                byName.remove(c.name());
                List<ReleaseDiff.Said> said = said(same.says(), c.says(), oneProject);
                if (!said.isEmpty()) {
                    changes.add(new ReleaseDiff.ClassChange(c.name(), ReleaseDiff.Kind.CHANGED, said));
                }
            }
        }
        for (ReleasedClass c : left.values()) {
            changes.add(new ReleaseDiff.ClassChange(c.name(), ReleaseDiff.Kind.REMOVED, List.of()));
        }
        return new Classes(new Keys(beforeKeys, beforeNames), new Keys(afterKeys, afterNames), changes);
    }

    /// A parent is named by a number, which means nothing from project to project.
    private static List<ReleaseDiff.Said> said(
            SortedMap<String, String> before, SortedMap<String, String> after, boolean oneProject) {
        List<ReleaseDiff.Said> all = said(before, after);
        return oneProject
                ? all
                : all.stream().filter(s -> !s.property().equals("parent")).toList();
    }

    /// What two sets of properties say differently.
    static List<ReleaseDiff.Said> said(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<ReleaseDiff.Said> all = new ArrayList<>();
        for (String name : names) {
            String was = before.getOrDefault(name, "");
            String is = after.getOrDefault(name, "");
            if (!was.equals(is)) {
                all.add(new ReleaseDiff.Said(name, was, is));
            }
        }
        return all;
    }
}
