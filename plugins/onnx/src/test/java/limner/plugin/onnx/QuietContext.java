package limner.plugin.onnx;

import java.util.ArrayList;
import java.util.List;
import limner.plugin.api.PreLabelContext;

/// Never cancels unless told to, and keeps the lines.
final class QuietContext implements PreLabelContext {

    final List<String> lines = new ArrayList<>();
    private final boolean cancelled;

    QuietContext() {
        this(false);
    }

    QuietContext(boolean cancelled) {
        this.cancelled = cancelled;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void progress(double fraction) {}

    @Override
    public void log(String line) {
        lines.add(line);
    }
}
