package limner.app.ui.canvas.smart;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Texts;
import limner.plugin.api.PluginException;
import limner.plugin.opencv.Patience;
import org.jspecify.annotations.Nullable;

/// Looks at the picture on the screen beside the JavaFX thread. A new question cancels the one before, and only the
/// newest is answered. JavaFX thread only.
public final class Eye {

    private static final Texts TEXTS = Texts.beside(Eye.class);

    /// What has been found by then is the answer.
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Supplier<Optional<Sight>> screen;
    private final Executor looking;
    private final Executor ui;
    private final ErrorPresenter errors;
    private final Retina retina = new Retina();
    private final AtomicLong newest = new AtomicLong();
    private Runnable changed = () -> {};
    private boolean waiting;
    private boolean closed;

    /// @param screen what is shown, with a picture of the caller's own; empty while there is none
    /// @param looking one thread that looks
    public Eye(Supplier<Optional<Sight>> screen, Executor looking, Executor ui, ErrorPresenter errors) {
        this.screen = screen;
        this.looking = looking;
        this.ui = ui;
        this.errors = errors;
    }

    /// Something to find out; runs on the thread that looks.
    interface Question<T> {
        T answer(Retina retina, Patience patience) throws PluginException;
    }

    /// Says what to do when an answer begins or ends to be waited for.
    public void onChange(Runnable then) {
        changed = then;
    }

    /// Whether an answer is on its way.
    public boolean isWaiting() {
        return waiting;
    }

    /// Asks; without effect while there is no picture.
    ///
    /// @param then gets the answer, unless something else was asked meanwhile or [#forget()] was called
    /// @param otherwise runs instead when there is none, after the user was told why
    <T> void ask(Question<T> question, Consumer<T> then, Runnable otherwise) {
        long mine = newest.incrementAndGet();
        Optional<Sight> seen = closed ? Optional.empty() : screen.get();
        wait(seen.isPresent());
        if (seen.isEmpty()) {
            otherwise.run();
            return;
        }
        seen.ifPresent(sight -> looking.execute(() -> {
            T answer = null;
            Throwable failure = null;
            try (var _ = sight.picture()) {
                if (newest.get() == mine) {
                    retina.see(sight);
                    answer = question.answer(retina, Patience.of(LONGEST, () -> newest.get() != mine));
                }
            } catch (PluginException | RuntimeException | OutOfMemoryError e) {
                failure = e;
            }
            T found = answer;
            Throwable wrong = failure;
            ui.execute(() -> told(mine, found, wrong, then, otherwise));
        }));
    }

    private <T> void told(
            long mine, @Nullable T answer, @Nullable Throwable failure, Consumer<T> then, Runnable otherwise) {
        if (closed || newest.get() != mine) {
            return;
        }
        wait(false);
        if (answer != null) {
            then.accept(answer);
            return;
        }
        otherwise.run();
        if (failure instanceof PluginException refused) {
            errors.problem(refused.sentence());
        } else if (failure != null && !(failure instanceof CancellationException)) {
            errors.failed(failure, TEXTS.get("safe"));
        }
    }

    private void wait(boolean now) {
        if (waiting != now) {
            waiting = now;
            changed.run();
        }
    }

    /// Nobody waits for an answer any more.
    void forget() {
        newest.incrementAndGet();
        wait(false);
    }

    /// Gives back what was kept to look at.
    public void close() {
        closed = true;
        newest.incrementAndGet();
        looking.execute(retina::close);
    }
}
