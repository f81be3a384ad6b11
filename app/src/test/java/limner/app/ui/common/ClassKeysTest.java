package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import limner.model.id.ClassId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.junit.jupiter.api.Test;

final class ClassKeysTest {

    private static LabelClass named(int id, String name, String hotkey) {
        return LabelClass.of(id, name, "#112233", ClassKind.THING).withHotkey(hotkey);
    }

    @Test
    void aClassHasItsOwnKeyAndTheOthersTheDigitsInOrder() {
        Ontology ontology = new Ontology(1, List.of(named(1, "Car", ""), named(2, "Bus", "2"), named(3, "Tram", "")));
        assertEquals(
                Map.of(new ClassId(1), "1", new ClassId(2), "2", new ClassId(3), "3"),
                ClassKeys.of(ontology, Set.of()));
    }

    @Test
    void aKeyOfTheDeskIsNotGivenAway() {
        Ontology ontology = new Ontology(1, List.of(named(1, "Knife", "k")));
        assertEquals(Map.of(new ClassId(1), "1"), ClassKeys.of(ontology, Set.of("K")));
        assertEquals(Map.of(new ClassId(1), "K"), ClassKeys.of(ontology, Set.of()));
    }

    @Test
    void aDigitOfTheDeskIsNotGivenAwayEither() {
        Ontology ontology = new Ontology(1, List.of(named(1, "Car", ""), named(2, "Bus", "")));
        assertEquals(Map.of(new ClassId(1), "2", new ClassId(2), "3"), ClassKeys.of(ontology, Set.of("1")));
    }

    @Test
    void aRetiredClassHasNoKey() {
        Ontology ontology = new Ontology(1, List.of(named(1, "Car", "").retire(), named(2, "Bus", "")));
        assertEquals(Map.of(new ClassId(2), "1"), ClassKeys.of(ontology, Set.of()));
    }

    @Test
    void aHotkeyThatNotEveryKeyboardHasGivesWayToADigit() {
        Ontology ontology =
                new Ontology(1, List.of(named(1, "Ключ", "ф"), named(2, "Straße", "ß"), named(3, "Up", "é")));
        assertEquals(
                Map.of(new ClassId(1), "1", new ClassId(2), "2", new ClassId(3), "3"),
                ClassKeys.of(ontology, Set.of()));
    }
}
