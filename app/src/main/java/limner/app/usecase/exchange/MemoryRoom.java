package limner.app.usecase.exchange;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;
import limner.app.usecase.AppException;
import org.jspecify.annotations.Nullable;

/// Watches whether what is gathered while a file is read still has room in memory, so that the file can be refused with
/// a sentence before memory is used up and nothing works any more. Of one reading, for one thread.
///
/// It asks what was left in the largest part of the heap by the last collection that looked at all of it. What was left
/// by one before the reading began says nothing of the file.
final class MemoryRoom {

    /// As much of that part as may be in use: beyond it collections follow each other for seconds and gain nothing.
    private static final double FULL = 0.93;

    /// Statements between two questions: of usual size they take far less than what is left free above.
    private static final int EVERY = 1024;

    private static final long MEBIBYTE = 1024L * 1024;

    private final String file;
    private final Optional<MemoryPoolMXBean> pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP && p.getCollectionUsage() != null)
            .max(Comparator.comparingLong(p -> p.getUsage().getMax()));
    private final long before = pool.map(p -> p.getCollectionUsage().getUsed()).orElse(0L);
    private int asked;

    /// @param file its name, for the sentence
    MemoryRoom(String file) {
        this.file = file;
    }

    /// To be called for each statement of the file.
    ///
    /// @throws AppException when there is no room for more
    void check() {
        if (++asked % EVERY != 0 || pool.isEmpty()) {
            return;
        }
        MemoryUsage left = pool.get().getCollectionUsage();
        if (left.getMax() > 0 && left.getUsed() != before && left.getUsed() > FULL * left.getMax()) {
            throw refusal(file, null);
        }
    }

    /// What is said of a file that does not fit.
    ///
    /// @param cause what failed for want of memory, if it came to that
    static AppException refusal(String file, @Nullable OutOfMemoryError cause) {
        return new AppException(
                AppException.Kind.FAILED,
                file + " has more labels than fit into the memory that Limner may use ("
                        + heapMebibytes()
                        + " MiB). Nothing of it was taken; the project is as it was. Start Limner with more memory,"
                        + " or divide the file.",
                cause);
    }

    /// What the heap was told to take at most. What the runtime tells leaves out the part that a collector keeps empty,
    /// and changes while some collectors work.
    private static long heapMebibytes() {
        return Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .getVMOption("MaxHeapSize")
                        .getValue())
                / MEBIBYTE;
    }
}
