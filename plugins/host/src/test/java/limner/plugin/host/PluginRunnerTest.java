package limner.plugin.host;

import static limner.plugin.host.TestPlugins.cat;
import static limner.plugin.host.TestPlugins.feed;
import static limner.plugin.host.TestPlugins.looking;
import static limner.plugin.host.TestPlugins.opening;
import static limner.plugin.host.TestPlugins.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import limner.plugin.api.FrameView;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PluginRunnerTest {

    private static final RunLimits SHORT =
            new RunLimits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

    private final PluginRunner runner = new PluginRunner(RunLimits.standard());

    @Test
    void everyFrameIsAnsweredInOrderWithThePixelsItHad() throws PluginException {
        TestPlugins.Notes notes = new TestPlugins.Notes();
        // The feed uses one buffer again and again, and the runner fetches ahead: each frame must still see its own
        // bytes.
        Plugin plugin = looking((frame, _) -> cat(frame.pixels().get(23) / 100.0));

        PluginOutcome outcome = runner.run(plugin, request(), feed(20), notes);

        assertInstanceOf(PluginOutcome.Completed.class, outcome);
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> i * 10).toList(),
                notes.answers.stream().map(FrameAnswer::frame).toList());
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> i / 100.0).toList(),
                notes.answers.stream()
                        .map(a -> a.suggestions().getFirst().score())
                        .toList());
        assertEquals(List.of(TestPlugins.INFO), notes.opened);
        assertEquals(20, outcome.report().frames());
        assertEquals(20, outcome.report().suggestions());
        assertTrue(outcome.report().medianMillis() <= outcome.report().p95Millis());
        assertTrue(outcome.report().p95Millis() <= outcome.report().slowestMillis());
        assertEquals(1.0, notes.progress.getLast());
        assertEquals(notes.progress.stream().sorted().toList(), notes.progress);
    }

    @Test
    void allOfAPluginsCodeRunsOnOneNamedThread() throws PluginException {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Plugin plugin = looking(
                (_, _) -> {
                    names.add(Thread.currentThread().getName());
                    return List.of();
                },
                () -> names.add(Thread.currentThread().getName()));

        runner.run(plugin, request(), feed(3), new TestPlugins.Notes());

        assertEquals(Set.of("infer-1"), names);
    }

    @Test
    void aPluginThatThrowsWhatFuturesThrowFailsLikeAnyOther() throws PluginException {
        for (RuntimeException thrown :
                List.of(new CancellationException("mine"), new CompletionException("mine", new IOException("gone")))) {
            AtomicBoolean closed = new AtomicBoolean();
            Plugin plugin = looking(
                    (_, _) -> {
                        throw thrown;
                    },
                    () -> {
                        closed.set(true);
                        throw thrown;
                    });

            PluginOutcome outcome = runner.run(plugin, request(), feed(2), new TestPlugins.Notes());

            PluginOutcome.Failed failed = assertInstanceOf(PluginOutcome.Failed.class, outcome);
            assertTrue(failed.sentence().contains("with a fault of its own"), failed.sentence());
            assertTrue(closed.get());
        }
    }

    @Test
    void aPluginThatThrowsEndsItsRunWithASentence() throws PluginException {
        AtomicBoolean closed = new AtomicBoolean();
        Plugin plugin = looking(
                (frame, _) -> {
                    if (frame.frame() == 20) {
                        throw new ArithmeticException("divided by nothing");
                    }
                    return cat(0.5);
                },
                () -> closed.set(true));
        TestPlugins.Notes notes = new TestPlugins.Notes();

        PluginOutcome outcome = runner.run(plugin, request(), feed(5), notes);

        PluginOutcome.Failed failed = assertInstanceOf(PluginOutcome.Failed.class, outcome);
        assertEquals(
                "The plugin Tester stopped with a fault of its own (ArithmeticException). The suggestions for the 2 frames"
                        + " before are kept. The log has the details for its maker.",
                failed.sentence());
        assertInstanceOf(ArithmeticException.class, failed.cause());
        assertEquals(2, notes.answers.size());
        assertTrue(closed.get());
    }

    @Test
    void errorsOfTheVirtualMachineStayBehindTheFence() throws PluginException {
        for (Error error :
                List.of(new OutOfMemoryError("test"), new StackOverflowError(), new NoClassDefFoundError())) {
            PluginOutcome outcome = runner.run(
                    looking((_, _) -> {
                        throw error;
                    }),
                    request(),
                    feed(1),
                    new TestPlugins.Notes());

            assertEquals(
                    error, assertInstanceOf(PluginOutcome.Failed.class, outcome).cause());
        }
    }

    @Test
    void aPluginsOwnSentenceIsShownAsItIs() throws PluginException {
        PluginOutcome outcome = runner.run(
                opening(() -> {
                    throw new PluginException("The model is missing.", new AccessDeniedException("model"));
                }),
                request(),
                feed(1),
                new TestPlugins.Notes());

        assertEquals(
                "The model is missing.",
                assertInstanceOf(PluginOutcome.Failed.class, outcome).sentence());
        assertNull(outcome.report().session());
    }

    @Test
    void aPluginThatHangsIsGivenUpAndTheCallerGoesOn() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        // Hangs in a way no interrupt ends.
        Plugin plugin = looking(
                (frame, _) -> {
                    boolean hanging = frame.frame() == 10;
                    while (hanging) {
                        try {
                            never.await();
                            hanging = false;
                        } catch (InterruptedException e) {
                            hanging = true;
                        }
                    }
                    return cat(0.5);
                },
                closed::countDown);
        TestPlugins.Notes notes = new TestPlugins.Notes();

        PluginOutcome outcome = new PluginRunner(SHORT).run(plugin, request(), feed(5), notes);

        assertEquals(
                "The plugin Tester took longer than 300 ms for frame 10 and was stopped. The suggestions for the 1 frame"
                        + " before are kept.",
                assertInstanceOf(PluginOutcome.TimedOut.class, outcome).sentence());
        assertEquals(1, notes.answers.size());
        // If it comes back after all, it is closed and its thread ends.
        assertEquals(1, closed.getCount());
        never.countDown();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aPluginThatNeverOpensIsGivenUp() throws PluginException {
        Plugin plugin = opening(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new PluginException("woken", e);
            }
            throw new PluginException("unreachable");
        });

        PluginOutcome outcome = new PluginRunner(SHORT).run(plugin, request(), feed(5), new TestPlugins.Notes());

        assertEquals(
                "The plugin Tester took longer than 300 ms to get ready and was stopped. Nothing was changed.",
                assertInstanceOf(PluginOutcome.TimedOut.class, outcome).sentence());
    }

    @Test
    void cancelReachesThePluginAndKeepsWhatWasAnswered() throws PluginException {
        AtomicBoolean cancel = new AtomicBoolean();
        AtomicBoolean seen = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        Plugin plugin = looking(
                (frame, context) -> {
                    if (frame.frame() == 20) {
                        cancel.set(true);
                        while (!context.cancelled()) {
                            Thread.onSpinWait();
                        }
                        seen.set(true);
                    }
                    return cat(0.5);
                },
                () -> closed.set(true));
        TestPlugins.Notes notes = new TestPlugins.Notes(cancel::get);

        PluginOutcome outcome = runner.run(plugin, request(), feed(1000), notes);

        assertInstanceOf(PluginOutcome.Cancelled.class, outcome);
        assertTrue(seen.get());
        assertTrue(closed.get());
        assertEquals(outcome.report().frames(), notes.answers.size());
        assertTrue(notes.answers.size() <= 2);
    }

    @Test
    void cancelDoesNotWaitForAPluginThatDoesNotListen() throws PluginException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean cancel = new AtomicBoolean();
        Plugin plugin = looking((_, _) -> {
            cancel.set(true);
            never.await();
            return List.of();
        });

        PluginOutcome outcome = new PluginRunner(
                        new RunLimits(Duration.ofSeconds(50), Duration.ofSeconds(50), Duration.ofMillis(200)))
                .run(plugin, request(), feed(2), new TestPlugins.Notes(cancel::get));

        assertInstanceOf(PluginOutcome.Cancelled.class, outcome);
    }

    @Test
    void anInterruptOfTheCallerCancelsAndStaysSet() throws PluginException {
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Plugin plugin = looking((_, context) -> {
            caller.interrupt();
            while (!context.cancelled() && !never.await(1, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
            return List.of();
        });

        PluginOutcome outcome = runner.run(plugin, request(), feed(2), new TestPlugins.Notes());

        assertTrue(Thread.interrupted());
        assertInstanceOf(PluginOutcome.Cancelled.class, outcome);
    }

    @Test
    void answersThatCannotBeUsedAreRefused() throws PluginException {
        Suggestion ahead = new Suggestion("Cat", 1, new SuggestedShape.Box(0, 0, 1, 1), Map.of(), 0);
        Suggestion wrongSize = new Suggestion("Cat", 1, new SuggestedShape.Mask(2, 2, new int[] {0, 4}));
        List<List<Suggestion>> answers = new ArrayList<>();
        answers.add(null);
        answers.add(Arrays.asList((Suggestion) null));
        answers.add(List.of(ahead));
        answers.add(List.of(wrongSize));
        for (List<Suggestion> answer : answers) {
            TestPlugins.Notes notes = new TestPlugins.Notes();

            PluginOutcome outcome = runner.run(looking((_, _) -> answer), request(), feed(1), notes);

            String sentence =
                    assertInstanceOf(PluginOutcome.Failed.class, outcome).sentence();
            assertTrue(
                    sentence.startsWith("The plugin Tester gave an answer for frame 0 that cannot be used: "),
                    sentence);
            assertTrue(notes.answers.isEmpty());
        }
    }

    @Test
    void aFrameThatCannotBeHadIsPassedOver() throws PluginException {
        FrameFeed gap = new FrameFeed() {
            @Override
            public int size() {
                return 4;
            }

            @Override
            public Optional<FrameView> frame(int index) {
                return index == 0 || index == 2 ? Optional.empty() : feed(4).frame(index);
            }
        };
        TestPlugins.Notes notes = new TestPlugins.Notes();

        assertInstanceOf(PluginOutcome.Completed.class, runner.run(looking((_, _) -> cat(0.5)), request(), gap, notes));

        assertEquals(
                List.of(10, 30), notes.answers.stream().map(FrameAnswer::frame).toList());
        assertEquals(1, notes.progress.getLast());
    }

    @Test
    void whatTheFeedThrowsReachesTheCallerAndThePluginIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        FrameFeed broken = new FrameFeed() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public Optional<FrameView> frame(int index) {
                if (index == 1) {
                    throw new IllegalStateException("the disk is gone");
                }
                return feed(3).frame(index);
            }
        };

        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> runner.run(
                        looking((_, _) -> cat(0.5), () -> closed.set(true)),
                        request(),
                        broken,
                        new TestPlugins.Notes()));

        assertEquals("the disk is gone", thrown.getMessage());
        assertTrue(closed.get());
    }

    @Test
    void aPluginThatTalksTooMuchIsCutShort() throws PluginException {
        TestPlugins.Notes notes = new TestPlugins.Notes();
        Plugin plugin = looking((_, context) -> {
            for (int i = 0; i < 100_000; i++) {
                context.log("x".repeat(3000));
            }
            context.progress(Double.NaN);
            context.progress(7);
            return List.of();
        });

        assertInstanceOf(PluginOutcome.Completed.class, runner.run(plugin, request(), feed(1), notes));
        assertFalse(notes.lines.isEmpty());
        assertTrue(notes.lines.size() < 100_000);
        assertTrue(notes.lines.stream().allMatch(l -> l.length() == 2000));
        assertTrue(notes.progress.stream().allMatch(p -> p >= 0 && p <= 1));
    }

    @Test
    void aRunWithoutFramesOpensAndCompletes() throws PluginException {
        AtomicInteger closed = new AtomicInteger();

        PluginOutcome outcome = runner.run(
                looking((_, _) -> List.of(), closed::incrementAndGet), request(), feed(0), new TestPlugins.Notes());

        assertEquals(new PluginOutcome.Completed(new RunReport(TestPlugins.INFO, 0, 0, 0, 0, 0)), outcome);
        assertEquals(1, closed.get());
    }

    @Test
    void aPluginThatFailsWhileItClosesHasStillAnswered() throws PluginException {
        Plugin plugin = looking((_, _) -> cat(0.5), () -> {
            throw new IllegalStateException("cannot close");
        });

        assertInstanceOf(
                PluginOutcome.Completed.class, runner.run(plugin, request(), feed(2), new TestPlugins.Notes()));
    }

    @Test
    void theReportGivesNearestRanks() {
        double[] millis =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertEquals(new RunReport(null, 100, 7, 50, 95, 100), RunReport.of(null, 7, millis));
    }
}
