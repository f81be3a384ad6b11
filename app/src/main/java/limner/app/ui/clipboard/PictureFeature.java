package limner.app.ui.clipboard;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.PaintedLabels;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.StillPicture;
import limner.media.frame.Picture;

/// Copies or saves the picture shown, in the size of its video, as it is or with what is painted over it. JavaFX thread
/// only.
public final class PictureFeature {

    private static final Texts TEXTS = Texts.beside(PictureFeature.class);

    private final Workspace workspace;
    private final Path project;
    private final Tasks tasks;
    private final Supplier<Optional<PaintedLabels>> painted;
    private final BiFunction<String, String, Optional<Path>> newFile;

    /// @param project the file of the project
    /// @param painted what is painted over the picture now
    /// @param newFile asks for a place on the disk, by a title and a name
    public PictureFeature(
            Workspace workspace,
            Path project,
            Tasks tasks,
            Supplier<Optional<PaintedLabels>> painted,
            BiFunction<String, String, Optional<Path>> newFile) {
        this.workspace = workspace;
        this.project = project;
        this.tasks = tasks;
        this.painted = painted;
        this.newFile = newFile;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding here = Bindings.createBooleanBinding(
                () -> workspace
                                .shown()
                                .get()
                                .filter(s -> s.picture() == ShownFrame.Picture.DRAWN)
                                .isPresent()
                        && workspace.feed().get().isPresent(),
                workspace.shown(),
                workspace.feed());
        registry.add(
                command("picture.copy").keys("Shortcut+Shift+C").enabled(here).action(() -> copy(Optional.empty())));
        registry.add(command("picture.copy.labels")
                .keys("Shortcut+Alt+Shift+C")
                .enabled(here)
                .action(() -> copy(painted.get())));
        registry.add(command("picture.save").enabled(here).action(() -> save(Optional.empty())));
        registry.add(command("picture.save.labels").enabled(here).action(() -> save(painted.get())));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.EDIT, TEXTS)
                .under(Submenu.PICTURE)
                .once();
    }

    private void copy(Optional<PaintedLabels> labels) {
        make(labels, still -> {
            WritableImage image = new WritableImage(still.width(), still.height());
            image.getPixelWriter()
                    .setPixels(
                            0,
                            0,
                            still.width(),
                            still.height(),
                            PixelFormat.getByteRgbInstance(),
                            still.rgb().duplicate().rewind(),
                            still.width() * 3);
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            Clipboard.getSystemClipboard().setContent(content);
            workspace.errors().info(TEXTS.get("picture.copied", still.width(), still.height()));
        });
    }

    private void save(Optional<PaintedLabels> labels) {
        Optional<ShownFrame> shown = workspace.shown().get();
        if (shown.isEmpty()) {
            return;
        }
        String video = workspace.media().map(m -> m.name()).orElse("");
        newFile.apply(
                        TEXTS.get("picture.save.title"),
                        TEXTS.get("picture.file", video, shown.get().frame()))
                .ifPresent(file -> make(
                        labels,
                        still -> tasks.io(
                                TEXTS.get("picture.saving"),
                                _ -> {
                                    still.save(project, file);
                                    return file;
                                },
                                saved -> workspace.errors().info(TEXTS.get("picture.saved", saved)))));
    }

    private void make(Optional<PaintedLabels> labels, Consumer<StillPicture> then) {
        Optional<ShownFrame> shown = workspace.shown().get();
        Optional<FrameFeed> feed = workspace.feed().get();
        if (shown.isEmpty() || feed.isEmpty()) {
            return;
        }
        FrameFeed pictures = feed.get();
        CompletableFuture<Picture> asked = pictures.picture(shown.get().frame());
        tasks.io(
                TEXTS.get("picture.making"),
                _ -> {
                    try (Picture picture = asked.join()) {
                        StillPicture still = StillPicture.of(picture, pictures.upright());
                        labels.ifPresent(l -> l.over(still.rgb(), still.width(), still.height()));
                        return still;
                    }
                },
                then);
    }
}
