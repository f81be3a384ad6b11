package limner.app.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import limner.app.ui.common.Places;
import limner.app.ui.common.Texts;
import limner.app.ui.exchange.ExchangeFeature;
import org.jspecify.annotations.Nullable;

/// The system's own dialogs for files. They begin in the folder that was used last.
final class Choosers implements Places, ExchangeFeature.Places {

    private static final Texts TEXTS = Texts.beside(Choosers.class);

    /// What is offered first; any other file can be chosen as well.
    private static final List<String> VIDEO_ENDINGS = List.of(
            "mp4",
            "mov",
            "m4v",
            "mkv",
            "webm",
            "avi",
            "mpg",
            "mpeg",
            "ts",
            "mts",
            "m2ts",
            "wmv",
            "h264",
            "hevc",
            "gif",
            "jpg",
            "jpeg",
            "png",
            "webp",
            "bmp",
            "tif",
            "tiff",
            "pictures");

    private static final ExtensionFilter VIDEOS = new ExtensionFilter(
            TEXTS.get("files.videos"),
            // File systems may tell capitals apart, and cameras like them.
            VIDEO_ENDINGS.stream()
                    .flatMap(e -> Stream.of("*." + e, "*." + e.toUpperCase(Locale.ROOT)))
                    .toList());
    private static final ExtensionFilter ALL = new ExtensionFilter(TEXTS.get("files.all"), "*");
    private static final ExtensionFilter PROJECTS = new ExtensionFilter(TEXTS.get("files.projects"), "*.limner");
    private static final ExtensionFilter MODELS = new ExtensionFilter(TEXTS.get("files.models"), "*.onnx");

    private static final ExtensionFilter KEYS = new ExtensionFilter(TEXTS.get("files.keys"), "*.json");

    private final Window window;
    private final Consumer<String> documents;
    private @Nullable File folder;

    /// @param documents shows what a URI names in the system's own program for it
    Choosers(Window window, Consumer<String> documents) {
        this.window = window;
        this.documents = documents;
    }

    List<Path> videos() {
        @Nullable
        List<File> chosen = chooser(TEXTS.get("choose.videos"), VIDEOS, ALL).showOpenMultipleDialog(window);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        folder = chosen.getFirst().getParentFile();
        return chosen.stream().map(File::toPath).toList();
    }

    /// A folder of pictures.
    Optional<Path> pictures() {
        return folder(TEXTS.get("choose.pictures"));
    }

    Optional<Path> project() {
        return taken(chooser(TEXTS.get("choose.project"), PROJECTS, ALL).showOpenDialog(window));
    }

    Optional<Path> newProject(String title, Path near) {
        FileChooser chooser = chooser(title, PROJECTS);
        @Nullable Path parent = near.toAbsolutePath().getParent();
        if (parent != null && parent.toFile().isDirectory()) {
            chooser.setInitialDirectory(parent.toFile());
        }
        chooser.setInitialFileName(String.valueOf(near.getFileName()));
        return taken(chooser.showSaveDialog(window));
    }

    Optional<Path> model() {
        return taken(chooser(TEXTS.get("choose.model"), MODELS, ALL).showOpenDialog(window));
    }

    /// Keys somebody handed on.
    Optional<Path> keys() {
        return taken(chooser(TEXTS.get("choose.keys"), KEYS, ALL).showOpenDialog(window));
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        @Nullable File chosen = chooser.showDialog(window);
        if (chosen != null) {
            folder = chosen;
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Path> file(String title) {
        return taken(chooser(title, ALL).showOpenDialog(window));
    }

    @Override
    public void show(Path shown) {
        documents.accept(shown.toUri().toString());
    }

    @Override
    public Optional<Path> newFile(String title, String name) {
        FileChooser chooser = chooser(title, ALL);
        chooser.setInitialFileName(name);
        return taken(chooser.showSaveDialog(window));
    }

    private FileChooser chooser(String title, ExtensionFilter... filters) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().setAll(filters);
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chooser;
    }

    private Optional<Path> taken(@Nullable File chosen) {
        if (chosen != null) {
            folder = chosen.getParentFile();
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }
}
