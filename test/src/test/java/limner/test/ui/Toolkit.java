package limner.test.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// JavaFX in a test: started once, and waited for by conditions.
final class Toolkit {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

    private Toolkit() {}

    /// Starts JavaFX where it does not run yet.
    static void start() {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(() -> {
                Platform.setImplicitExit(false);
                started.countDown();
            });
            if (!started.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("JavaFX did not start");
            }
        } catch (IllegalStateException e) {
            if (!"Toolkit already initialized".equals(e.getMessage())) {
                throw e;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Does work on the JavaFX thread and waits for it.
    static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the JavaFX thread did not answer", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    static void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until something holds on the JavaFX thread. What it looks at may not be there yet: that it fails to look
    /// is
    /// an answer of no, and told if it stays so.
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
        while (!on(() -> holds(condition, last))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what, last.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean holds(BooleanSupplier condition, AtomicReference<@Nullable Throwable> last) {
        last.set(null);
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException | AssertionError e) {
            last.set(e);
            return false;
        }
    }

    /// Waits until a few pictures have been drawn.
    static void pulses(int count) {
        CountDownLatch left = new CountDownLatch(count);
        run(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                left.countDown();
                if (left.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        try {
            if (!left.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no pictures are drawn");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
