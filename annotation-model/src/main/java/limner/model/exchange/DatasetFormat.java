package limner.model.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A format of data sets that others write. Stateless; reading works on the calling thread.
public interface DatasetFormat {

    /// What the command line calls it: small letters and `-`.
    String id();

    /// What people call it.
    String title();

    /// Whether a file or folder looks like one of this format: a quick look, no proof.
    boolean recognises(Path path) throws IOException;

    /// Reads to the end.
    ///
    /// @param path a file, or the folder of a format that has several
    /// @param around what the files do not say
    /// @param into told everything in the order of [Entry]
    /// @throws UnreadableException when it is no such file; what was told before must not be used
    /// @throws IOException when a file cannot be read
    void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException;
}
