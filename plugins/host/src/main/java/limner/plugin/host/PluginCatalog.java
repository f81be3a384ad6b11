package limner.plugin.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plugins of this start of the program, by id; the first of an id wins. Immutable.
public final class PluginCatalog {

    private final Map<String, Plugin> byId;
    private final List<String> problems;

    /// Looks in the sources, in their order.
    public PluginCatalog(List<PluginSource> sources) {
        Map<String, Plugin> found = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (PluginSource source : sources) {
            for (PluginFinding finding : source.find()) {
                switch (finding) {
                    case PluginFinding.Found(Plugin plugin) -> {
                        if (found.putIfAbsent(plugin.descriptor().id(), plugin) != null) {
                            broken.add("There are two plugins with the id "
                                    + plugin.descriptor().id() + "; the second, "
                                    + plugin.descriptor().name() + " "
                                    + plugin.descriptor().version() + ", is left out.");
                        }
                    }
                    case PluginFinding.Broken(String sentence) -> broken.add(sentence);
                }
            }
        }
        this.byId = found;
        this.problems = List.copyOf(broken);
    }

    public List<Plugin> plugins() {
        return List.copyOf(byId.values());
    }

    public Optional<Plugin> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// What was found and cannot be used, a sentence each.
    public List<String> problems() {
        return problems;
    }
}
