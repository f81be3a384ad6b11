package limner.model.exchange;

import java.io.IOException;
import java.util.List;

/// Keeps entries in full beside a format that cannot say all of them.
public interface EntryKeeper extends AutoCloseable {

    /// @param writtenAs the format's own ids of what became of an annotation; none for everything else
    ///
    /// @throws IOException when it cannot be written
    void keep(Entry entry, List<String> writtenAs) throws IOException;

    /// Says that everything was kept; asked when all other files are closed.
    ///
    /// @throws IOException when it cannot be written
    void end() throws IOException;

    /// Lets go of it, also when the writing was broken off.
    @Override
    void close() throws IOException;
}
