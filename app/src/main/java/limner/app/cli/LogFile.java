package limner.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Keeps what helps to find a fault in `limner.log` of the cache folder, and off the screen. Opened by the first
/// record, so
/// that a quick command pays nothing. Any thread.
public final class LogFile extends Handler {

    private static final long LARGEST = 4L << 20;

    private final Path file;
    private @Nullable OutputStream out;
    private boolean broken;

    private LogFile(Path file) {
        this.file = file;
        setLevel(Level.INFO);
        Formatter lines = new SimpleFormatter();
        setFormatter(lines);
    }

    /// Sends all logging of this process to the file and nowhere else.
    public static LogFile install(Path cacheFolder) {
        LogManager.getLogManager().reset();
        LogFile log = new LogFile(cacheFolder.resolve("limner.log"));
        Logger.getLogger("").addHandler(log);
        return log;
    }

    public Path file() {
        return file;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (broken || !isLoggable(record)) {
            return;
        }
        try {
            OutputStream target = out;
            if (target == null) {
                target = open();
                out = target;
            }
            target.write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
            target.flush();
        } catch (IOException e) {
            // Without a place for the log the work goes on; there is nowhere to say it.
            broken = true;
        }
    }

    private OutputStream open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean large = Files.exists(file) && Files.size(file) > LARGEST;
        return Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                large ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND,
                StandardOpenOption.WRITE);
    }

    @Override
    public void flush() {
        // Every record is flushed as it comes.
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            broken = true;
        } finally {
            out = null;
        }
    }
}
