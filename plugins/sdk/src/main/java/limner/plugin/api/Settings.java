package limner.plugin.api;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the user chose, checked and complete: a value for every [SettingSpec] of the plugin, defaults filled in.
public final class Settings {

    private final SortedMap<String, String> values;

    private Settings(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /// Checks the given values and fills in the others.
    ///
    /// @throws PluginException when a key is unknown or a value is not allowed; the sentence names it
    public static Settings of(List<SettingSpec> specs, Map<String, String> given) throws PluginException {
        Map<String, String> rest = new HashMap<>(given);
        SortedMap<String, String> values = new TreeMap<>();
        for (SettingSpec spec : specs) {
            String text = rest.remove(spec.key());
            if (text == null) {
                text = spec.defaultText();
            }
            String problem = spec.problem(text).orElse(null);
            if (problem != null) {
                throw new PluginException("The setting " + problem);
            }
            values.put(spec.key(), text);
        }
        if (!rest.isEmpty()) {
            String unknown = new TreeMap<>(rest).firstKey();
            String known = values.isEmpty() ? "It has none." : "It has: " + String.join(", ", values.keySet()) + ".";
            throw new PluginException("This plugin has no setting \"" + unknown + "\". " + known);
        }
        return new Settings(values);
    }

    /// The value of a decimal or whole setting.
    ///
    /// @throws IllegalArgumentException when the plugin declared no such setting
    public double decimal(String key) {
        return Double.parseDouble(text(key));
    }

    /// The value of a whole setting.
    ///
    /// @throws IllegalArgumentException when the plugin declared no such setting
    public int whole(String key) {
        return Integer.parseInt(text(key));
    }

    /// The value of a toggle.
    ///
    /// @throws IllegalArgumentException when the plugin declared no such setting
    public boolean isOn(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /// The value of a choice or a text, and of any other setting as it was written.
    ///
    /// @throws IllegalArgumentException when the plugin declared no such setting
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the descriptor declares no setting " + key);
        }
        return value;
    }

    /// Every value by key, sorted: what is recorded with a run.
    public SortedMap<String, String> asMap() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings s && values.equals(s.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + values;
    }
}
