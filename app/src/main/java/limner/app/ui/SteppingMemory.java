package limner.app.ui;

import java.util.concurrent.Executor;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Workspace;
import limner.app.usecase.VideoViews;
import limner.media.pace.Stepping;
import limner.model.id.MediaId;

/// Remembers in which steps each video is looked at, beside the JavaFX thread and in the order of the choices.
final class SteppingMemory {

    private final Workspace workspace;
    private final VideoViews views;
    private final FxThread fx;
    private final Executor disk;
    private boolean recalling;

    /// @param disk does one thing after the other
    SteppingMemory(Workspace workspace, VideoViews views, FxThread fx, Executor disk) {
        this.workspace = workspace;
        this.views = views;
        this.fx = fx;
        this.disk = disk;
        workspace.onStepping((video, stepping) -> {
            if (!recalling) {
                disk.execute(() -> keep(video, stepping));
            }
        });
    }

    /// Takes over what was chosen when these videos were looked at before.
    void recall() {
        disk.execute(() -> {
            try {
                var known = views.steppings();
                fx.execute(() -> {
                    recalling = true;
                    known.forEach(workspace::stepping);
                    recalling = false;
                });
            } catch (RuntimeException e) {
                fx.execute(() -> workspace.errors().failed(e, ""));
            }
        });
    }

    private void keep(MediaId video, Stepping stepping) {
        try {
            views.keep(video, stepping);
        } catch (RuntimeException e) {
            // The steps are a convenience, and stay as chosen until the project is closed.
            fx.execute(() -> workspace.errors().failed(e, ""));
        }
    }
}
