package limner.app.ui.common;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Something that runs in the background, as the status bar shows it. JavaFX thread only.
public final class RunningTask {

    private final String name;
    private final Runnable cancel;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private boolean over;

    /// @param cancel asks it to stop soon
    public RunningTask(String name, Runnable cancel) {
        this.name = name;
        this.cancel = cancel;
    }

    public String name() {
        return name;
    }

    /// From 0 to 1, or -1 while it is not known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    public void update(double fraction, String what) {
        progress.set(fraction);
        message.set(what);
    }

    /// Whether what came of it has been told. Quick work may be over before anybody looks at it.
    public boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    public void cancel() {
        cancel.run();
    }
}
