package limner.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import limner.app.Launcher;

/// Stands before the program's own entry point, in a process of its own, and says on standard output when what is to be
/// seen: the window, the first picture with its labels painted as they are to stay, and each of the pictures that are
/// stepped to. Then it closes the window, so that the program ends as it does for people.
final class DeskStartProbe {
    private static final PseudoClass SHARP = PseudoClass.getPseudoClass("sharp");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int STEPS = 10;
    private static final Map<String, Node> FOUND = new HashMap<>();
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final double NANOS_PER_MILLI = 1e6;

    private DeskStartProbe() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(DeskStartProbe::watch);
        Launcher.main(arguments);
    }

    private static void watch() {
        try {
            until(() -> scene().isPresent());
            say("window", System.currentTimeMillis());
            until(() -> isPainted(Optional.empty()));
            pulse();
            say("picture", System.currentTimeMillis());
            say("processor", processorMillis());
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            say("resident", residentKib());
            for (int i = 0; i < STEPS; i++) {
                step(i % 4 < 2 ? KeyCode.RIGHT : KeyCode.LEFT);
            }
            say("residentAfter", residentKib());
        } catch (IOException | RuntimeException e) {
            System.out.println("failed " + e);
        }
        Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    private static void step(KeyCode key) {
        Optional<Image> before = on(DeskStartProbe::picture);
        long asked = System.nanoTime();
        on(() -> {
            Node canvas = node(".frame-canvas").orElseThrow();
            for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(canvas, new KeyEvent(type, "", "", key, false, false, false, false));
            }
            return true;
        });
        until(() -> isPainted(before));
        pulse();
        say("step", (System.nanoTime() - asked) / NANOS_PER_MILLI);
    }

    private static Optional<Scene> scene() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .flatMap(w -> Optional.ofNullable(w.getScene()).stream())
                .filter(s -> s.lookup(".frame-canvas") != null)
                .findFirst();
    }

    /// Looking through a whole scene every few milliseconds would be seen in what is measured.
    private static Optional<Node> node(String selector) {
        Node known = FOUND.get(selector);
        if (known != null && known.getScene() != null) {
            return Optional.of(known);
        }
        Optional<Node> found = scene().flatMap(s -> Optional.ofNullable(s.lookup(selector)));
        found.ifPresent(n -> FOUND.put(selector, n));
        return found;
    }

    private static Optional<Image> picture() {
        return node("#picture").flatMap(n -> Optional.ofNullable(((ImageView) n).getImage()));
    }

    /// Whether another picture than before is on the screen, and its labels are.
    private static boolean isPainted(Optional<Image> before) {
        return picture().filter(p -> before.filter(b -> b == p).isEmpty()).isPresent()
                && node("#label-image")
                        .filter(n -> n.getPseudoClassStates().contains(SHARP))
                        .isPresent();
    }

    /// Waits until what was laid out is drawn: a pulse begins when the one before it has been rendered.
    private static void pulse() {
        FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
        on(() -> {
            Scene scene = scene().orElseThrow();
            scene.addPreLayoutPulseListener(new Runnable() {
                private int pulses;

                @Override
                public void run() {
                    pulses++;
                    if (pulses == 2) {
                        scene.removePreLayoutPulseListener(this);
                        drawn.run();
                    }
                    Platform.requestNextPulse();
                }
            });
            Platform.requestNextPulse();
            return true;
        });
        get(drawn);
    }

    private static void until(Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!isStarted() || !on(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean isStarted() {
        try {
            Platform.runLater(() -> {});
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return get(task);
    }

    private static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String what, double value) {
        System.out.printf(Locale.ROOT, "%s %.1f%n", what, value);
        System.out.flush();
    }

    private static double processorMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private static double residentKib() throws IOException {
        if (Files.isReadable(STATUS)) {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("\\D", ""));
                }
            }
        }
        return Double.NaN;
    }
}
