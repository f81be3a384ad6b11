package limner.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TaskRunnerTest {

    @Test
    void waitingWorkRunsOnVirtualThreadsAndComputingWorkOnNamedOnes() throws Exception {
        try (TaskRunner runner = new PooledTaskRunner()) {
            assertTrue(runner.io("wait", _ -> Thread.currentThread().isVirtual())
                    .future()
                    .get());
            String name = runner.compute("work", _ -> Thread.currentThread().getName())
                    .future()
                    .get();
            assertTrue(name.startsWith("work-"), name);
        }
    }

    @Test
    void progressIsToldInOrderAndEndsAtTheEnd() throws Exception {
        List<TaskProgress> told = new ArrayList<>();
        TaskHandle<String> task = new TaskHandle<>("title");
        task.onProgress(told::add);
        task.run(progress -> {
            progress.report(0.25, "a quarter");
            progress.part(0.5, 1).report(0.5, "three quarters");
            progress.report(Progress.UNKNOWN, "who knows");
            return "result";
        });
        assertEquals("result", task.future().get());
        assertEquals(
                List.of("", "a quarter", "three quarters", "who knows", "who knows"),
                told.stream().map(TaskProgress::message).toList());
        assertEquals(0.75, told.get(2).fraction());
        assertFalse(told.get(3).isMeasured());
        assertEquals(TaskProgress.State.DONE, told.getLast().state());
        assertEquals(1, told.getLast().fraction());
    }

    @Test
    void cancellingEndsWorkThatWaitsWhereItCannotLook() throws Exception {
        try (TaskRunner runner = new PooledTaskRunner()) {
            CountDownLatch waiting = new CountDownLatch(1);
            CountDownLatch woken = new CountDownLatch(1);
            TaskHandle<String> task = runner.io("wait", progress -> {
                progress.onCancel(woken::countDown);
                waiting.countDown();
                assertTrue(woken.await(20, TimeUnit.SECONDS));
                progress.check();
                return "never";
            });
            waiting.await();
            task.cancel();
            assertThrows(CancellationException.class, task.future()::get);
            assertEquals(TaskProgress.State.CANCELLED, task.progress().state());
        }
    }

    @Test
    void workThatIsCancelledBeforeItStartsNeverRuns() {
        TaskHandle<String> task = new TaskHandle<>("title");
        task.cancel();
        task.run(_ -> {
            throw new AssertionError("it ran");
        });
        assertEquals(TaskProgress.State.CANCELLED, task.progress().state());
    }

    @Test
    void aFailureReachesTheFutureAsItIs() {
        RuntimeException fault = new IllegalStateException("broken");
        try (TaskRunner runner = new ImmediateTaskRunner()) {
            TaskHandle<String> task = runner.compute("title", _ -> {
                throw fault;
            });
            assertEquals(TaskProgress.State.FAILED, task.progress().state());
            assertSame(
                    fault,
                    assertThrows(ExecutionException.class, task.future()::get).getCause());
        }
    }

    @Test
    void closingCancelsWhatRunsAndRefusesWhatComes() throws Exception {
        TaskRunner runner = new PooledTaskRunner();
        AtomicReference<TaskHandle<?>> told = new AtomicReference<>();
        runner.onTask(told::set);
        CountDownLatch stop = new CountDownLatch(1);
        TaskHandle<String> task = runner.io("wait", progress -> {
            progress.onCancel(stop::countDown);
            assertTrue(stop.await(20, TimeUnit.SECONDS));
            progress.check();
            return "never";
        });
        assertSame(task, told.get());
        runner.close();
        assertThrows(CancellationException.class, task.future()::get);
        TaskHandle<String> late = runner.io("late", _ -> "never");
        assertEquals(TaskProgress.State.CANCELLED, late.progress().state());
    }

    @Test
    void aListenerThatFailsKeepsNobodyWaiting() throws Exception {
        TaskHandle<String> task = new TaskHandle<>("title");
        task.onProgress(p -> {
            if (p.state().ended()) {
                throw new IllegalStateException("broken");
            }
        });
        task.run(_ -> "result");
        assertTrue(task.future().isDone());
        assertEquals("result", task.future().get());
    }

    @Test
    void whatWorkLeavesBehindCannotReviveItsTask() {
        AtomicReference<Progress> kept = new AtomicReference<>();
        TaskHandle<String> task = new TaskHandle<>("title");
        List<TaskProgress> told = new ArrayList<>();
        task.onProgress(told::add);
        task.run(progress -> {
            kept.set(progress);
            return "result";
        });
        Objects.requireNonNull(kept.get()).report(0.5, "still indexing");
        assertEquals(TaskProgress.State.DONE, task.progress().state());
        assertEquals(TaskProgress.State.DONE, told.getLast().state());
    }

    @Test
    void anActionOfCancellingThatFailsKeepsNoOtherFromBeingTold() {
        TaskHandle<String> task = new TaskHandle<>("title");
        List<String> told = new ArrayList<>();
        task.run(progress -> {
            progress.onCancel(() -> {
                throw new IllegalStateException("this one fails");
            });
            progress.onCancel(() -> told.add("told"));
            task.cancel();
            progress.check();
            return "result";
        });
        assertEquals(List.of("told"), told);
        assertEquals(TaskProgress.State.CANCELLED, task.progress().state());
    }
}
