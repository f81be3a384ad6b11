package limner.model.exchange;

import java.io.IOException;
import java.util.function.Consumer;

/// Whatever tells a data set: a project, or a file. Tells the same each time it is asked.
@FunctionalInterface
public interface EntrySource {

    /// Tells everything in the order of [Entry]; annotations and tags in the order of their pictures, what lies lower
    /// first.
    ///
    /// @throws IOException when something cannot be read
    /// @throws UnreadableException when it is not what it claims to be
    void tell(Consumer<Entry> into) throws IOException, UnreadableException;
}
