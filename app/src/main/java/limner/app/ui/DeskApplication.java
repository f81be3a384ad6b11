package limner.app.ui;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;
import limner.app.usecase.Services;
import org.jspecify.annotations.Nullable;

/// What JavaFX starts. Its parameters: nothing for the welcome screen, `--sample`, or the file of a project.
public final class DeskApplication extends Application {

    static final String SAMPLE = "--sample";

    private @Nullable DeskWindow window;

    @Override
    public void start(Stage stage) {
        DeskWindow desk = new DeskWindow(stage, Services.forDesk());
        window = desk;
        stage.show();
        List<String> parameters = getParameters().getRaw();
        if (parameters.contains(SAMPLE)) {
            desk.openSample();
        } else if (!parameters.isEmpty()) {
            desk.open(Path.of(parameters.getFirst()));
        }
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}
