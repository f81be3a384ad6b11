package limner.media.pace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.PacketMark;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StepGridTest {

    private static final List<Rational> RATES = List.of(
            new Rational(1, 1),
            new Rational(5, 1),
            new Rational(10, 1),
            new Rational(1, 3),
            new Rational(25, 1),
            new Rational(30, 1),
            new Rational(30_000, 1001),
            new Rational(2997, 100),
            new Rational(24, 1),
            new Rational(60, 1),
            new Rational(7, 2),
            new Rational(1000, 1));

    private static FrameIndex index(Rational timeBase, long... pts) {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int n = 0; n < pts.length; n++) {
            int packet = builder.packet(new PacketMark(n, 1, n, pts[n], pts[n], n % 10 == 0));
            builder.picture(packet, pts[n], n);
        }
        return builder.build(timeBase, 25, false);
    }

    private static StepGrid at(String rate, PlayTimes times) {
        return StepGrid.of(Stepping.rate(rate).orElseThrow(), times);
    }

    /// The definition, as slow as it reads: for each multiple of the period the last picture that has begun.
    private static int[] slowly(Rational rate, PlayTimes times) {
        long early = times.usualTicks() >= 3 ? 1 : 0;
        BigInteger perPeriod = BigInteger.valueOf(rate.den())
                .multiply(BigInteger.valueOf(times.timeBase().den()))
                .shiftLeft(1);
        BigInteger perTick = BigInteger.valueOf(rate.num())
                .multiply(BigInteger.valueOf(times.timeBase().num()));
        TreeSet<Integer> stops = new TreeSet<>(List.of(0));
        int frame = 0;
        for (long k = 1; ; k++) {
            BigInteger time = perPeriod.multiply(BigInteger.valueOf(k));
            while (frame < times.count()
                    && BigInteger.valueOf(2 * times.tickOf(frame + 1) - early)
                                    .multiply(perTick)
                                    .compareTo(time)
                            <= 0) {
                frame++;
            }
            if (frame == times.count()) {
                return stops.stream().mapToInt(Integer::intValue).toArray();
            }
            stops.add(frame);
        }
    }

    private static void holds(String what, PlayTimes times) {
        for (Rational rate : RATES) {
            StepGrid grid = StepGrid.of(new Stepping.AtRate(rate), times);
            String where = what + " at " + rate;
            assertArrayEquals(slowly(rate, times), grid.stops().toArray(), where);
            consistent(where, grid, times.count());
            assertTrue(grid.count() <= Math.ceil(times.length() * rate.value()) + 1, where + ": too many stops");
        }
        for (int n : new int[] {1, 2, 7, 1000}) {
            StepGrid grid = StepGrid.of(new Stepping.EveryNth(n), times);
            consistent(what + " every " + n, grid, times.count());
            assertEquals((times.count() + n - 1) / n, grid.count());
        }
    }

    private static void consistent(String where, StepGrid grid, int frames) {
        assertEquals(0, grid.stop(0), where);
        int[] stops = grid.stops().toArray();
        for (int i = 1; i < stops.length; i++) {
            assertTrue(stops[i] > stops[i - 1], where + ": twice or backwards at " + i);
        }
        for (int f = 0; f < frames; f++) {
            int before = grid.atOrBefore(f);
            int after = grid.atOrAfter(f);
            assertTrue(before <= f && (after >= f || after == -1), where + " around " + f);
            assertEquals(grid.isStop(f), before == f, where);
            assertEquals(grid.isStop(f), after == f, where);
            assertEquals(before, grid.stop(grid.position(f)), where);
            int on = grid.step(f, 1);
            assertEquals(grid.atOrAfter(f + 1) < 0 ? f : grid.atOrAfter(f + 1), on, where + ": a step on from " + f);
            int back = grid.step(f, -1);
            assertEquals(f == 0 ? 0 : grid.atOrBefore(f - 1), back, where + ": a step back from " + f);
            assertEquals(f, grid.step(f, 0), where);
            int far = f;
            for (int i = 0; i < 10; i++) {
                far = grid.step(far, 1);
            }
            assertEquals(far, grid.step(f, 10), where + ": ten steps are ten times one, from " + f);
            for (int i = 0; i < 10; i++) {
                far = grid.step(far, -1);
            }
            assertTrue(far <= f || grid.stop(0) == far, where);
        }
    }

    @Test
    void everyRateMeetsTheDefinitionOnAllSharedFiles() throws IOException {
        Path folder = Path.of(System.getProperty("limner.media", "../../shared/media"));
        assumeTrue(Files.isDirectory(folder), "left out: the shared media, " + folder + " is not there");
        List<Path> truths;
        try (Stream<Path> all = Files.list(folder)) {
            truths = all.filter(p -> p.toString().endsWith(".json")).sorted().toList();
        }
        int seen = 0;
        for (Path truth : truths) {
            JsonNode root = JsonMapper.shared().readTree(truth);
            JsonNode pts = root.path("frames").path("pts");
            String[] base = root.path("time_base").asString("0/1").split("/");
            Rational timeBase = new Rational(Integer.parseInt(base[0]), Integer.parseInt(base[1]));
            if (pts.size() == 0 || !timeBase.isStated()) {
                continue;
            }
            long[] values = new long[pts.size()];
            for (int n = 0; n < values.length; n++) {
                values[n] =
                        pts.path(n).isNull() ? FrameIndex.NO_PTS : pts.path(n).asLong();
            }
            holds(truth.getFileName().toString(), PlayTimes.of(index(timeBase, values)));
            seen++;
        }
        assertTrue(seen >= 20, "files with pictures: " + seen);
    }

    @Test
    void everyRateMeetsTheDefinitionOnInventedTimes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            Rational timeBase = List.of(
                            new Rational(1, 1000),
                            new Rational(1, 90_000),
                            new Rational(1, 25),
                            new Rational(1001, 30_000),
                            new Rational(1, 1_000_000_000))
                    .get(random.nextInt(5));
            long usual = Math.max(1, Math.round((0.01 + random.nextDouble() * 0.1) / timeBase.value()));
            long[] pts = new long[1 + random.nextInt(80)];
            long now = random.nextInt(1000) - 500;
            for (int n = 0; n < pts.length; n++) {
                pts[n] = random.nextInt(30) == 0 ? FrameIndex.NO_PTS : now;
                now += switch (random.nextInt(12)) {
                    case 0 -> 0;
                    case 1 -> -usual * random.nextInt(5);
                    case 2 -> usual * random.nextInt(30);
                    default -> Math.max(1, usual + random.nextLong(usual) - usual / 2);
                };
            }
            holds("seed " + seed + " round " + round, PlayTimes.of(index(timeBase, pts)));
        }
    }

    @Test
    void timesRoundedToWholeMillisecondsLoseNoFrameAtTheirOwnRate() {
        for (String rate : List.of("24", "25", "29.97", "30", "30000/1001", "50", "60", "60000/1001")) {
            double perSecond = Stepping.rate(rate).orElseThrow().perSecond().value();
            long[] pts = new long[20_000];
            for (int n = 0; n < pts.length; n++) {
                pts[n] = Math.round(n * 1000 / perSecond);
            }
            assertTrue(at(rate, PlayTimes.of(index(new Rational(1, 1000), pts))).isWhole(), rate);
        }
    }

    @Test
    void anExactRateNeverDriftsAndARoundedOneDoes() {
        long[] pts = new long[1_200_000];
        for (int n = 0; n < pts.length; n++) {
            pts[n] = n * 1001L;
        }
        PlayTimes times = PlayTimes.of(index(new Rational(1, 30_000), pts));
        assertTrue(at("30000/1001", times).isWhole());
        assertEquals(1_199_999, at("29.97", times).count(), "one in a million");
    }

    @Test
    void aLongPauseIsOneStopAndABurstIsThinned() {
        PlayTimes times = PlayTimes.of(new Rational(1, 1000), 0, 40, 80, 5080, 5090, 5100, 5110, 5120, 5300);
        assertArrayEquals(new int[] {0, 2, 5, 7}, at("10", times).stops().toArray());
        assertArrayEquals(new int[] {0, 2}, at("1", times).stops().toArray());
    }

    @Test
    void wordsAreReadBackAndWrongOnesAreRefused() {
        for (Stepping each : List.of(
                new Stepping.All(),
                new Stepping.EveryNth(2),
                new Stepping.EveryNth(13),
                new Stepping.EveryNth(101),
                new Stepping.AtRate(new Rational(5, 1)),
                new Stepping.AtRate(new Rational(2997, 100)),
                new Stepping.AtRate(new Rational(30_000, 1001)),
                new Stepping.AtRate(new Rational(1, 60)))) {
            assertEquals(Optional.of(each), Stepping.parse(each.words()), each.words());
        }
        assertEquals(Optional.of(new Stepping.EveryNth(5)), Stepping.parse("/5"));
        assertEquals(Optional.of(new Stepping.AtRate(new Rational(5, 2))), Stepping.parse("2,5 fps"));
        assertEquals("every 2nd", new Stepping.EveryNth(2).words());
        List<String> wrong = new ArrayList<>(List.of("5", "soon", "0 fps", "every 0", "-5 fps", "5000 fps", "1/0 fps"));
        for (String text : wrong) {
            assertEquals(Optional.empty(), Stepping.parse(text), text);
        }
    }

    @Test
    void timesNeverFallAndTellTheFrameOnTheScreenBothWays() {
        PlayTimes takes =
                PlayTimes.of(index(new Rational(1, 1000), 100, 140, 180, 0, 40, 80, FrameIndex.NO_PTS, 160, 160, 200));
        for (int f = 0; f < takes.count(); f++) {
            assertTrue(takes.end(f) >= takes.start(f), "picture " + f);
            if (takes.end(f) > takes.start(f)) {
                assertEquals(f, takes.at(takes.start(f)));
                assertEquals(f, takes.until(takes.end(f)));
                assertEquals(f, takes.at((takes.start(f) + takes.end(f)) / 2));
                assertEquals(f, takes.until((takes.start(f) + takes.end(f)) / 2));
            }
        }
        assertEquals(0.4, takes.length() + 0.04, 1e-9, "ten pictures of 40 ms, one of them hidden by its twin");
        assertFalse(takes.at(-1) != 0 || takes.at(99) != 9 || takes.until(-1) != 0 || takes.until(99) != 9);
    }
}
