/// What the author of a plugin sees: values on the JDK alone, kept compatible as [PluginApi] promises.
@NullMarked
package limner.plugin.api;

import org.jspecify.annotations.NullMarked;
