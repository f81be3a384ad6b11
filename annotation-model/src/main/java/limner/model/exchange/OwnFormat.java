package limner.model.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A format of Limner's own, which keeps the things of a project as they are, and not only what others know of them.
public interface OwnFormat extends DatasetFormat {

    /// Tells everything as [#read] does and, where the file has it, what it keeps of the project.
    ///
    /// @throws IOException when it cannot be read
    /// @throws UnreadableException when it is not what it claims to be
    Optional<ProjectPart> readWhole(Path path, Surroundings around, Consumer<Entry> into)
            throws IOException, UnreadableException;

    /// Whether a picture that it told is one of the file, and not only a frame of which something has to be said.
    default boolean holds(Entry.Picture picture) {
        return true;
    }

    @Override
    default void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        readWhole(path, around, into);
    }
}
