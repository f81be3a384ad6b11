package limner.media.cache;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/// The memory of this machine. Any thread.
final class MachineMemory {
    /// Says what could be had without swapping; what is merely free leaves out all that caches files.
    private static final Path LINUX = Path.of("/proc/meminfo");

    private static final long IF_UNKNOWN = 4L << 30;

    private MachineMemory() {}

    /// Bytes the machine has, or its container may use.
    static long total() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : IF_UNKNOWN;
    }

    /// Bytes that could be had now; empty where the system does not say it: macOS counts as used what it would give up.
    static OptionalLong available() {
        if (Files.isReadable(LINUX)) {
            return ofLinux();
        }
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getFreeMemorySize())
                : OptionalLong.empty();
    }

    private static OptionalLong ofLinux() {
        try (BufferedReader lines = Files.newBufferedReader(LINUX)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("MemAvailable:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) << 10);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // As if the system did not say it: the budget alone counts.
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
