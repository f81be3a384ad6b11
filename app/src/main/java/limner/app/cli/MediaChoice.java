package limner.app.cli;

import java.util.List;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The videos a command works on: the one that is named, or all of them.
final class MediaChoice {

    @Option(names = "--media", paramLabel = "NAME", description = "Only this video (default: all).")
    private @Nullable String name;

    /// @throws AppException when there is none
    List<Media> of(OpenProject project) {
        List<Media> all = project.state().mediaInOrder();
        List<Media> chosen = name == null
                ? all
                : all.stream().filter(m -> m.name().equals(name)).toList();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        throw new AppException(
                AppException.Kind.BAD_INPUT,
                name == null
                        ? "The project has no video yet. Add one with: limner import"
                        : "The project has no video named \"" + name + "\". It has: "
                                + String.join(
                                        ", ", all.stream().map(Media::name).toList()) + ".");
    }
}
