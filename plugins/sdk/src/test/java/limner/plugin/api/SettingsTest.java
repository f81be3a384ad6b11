package limner.plugin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final List<SettingSpec> SPECS = List.of(
            new SettingSpec.Decimal("score", "Score", "", 0.4, 0, 1),
            new SettingSpec.Whole("most", "Most", "", 100, 1, 1000),
            new SettingSpec.Choice("device", "Device", "", "cpu", List.of("cpu", "gpu")),
            new SettingSpec.Toggle("masks", "Masks", "", true),
            new SettingSpec.Text("note", "Note", "", ""));

    @Test
    void fillsInWhatWasLeftOut() throws PluginException {
        Settings settings = Settings.of(SPECS, Map.of("most", "7", "masks", "false"));

        assertEquals(
                Map.of("score", "0.4", "most", "7", "device", "cpu", "masks", "false", "note", ""), settings.asMap());
        assertEquals(0.4, settings.decimal("score"));
        assertEquals(7, settings.whole("most"));
        assertEquals(false, settings.isOn("masks"));
        assertEquals("cpu", settings.text("device"));
    }

    @ParameterizedTest
    @CsvSource({"score, 1.5", "score, NaN", "score, much", "most, 0", "most, 1.5", "device, tpu", "masks, yes"})
    void refusesAValueThatIsNotAllowedAndNamesTheSetting(String key, String value) {
        PluginException refused = assertThrows(PluginException.class, () -> Settings.of(SPECS, Map.of(key, value)));

        assertTrue(refused.sentence().contains(key) && refused.sentence().contains(value), refused.sentence());
    }

    @Test
    void refusesASettingNobodyDeclaredAndNamesTheKnownOnes() {
        PluginException refused = assertThrows(PluginException.class, () -> Settings.of(SPECS, Map.of("scor", "1")));

        assertEquals(
                "This plugin has no setting \"scor\". It has: device, masks, most, note, score.", refused.sentence());
    }

    @Test
    void aDefaultOutsideItsRangeIsNoSpec() {
        assertThrows(IllegalArgumentException.class, () -> new SettingSpec.Decimal("a", "A", "", 2, 0, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new SettingSpec.Choice("a", "A", "", "c", List.of("a", "b")));
        assertThrows(IllegalArgumentException.class, () -> new SettingSpec.Toggle("No spaces", "A", "", true));
    }
}
