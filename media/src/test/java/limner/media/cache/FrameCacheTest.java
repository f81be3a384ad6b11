package limner.media.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.frame.Picture;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import limner.media.session.Clips;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With one real picture, kept under many numbers.
class FrameCacheTest {
    private static final ReadListener NOBODY = new ReadListener() {
        @Override
        public int packet(PacketMark mark) {
            return -1;
        }

        @Override
        public void damage(Damage.Kind kind) {
            throw new AssertionError("a sound file: " + kind);
        }
    };

    private final FfmpegReaders readers = new FfmpegReaders();
    private Picture picture;
    private long one;

    @BeforeEach
    void decodeOnePicture() {
        try (PictureReader reader = readers.open(MediaFile.of(Clips.clip("whole.mp4")), 1);
                Decoded decoded = Objects.requireNonNull(reader.next(NOBODY))) {
            picture = decoded.picture().retain();
            one = picture.byteSize();
        }
    }

    @AfterEach
    void nothingIsLeftOpen() {
        picture.close();
        readers.close();
        assertEquals(0, readers.openHandles());
    }

    private static List<Integer> kept(FrameCache cache) {
        return IntStream.range(0, 1000).filter(cache::contains).boxed().toList();
    }

    private void put(FrameCache cache, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(n -> cache.put(n, picture));
    }

    @Test
    void threeQuartersOfTheRoomLieAheadOfThePlayhead() {
        try (FrameCache cache = new FrameCache(new PictureBudget(8 * one))) {
            cache.focus(100, 1);
            put(cache, 80, 120);
            assertEquals(List.of(98, 99, 100, 101, 102, 103, 104, 105), kept(cache));
            assertEquals(8 * one, cache.bytes());
        }
        try (FrameCache cache = new FrameCache(new PictureBudget(8 * one))) {
            cache.focus(100, -1);
            put(cache, 80, 120);
            assertEquals(List.of(94, 95, 96, 97, 98, 99, 100, 101), kept(cache));
        }
        try (FrameCache cache = new FrameCache(new PictureBudget(7 * one))) {
            cache.focus(100, 0);
            put(cache, 80, 120);
            assertEquals(List.of(97, 98, 99, 100, 101, 102, 103), kept(cache));
        }
    }

    @Test
    void goingForwardsItGrowsOnlySoFarWhateverTheBudget() {
        try (FrameCache cache = new FrameCache(new PictureBudget(1000 * one))) {
            for (int n = 0; n < 400; n++) {
                cache.focus(n, 1);
                cache.put(n, picture);
            }
            assertEquals(IntStream.range(351, 400).boxed().toList(), kept(cache));
            cache.focus(399, -1);
            put(cache, 100, 349);
            assertEquals(299, kept(cache).size(), "backwards all the room is used");
        }
    }

    @Test
    void onePictureIsKeptHoweverSmallTheBudget() {
        try (FrameCache cache = new FrameCache(new PictureBudget(0))) {
            cache.focus(5, 1);
            put(cache, 4, 6);
            assertEquals(1, kept(cache).size());
        }
    }

    @Test
    void theFirstMissingPictureBelowIsFound() {
        try (FrameCache cache = new FrameCache(new PictureBudget(100 * one))) {
            assertEquals(7, cache.missingAtOrBelow(7));
            put(cache, 4, 7);
            assertEquals(3, cache.missingAtOrBelow(7));
            assertEquals(8, cache.missingAtOrBelow(8));
            put(cache, 0, 3);
            assertEquals(-1, cache.missingAtOrBelow(7));
        }
    }

    @Test
    void whoeverWasNotLookedAtForLongestGivesUpAllFirst() {
        PictureBudget budget = new PictureBudget(10 * one);
        List<String> gaveUp = new ArrayList<>();
        try (FrameCache first = new FrameCache(budget, one, () -> gaveUp.add("first"));
                FrameCache second = new FrameCache(budget, one, () -> gaveUp.add("second"))) {
            first.focus(0, 1);
            put(first, 0, 4);
            second.focus(0, 1);
            put(second, 0, 4);
            assertEquals(10 * one, budget.used());
            assertEquals(List.of(), gaveUp);
            second.put(5, picture);
            assertEquals(List.of("first"), gaveUp);
            assertEquals(0, first.bytes());
            put(second, 6, 20);
            assertEquals(10 * one, budget.used());
            first.focus(0, 1);
            first.put(0, picture);
            assertEquals(List.of("first", "second"), gaveUp);
        }
        assertEquals(0, budget.used());
    }

    @Test
    void aSmallerBudgetActsAtOnce() {
        PictureBudget budget = new PictureBudget(10 * one);
        try (FrameCache cache = new FrameCache(budget)) {
            cache.focus(0, 1);
            put(cache, 0, 9);
            budget.setBytes(3 * one);
            assertEquals(List.of(0, 1, 2), kept(cache));
            assertEquals(3, cache.room());
        }
    }

    @Test
    void littleIsKeptWhileTheMachineIsShortOfMemory() throws Exception {
        AtomicLong available = new AtomicLong(1000);
        AtomicInteger gaveUp = new AtomicInteger();
        PictureBudget budget = new PictureBudget(1L << 40, () -> OptionalLong.of(available.get()), 100);
        try (FrameCache cache = new FrameCache(budget, one, gaveUp::incrementAndGet)) {
            cache.focus(0, 1);
            put(cache, 0, 9);
            available.set(99);
            while (!budget.isMemoryShort()) {
                budget.lookAtMemory();
            }
            assertEquals(1, gaveUp.get());
            assertEquals(0, budget.used());
            assertEquals(64 << 20, (long) cache.room() * one, one);
            available.set(150);
            long until = System.nanoTime() + 600_000_000L;
            while (System.nanoTime() < until) {
                budget.lookAtMemory();
            }
            assertTrue(budget.isMemoryShort(), "what was just given up does not end it");
            available.set(200);
            while (budget.isMemoryShort()) {
                budget.lookAtMemory();
            }
            assertEquals((1L << 40) / one > 1 << 20 ? 1 << 20 : (1L << 40) / one, cache.room());
        }
    }

    @Test
    void theUsualBudgetIsAnEighthOfTheMemoryWithinBounds() {
        assertEquals(256L << 20, PictureBudget.usual(1L << 30));
        assertEquals(1L << 30, PictureBudget.usual(8L << 30));
        assertEquals(4L << 30, PictureBudget.usual(256L << 30));
        long here = PictureBudget.ofThisMachine().bytes();
        assertTrue(here >= 256L << 20 && here <= 4L << 30, String.valueOf(here));
        assertFalse(MachineMemory.available().orElse(1) <= 0);
    }
}
