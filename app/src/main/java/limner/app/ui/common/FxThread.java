package limner.app.ui.common;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// The way onto the JavaFX thread, and the only caller of [Platform#runLater]. Work asked for on that thread is run at
/// once, so that a straight line of calls stays one.
///
/// View models take an [Executor] instead, so that a test hands them `Runnable::run` and needs no window.
public final class FxThread implements Executor {

    @Override
    public void execute(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /// Runs the work after everything that waits on the JavaFX thread now, also when called on that thread.
    public void later(Runnable work) {
        Platform.runLater(work);
    }
}
