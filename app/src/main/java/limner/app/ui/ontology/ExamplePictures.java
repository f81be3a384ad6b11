package limner.app.ui.ontology;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.ontology.Example;

/// The pictures of examples, read out of the project when they are first seen; some are kept. JavaFX thread only.
final class ExamplePictures {

    private static final Texts TEXTS = Texts.beside(ExamplePictures.class);

    /// At most a megabyte each, and mostly some ten kilobytes.
    private static final int MOST = 64;

    private final Workspace workspace;
    private final Tasks tasks;
    private final Map<String, Image> held = new LinkedHashMap<>(16, 0.75f, true);

    ExamplePictures(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    /// Hands over the picture of an example, now or later; nothing where the project has none that can be read.
    void ask(Example example, Consumer<Optional<Image>> then) {
        Image known = held.get(example.sha256());
        if (known != null) {
            then.accept(Optional.of(known));
            return;
        }
        tasks.io(
                TEXTS.get("example.reading"),
                _ -> read(example.sha256()),
                bytes -> then.accept(bytes.flatMap(b -> picture(example.sha256(), b))),
                failure -> {
                    then.accept(Optional.empty());
                    workspace.errors().failed(failure, "");
                });
    }

    private Optional<byte[]> read(String sha256) throws IOException {
        Optional<InputStream> blob = workspace.session().blob(sha256);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = blob.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    private Optional<Image> picture(String sha256, byte[] png) {
        Image image = new Image(new ByteArrayInputStream(png));
        if (image.isError()) {
            return Optional.empty();
        }
        held.put(sha256, image);
        if (held.size() > MOST) {
            held.remove(held.keySet().iterator().next());
        }
        return Optional.of(image);
    }
}
