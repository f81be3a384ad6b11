package limner.model.exchange.voc;

import java.util.HashMap;
import java.util.Map;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.XmlText;

/// The numbers that classes have in pictures, from 1 in the order in which they are told, and their names there.
///
/// @param byKey by the key of the class
/// @param byName by the name that is written
record VocNumbers(Map<String, Integer> byKey, Map<String, Integer> byName) {

    /// The last number that a picture holds before what is left out of account.
    static final int LAST = VocClasses.VOID - 1;

    VocNumbers {
        byKey = Map.copyOf(byKey);
        byName = Map.copyOf(byName);
    }

    /// @throws IllegalArgumentException with a sentence, when two classes would have the same name
    static VocNumbers of(Heads heads) {
        Map<String, Integer> byKey = new HashMap<>();
        Map<String, Integer> byName = new HashMap<>();
        for (Entry.Category c : heads.categories().values()) {
            int number = byKey.size() + 1;
            byKey.put(c.key(), number);
            if (byName.put(name(c), number) != null) {
                throw new IllegalArgumentException("Two classes would be called " + name(c)
                        + ", since VOC's list of classes has no colons. Rename one of them.");
            }
        }
        return new VocNumbers(byKey, byName);
    }

    int of(Entry.Annotation a) {
        return byKey.getOrDefault(a.category(), Integer.MAX_VALUE);
    }

    /// What a class is called where a colon ends a name and a `#` begins a remark.
    static String name(Entry.Category category) {
        String name = XmlText.name(category.name().strip()).replace(':', '_');
        return name.startsWith("#") ? "_" + name.substring(1) : name;
    }

    /// What the number 0 is called, which is no class.
    String nothing() {
        String name = "background";
        while (byName.containsKey(name)) {
            name = "_" + name;
        }
        return name;
    }
}
