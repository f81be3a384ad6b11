package limner.plugin.host;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import limner.plugin.api.PluginApi;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PreLabeler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugins of one class loader, found through [ServiceLoader]: inside our process, so for our own jars only.
public final class ServicePlugins implements PluginSource {

    private static final Logger LOG = LoggerFactory.getLogger(ServicePlugins.class);

    private final ClassLoader loader;

    /// The plugins on our own class path.
    public ServicePlugins() {
        this(Objects.requireNonNull(ServicePlugins.class.getClassLoader(), "class loader"));
    }

    public ServicePlugins(ClassLoader loader) {
        this.loader = Objects.requireNonNull(loader, "loader");
    }

    @Override
    public List<PluginFinding> find() {
        List<PluginFinding> findings = new ArrayList<>();
        Iterator<PreLabeler> all = ServiceLoader.load(PreLabeler.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = all.hasNext();
                if (more) {
                    findings.add(describe(all.next()));
                }
            } catch (ServiceConfigurationError e) {
                // The iterator goes on with the next entry.
                LOG.warn("a plugin cannot be made", e);
                findings.add(new PluginFinding.Broken("A plugin cannot be started: " + e.getMessage()));
            }
        }
        return findings;
    }

    private static PluginFinding describe(PreLabeler preLabeler) {
        String type = preLabeler.getClass().getName();
        try {
            PluginDescriptor descriptor = preLabeler.describe();
            if (descriptor == null) {
                return new PluginFinding.Broken("The plugin " + type + " does not say what it is.");
            }
            if (!PluginApi.canRun(descriptor.apiVersion())) {
                return new PluginFinding.Broken("The plugin " + descriptor.name() + " is made for version "
                        + descriptor.apiVersion() + " of the plugin interface; this program has version "
                        + PluginApi.VERSION + ". A newer program may run it.");
            }
            return new PluginFinding.Found(new Plugin(descriptor, preLabeler));
        } catch (Exception | LinkageError e) {
            LOG.warn("the plugin {} cannot describe itself", type, e);
            return new PluginFinding.Broken("The plugin " + type + " fails when it is asked what it is.");
        }
    }
}
