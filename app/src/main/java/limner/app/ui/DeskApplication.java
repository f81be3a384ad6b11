package limner.app.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.stage.Stage;
import limner.app.usecase.Services;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What JavaFX starts. Its parameters: nothing for the welcome screen, `--sample`, or the file of a project.
public final class DeskApplication extends Application {

    static final String SAMPLE = "--sample";

    /// A file that the start script wants to find where this run, which it has recorded, showed what people look at:
    /// only
    /// then it makes of the record what later runs start from.
    private static final String SEEN = "limner.start.seen";

    private static final Logger LOG = LoggerFactory.getLogger(DeskApplication.class);

    private @Nullable DeskWindow window;

    @Override
    public void start(Stage stage) {
        Services services = Services.forDesk();
        speak(services);
        Consumer<String> documents = getHostServices()::showDocument;
        // The project is read while the window comes up.
        List<String> parameters = getParameters().getRaw();
        if (parameters.contains(SAMPLE)) {
            window = DeskWindow.beginning(stage, services, documents, DeskWindow::openSample);
        } else if (!parameters.isEmpty()) {
            Path project = Path.of(parameters.getFirst());
            window = DeskWindow.beginning(stage, services, documents, desk -> desk.open(project));
        } else {
            window = new DeskWindow(stage, services, documents);
        }
        stage.show();
    }

    /// The language comes before the first word.
    private static void speak(Services services) {
        try {
            DeskSettings.languageOf(services.profiles().load()).speak();
        } catch (RuntimeException e) {
            // The window reads the same profile and says what is wrong with it.
            LOG.info("the language stays that of the system", e);
        }
    }

    @Override
    public void stop() {
        if (window != null) {
            if (window.workspace().filter(w -> w.shown().get().isPresent()).isPresent()) {
                Optional.ofNullable(System.getProperty(SEEN)).ifPresent(DeskApplication::seen);
            }
            window.close();
        }
    }

    private static void seen(String mark) {
        try {
            // The record is written when this process ends, and is whole only then.
            Files.writeString(
                    Path.of(mark), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | InvalidPathException e) {
            // The next start is recorded instead.
            LOG.info("this run is not what later ones start from", e);
        }
    }
}
