package limner.model.exchange.mot;

import java.util.HashMap;
import java.util.Map;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.NameList;

/// The numbers of classes.
///
/// @param byKey from 1, by the key of the class
/// @param edges whether they are lines of `labels.txt`, beside which boxes are edges from 0
record MotNumbers(Map<String, Integer> byKey, boolean edges) {

    MotNumbers {
        byKey = Map.copyOf(byKey);
    }

    /// @throws IllegalArgumentException with a sentence, when two classes would have the same name
    static MotNumbers of(Heads heads) {
        Map<String, Integer> listed = NameList.numbers(heads);
        Map<String, Integer> challenge = new HashMap<>();
        for (Entry.Category c : heads.categories().values()) {
            int place = MotReader.OF_THE_CHALLENGE.indexOf(NameList.name(c));
            if (place < 0) {
                return new MotNumbers(listed, true);
            }
            challenge.put(c.key(), place + 1);
        }
        return new MotNumbers(challenge, false);
    }

    int of(Entry.Annotation a) {
        return byKey.getOrDefault(a.category(), -1);
    }

    /// What is added to the places of boxes.
    double shift() {
        return edges ? 0 : 1;
    }
}
