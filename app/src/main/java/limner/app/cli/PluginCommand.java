package limner.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.SettingSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pre-labellers and their models.
@Command(
        name = "plugin",
        mixinStandardHelpOptions = true,
        description = {"Plugins that suggest labels."},
        synopsisSubcommandLabel = "list",
        subcommands = {})
final class PluginCommand implements Callable<Integer> {

    private final Shared shared;

    PluginCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        return list(false);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Print the plugins there are, their settings and the models they bring."})
    int list(@Option(names = "--json", description = "Print a JSON object: \"plugins\", \"problems\".") boolean json) {
        return shared.with(s -> {
            List<PluginDescriptor> plugins = s.preLabel().plugins();
            List<String> problems = s.preLabel().problems();
            if (json) {
                print(plugins, problems);
            } else {
                plugins.forEach(this::tell);
            }
            problems.forEach(shared.console()::say);
            return problems.isEmpty() ? ExitCodes.FINE : ExitCodes.CHECK_FAILED;
        });
    }

    private void tell(PluginDescriptor p) {
        shared.line(p.id() + " " + p.version() + ": " + p.name());
        for (SettingSpec s : p.settings()) {
            shared.line(String.format(Locale.ROOT, "  setting %-10s %-8s %s", s.key(), s.defaultText(), s.title()));
        }
        for (ModelInfo m : p.models()) {
            shared.line(String.format(
                    Locale.ROOT,
                    "  model   %s %s (%s, %d bytes, sha256 %s)",
                    m.name(),
                    m.version(),
                    m.task(),
                    m.bytes(),
                    m.sha256()));
        }
    }

    private void print(List<PluginDescriptor> plugins, List<String> problems) {
        ObjectNode root = shared.json();
        ArrayNode list = root.putArray("plugins");
        for (PluginDescriptor p : plugins) {
            ObjectNode node = list.addObject();
            node.put("id", p.id());
            node.put("name", p.name());
            node.put("version", p.version());
            ArrayNode models = node.putArray("models");
            for (ModelInfo m : p.models()) {
                ObjectNode model = models.addObject();
                model.put("name", m.name());
                model.put("version", m.version());
                model.put("task", m.task());
                model.put("bytes", m.bytes());
                model.put("sha256", m.sha256());
                ArrayNode classes = model.putArray("classes");
                m.classes().forEach(classes::add);
            }
        }
        ArrayNode wrong = root.putArray("problems");
        problems.forEach(wrong::add);
        shared.print(root);
    }
}
