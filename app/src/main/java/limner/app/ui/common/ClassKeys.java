package limner.app.ui.common;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;

/// Which key stands for which class: its own hotkey where it has one, else the next free digit in the order of the
/// ontology.
public final class ClassKeys {

    private static final List<String> DIGITS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "0");

    private ClassKeys() {}

    /// Keys of the classes that are offered; one that got none is missing.
    ///
    /// @param taken keys that mean something else on the desk, in upper case
    public static Map<ClassId, String> of(Ontology ontology, Set<String> taken) {
        List<LabelClass> offered =
                ontology.classes().stream().filter(c -> !c.retired()).toList();
        Set<String> used = new HashSet<>();
        Map<ClassId, String> keys = new LinkedHashMap<>();
        for (LabelClass c : offered) {
            String own = normal(c.hotkey());
            if (canBeKey(own) && !taken.contains(own) && used.add(own)) {
                keys.put(c.id(), own);
            }
        }
        Queue<String> free = new ArrayDeque<>(DIGITS);
        free.removeIf(key -> used.contains(key) || taken.contains(key));
        for (LabelClass c : offered) {
            if (!keys.containsKey(c.id()) && !free.isEmpty()) {
                keys.put(c.id(), free.remove());
            }
        }
        return keys;
    }

    /// Whether every keyboard has this key without modifiers: one letter from A to Z or one digit, in upper case.
    public static boolean canBeKey(String key) {
        return key.length() == 1 && "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".contains(key);
    }

    /// A hotkey as it is compared: letters in upper case.
    public static String normal(String hotkey) {
        return hotkey.strip().toUpperCase(Locale.ROOT);
    }
}
