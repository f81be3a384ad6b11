package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.PooledTaskRunner;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The thread of the test is the screen's: it does what was handed over to it in [#screen()].
final class TasksTest {

    private final PooledTaskRunner runner = new PooledTaskRunner();
    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final ErrorPresenter errors = new ErrorPresenter(Clock.systemUTC());
    private final Tasks tasks = new Tasks(runner, screen::add, errors);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    /// Does what reaches the screen until nothing runs any more.
    private void screen() throws InterruptedException {
        while (!tasks.running().isEmpty()) {
            Runnable next = screen.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing reaches the screen");
            next.run();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
    }

    /// Waits until somebody cancels.
    private static void untilCancelled(Progress progress) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        progress.onCancel(cancelled::countDown);
        await(cancelled);
    }

    @Test
    void whatIsToBeDoneWithAnAnswerWaitsForItAndFallsWithItsQuestion() throws Exception {
        NewestTask counting = new NewestTask(tasks);
        counting.whenAnswered(() -> told.add("nothing was asked"));
        counting.io("one", _ -> 1, n -> told.add("answer " + n), failure -> told.add("failed"));
        counting.whenAnswered(() -> told.add("done with it"));
        assertEquals(List.of("nothing was asked"), told);
        screen();
        assertEquals(List.of("nothing was asked", "answer 1", "done with it"), told);
        counting.whenAnswered(() -> told.add("and at once"));
        assertEquals("and at once", told.removeLast());
        told.clear();

        counting.io("two", _ -> 2, n -> told.add("answer " + n), failure -> told.add("failed"));
        counting.whenAnswered(() -> told.add("with 2"));
        counting.io("three", _ -> 3, n -> told.add("answer " + n), failure -> told.add("failed"));
        screen();
        assertEquals(List.of("answer 3"), told, "another question came between");
        told.clear();

        counting.io(
                "four",
                _ -> {
                    throw new AppException(AppException.Kind.FAILED, "no");
                },
                n -> told.add("answer " + n),
                failure -> told.add("failed"));
        counting.whenAnswered(() -> told.add("with 4"));
        screen();
        assertEquals(List.of("failed"), told);
        counting.io("five", _ -> 5, n -> told.add("answer " + n), failure -> told.add("failed"));
        counting.whenAnswered(() -> told.add("with 5"));
        counting.forget();
        screen();
        assertEquals(List.of("failed"), told, "nobody wants to know any more");
    }

    @Test
    void theNewestQuestionIsAnsweredAlsoWhenTheOneBeforeIsAnsweredLater() throws Exception {
        NewestTask counting = new NewestTask(tasks);
        CountDownLatch second = new CountDownLatch(1);
        counting.io(
                "count",
                _ -> {
                    // Does not look whether it is cancelled, and is slow.
                    await(second);
                    return "old";
                },
                told::add,
                failure -> told.add(String.valueOf(failure)));
        counting.io(
                "count",
                _ -> {
                    second.countDown();
                    return "new";
                },
                told::add,
                failure -> told.add(String.valueOf(failure)));
        screen();
        assertEquals(List.of("new"), told);
    }

    @Test
    void theQuestionBeforeIsCancelled() throws Exception {
        NewestTask counting = new NewestTask(tasks);
        counting.io(
                "count",
                progress -> {
                    untilCancelled(progress);
                    progress.check();
                    return "old";
                },
                told::add,
                failure -> told.add(String.valueOf(failure)));
        counting.io("count", _ -> "new", told::add, failure -> told.add(String.valueOf(failure)));
        screen();
        assertEquals(List.of("new"), told);
    }

    @Test
    void whatRunsForAProjectStopsWithItAndIsNotTold() throws Exception {
        tasks.<String>io(
                "prelabel",
                progress -> {
                    untilCancelled(progress);
                    throw new AppException(AppException.Kind.FAILED, "The project is closed.");
                },
                told::add);
        tasks.io(
                "release",
                progress -> {
                    untilCancelled(progress);
                    return "done all the same";
                },
                told::add);
        tasks.close();
        screen();
        assertEquals(List.of(), told);
        assertEquals(List.of(), List.copyOf(errors.notices()));
    }

    @Test
    void aFaultOfTheProgramIsToldWithItsCode() {
        String words = errors.words(new IllegalStateException("nobody foresaw this"));
        assertTrue(words.matches("(?s).*\\(Code \\S+\\)"), words);
        String known = errors.words(new AppException(AppException.Kind.BAD_INPUT, "That is not a video."));
        assertEquals("That is not a video.", known);
    }

    @Test
    void whatIsOverBeforeItIsAskedAboutSaysSo() throws Exception {
        Tasks here = new Tasks(new ImmediateTaskRunner(), Runnable::run, errors);
        RunningTask quick = here.io("quick", _ -> 1, result -> told.add("quick " + result));
        assertTrue(quick.isOver());
        CountDownLatch go = new CountDownLatch(1);
        RunningTask slow = tasks.io(
                "slow",
                _ -> {
                    await(go);
                    return 2;
                },
                result -> told.add("slow " + result));
        assertFalse(slow.isOver());
        go.countDown();
        screen();
        assertTrue(slow.isOver());
        assertEquals(List.of("quick 1", "slow 2"), told);
    }
}
