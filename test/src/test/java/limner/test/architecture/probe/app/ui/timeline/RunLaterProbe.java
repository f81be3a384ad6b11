package limner.test.architecture.probe.app.ui.timeline;

import javafx.application.Platform;

/// Hops to the JavaFX thread by itself.
final class RunLaterProbe {
    private RunLaterProbe() {}

    static void hop(Runnable action) {
        Platform.runLater(action);
    }
}
