package limner.plugin.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says why a plugin cannot do what it was asked, in a sentence an annotator can read: what happened, and what to do.
///
/// The message is shown as it is; the cause goes to the log only.
public final class PluginException extends Exception {

    private static final long serialVersionUID = 1L;

    public PluginException(String sentence) {
        this(sentence, null);
    }

    public PluginException(String sentence, @Nullable Throwable cause) {
        super(Objects.requireNonNull(sentence, "sentence"), cause);
    }

    /// The sentence to show.
    public String sentence() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
