package limner.app.cli;

import java.util.Locale;
import limner.app.task.Progress;

/// Progress on one line of a terminal, overwritten ten times a second at most. Any thread may report.
final class ConsoleProgress implements Progress, AutoCloseable {

    private static final long PAUSE_NANOS = 100_000_000;
    private static final int WIDTH = 78;

    private final Console console;
    private long last;
    private boolean shown;

    ConsoleProgress(Console console) {
        this.console = console;
        this.last = System.nanoTime();
        console.ending().watch();
    }

    @Override
    public synchronized void report(double fraction, String message) {
        long now = System.nanoTime();
        if (console.live() == Console.Watcher.NOBODY || now - last < PAUSE_NANOS) {
            return;
        }
        last = now;
        String share = Double.isNaN(fraction) ? "" : String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction);
        line(share + message);
        shown = true;
    }

    private void line(String text) {
        String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        console.err().print("\r" + cut + " ".repeat(WIDTH - cut.length()) + "\r");
        console.err().flush();
    }

    /// A command is cancelled by asking its process to end.
    @Override
    public boolean cancelled() {
        return console.ending().asked();
    }

    @Override
    public void onCancel(Runnable action) {
        console.ending().onAsked(action);
    }

    @Override
    public synchronized void close() {
        if (shown) {
            line("");
            shown = false;
        }
    }
}
