package limner.plugin.host;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import limner.plugin.api.FrameView;
import limner.plugin.api.PluginException;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.SessionRequest;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run, seen from the thread that watches it.
final class PluginRun {

    private static final Logger LOG = LoggerFactory.getLogger(PluginRun.class);
    private static final long POLL_MILLIS = 20;

    private final Plugin plugin;
    private final RunLimits limits;
    private final PluginThread thread;
    private final RunListener listener;
    private final RunContext context = new RunContext();
    private final FrameCopies copies = new FrameCopies();
    private @Nullable SessionInfo info;
    private double[] millis = new double[16];
    private int frames;
    private int passedOver;
    private int suggestions;
    private int size;
    private boolean lost;
    private double reported;

    PluginRun(Plugin plugin, RunLimits limits, PluginThread thread, RunListener listener) {
        this.plugin = plugin;
        this.limits = limits;
        this.thread = thread;
        this.listener = listener;
    }

    PluginOutcome run(SessionRequest request, FrameFeed feed) {
        size = feed.size();
        Task<Opened> opening = thread.submit(() -> open(request));
        try {
            Opened opened = await(opening, limits.open(), "to get ready");
            info = opened.info();
            listener.opened(opened.info());
            answerAll(opened.session(), feed);
            report(1);
            return new PluginOutcome.Completed(summary());
        } catch (Stopped stopped) {
            context.drainTo(listener);
            return stopped.outcome;
        } finally {
            end(opening);
        }
    }

    private record Opened(PreLabelSession session, SessionInfo info) {}

    /// A frame the plugin is looking at.
    private record Pending(FrameView frame, Task<List<Suggestion>> task) {}

    private Opened open(SessionRequest request) throws PluginException {
        PreLabelSession session = plugin.preLabeler().open(request);
        if (session == null) {
            throw new PluginException("The plugin " + name() + " did not open.");
        }
        SessionInfo opened = session.info();
        if (opened == null) {
            session.close();
            throw new PluginException("The plugin " + name() + " does not say what it runs.");
        }
        return new Opened(session, opened);
    }

    private void answerAll(PreLabelSession session, FrameFeed feed) throws Stopped {
        Pending pending = null;
        for (int i = 0; i < size; i++) {
            stopIfCancelled(null);
            // Fetched and copied while the plugin is still busy with the frame before.
            Optional<FrameView> next = feed.frame(i);
            if (next.isEmpty()) {
                passedOver++;
                continue;
            }
            FrameView frame = copies.copy(next.get());
            if (pending != null) {
                finish(pending);
            }
            context.nextFrame();
            pending = new Pending(frame, thread.submit(() -> session.suggest(frame, context)));
        }
        if (pending != null) {
            finish(pending);
        }
    }

    private void finish(Pending pending) throws Stopped {
        FrameView frame = pending.frame();
        List<Suggestion> answer = await(pending.task(), limits.frame(), "for frame " + frame.frame());
        String problem = problem(answer, frame);
        if (problem != null) {
            throw failed(
                    "The plugin " + name() + " gave an answer for frame " + frame.frame() + " that cannot be used: "
                            + problem + ". " + keptSentence(),
                    null);
        }
        if (frames == millis.length) {
            millis = Arrays.copyOf(millis, frames * 2);
        }
        millis[frames++] = pending.task().millis();
        suggestions += answer.size();
        listener.answered(new FrameAnswer(
                frame.frame(),
                frame.width(),
                frame.height(),
                answer,
                pending.task().millis()));
        report((double) (frames + passedOver) / size);
    }

    /// Waits for the plugin's thread, and meanwhile for the user and the clock.
    private <T> T await(Task<T> task, Duration limit, String purpose) throws Stopped {
        while (true) {
            try {
                T value = task.result().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                context.drainTo(listener);
                stopIfCancelled(null);
                return value;
            } catch (TimeoutException e) {
                context.drainTo(listener);
                if (size > 0) {
                    report((frames + context.fraction()) / size);
                }
                stopIfCancelled(task);
                if (task.runningFor() > limit.toNanos()) {
                    lost = true;
                    throw new Stopped(new PluginOutcome.TimedOut(
                            summary(),
                            "The plugin " + name() + " took longer than " + inWords(limit) + " " + purpose
                                    + " and was stopped. " + keptSentence()));
                }
            } catch (ExecutionException e) {
                throw failed(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                // Whoever interrupts this thread wants the run to end as much as the cancel button does.
                Thread.currentThread().interrupt();
                throw cancelled(task);
            }
        }
    }

    private void stopIfCancelled(@Nullable Task<?> running) throws Stopped {
        if (listener.cancelled()) {
            throw cancelled(running);
        }
    }

    private Stopped cancelled(@Nullable Task<?> running) {
        context.cancel();
        if (running != null) {
            lost = !comesBack(running);
        }
        return new Stopped(new PluginOutcome.Cancelled(summary()));
    }

    /// Whether a task ends within the grace, however it ends.
    private boolean comesBack(Task<?> task) {
        boolean interrupted = Thread.interrupted();
        try {
            task.result().get(limits.grace().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Closes the session on its own thread. When that thread is lost, the session closes if it ever comes back.
    private void end(Task<Opened> opening) {
        context.cancel();
        Task<Boolean> closing = thread.submit(() -> {
            if (opening.result().isDone() && !opening.result().isCompletedExceptionally()) {
                opening.result().join().session().close();
            }
            return true;
        });
        thread.end();
        if (lost || !comesBack(closing)) {
            LOG.warn("the plugin {} does not come back; its thread is given up", name());
            thread.giveUp();
        } else if (closing.result().isCompletedExceptionally()) {
            LOG.warn(
                    "the plugin {} failed while it closed",
                    name(),
                    closing.result().exceptionNow());
        }
    }

    private Stopped failed(Throwable cause) {
        LOG.warn("the plugin {} failed", name(), cause);
        if (cause instanceof PluginException e) {
            return failed(e.sentence(), e);
        }
        if (cause instanceof OutOfMemoryError) {
            return failed(
                    "The plugin " + name() + " ran out of memory. " + keptSentence()
                            + " Close other programs or choose a smaller model.",
                    cause);
        }
        return failed(
                "The plugin " + name() + " stopped with a fault of its own ("
                        + cause.getClass().getSimpleName() + "). " + keptSentence()
                        + " The log has the details for its maker.",
                cause);
    }

    private Stopped failed(String sentence, @Nullable Throwable cause) {
        return new Stopped(new PluginOutcome.Failed(summary(), sentence, cause));
    }

    /// What is wrong with an answer, or null. Records check themselves; this is what needs the frame or the whole list.
    private static @Nullable String problem(@Nullable List<Suggestion> answer, FrameView frame) {
        if (answer == null) {
            return "there is none";
        }
        for (int i = 0; i < answer.size(); i++) {
            Suggestion suggestion = answer.get(i);
            if (suggestion == null) {
                return "suggestion " + i + " is missing";
            }
            if (suggestion.refines() >= i) {
                return "suggestion " + i + " refines one that does not come before it";
            }
            if (suggestion.shape() instanceof SuggestedShape.Mask mask
                    && (mask.width() != frame.width() || mask.height() != frame.height())) {
                return "a mask is " + mask.width() + " x " + mask.height() + ", but the picture is " + frame.width()
                        + " x " + frame.height();
            }
        }
        return null;
    }

    private void report(double fraction) {
        if (fraction > reported) {
            reported = Math.min(fraction, 1);
            listener.progress(reported);
        }
    }

    private RunReport summary() {
        return RunReport.of(info, suggestions, Arrays.copyOf(millis, frames));
    }

    private String keptSentence() {
        return frames == 0
                ? "Nothing was changed."
                : "The suggestions for the " + frames + (frames == 1 ? " frame" : " frames") + " before are kept.";
    }

    private String name() {
        return plugin.descriptor().name();
    }

    private static String inWords(Duration limit) {
        return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
    }

    /// Carries an early end out of the loops.
    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient PluginOutcome outcome;

        Stopped(PluginOutcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }
}
