package limner.model.store.sqlite;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which project files this program has open. SQLite and the operating system lock by process: opening a file a second
/// time behind their back, even to look at its first bytes, would give back the locks of the first.
final class OpenFiles {

    private final Map<Path, Integer> readers = new HashMap<>();
    private final Set<Path> writers = new HashSet<>();
    private final List<FileChannel> kept = new ArrayList<>();

    synchronized boolean isOpen(Path file) {
        return readers.containsKey(file) || writers.contains(file);
    }

    synchronized boolean isWritten(Path file) {
        return writers.contains(file);
    }

    synchronized void opened(Path file, Db.Mode mode) {
        if (mode == Db.Mode.WRITE) {
            writers.add(file);
        } else {
            readers.merge(file, 1, Integer::sum);
        }
    }

    synchronized void closed(Path file, Db.Mode mode) {
        if (mode == Db.Mode.WRITE) {
            writers.remove(file);
        } else {
            readers.computeIfPresent(file, (_, n) -> n == 1 ? null : n - 1);
        }
    }

    /// Keeps a channel from being closed, by us or by the garbage collector.
    synchronized void keep(FileChannel channel) {
        kept.add(channel);
    }
}
