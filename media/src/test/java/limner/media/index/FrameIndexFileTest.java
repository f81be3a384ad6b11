package limner.media.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limner.media.source.Fingerprint;
import limner.media.source.MediaFile;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameIndexFileTest {
    private static final long MEDIA_BYTES = 1L << 33;
    private static final IndexIdentity IDENTITY = new IndexIdentity(MEDIA_BYTES, 99, "ab".repeat(32), "decoder 1", 0);

    @TempDir
    Path folder;

    /// A stream as encoders make them: B-frames, a key every 250 packets, sound in between, some timestamps missing.
    static FrameIndex index(int count, long seed) {
        Random random = new Random(seed);
        FrameIndexBuilder builder = new FrameIndexBuilder();
        long pos = 48;
        for (int n = 0; n < count; n++) {
            boolean known = n % 97 != 5;
            int size = 200 + random.nextInt(9000);
            builder.packet(new PacketMark(
                    known ? pos : -1,
                    size,
                    random.nextInt(65_536),
                    n % 250 == 0 && n > 0 ? n * 512L : FrameIndex.NO_PTS,
                    n * 512L - 1024,
                    n % 250 == 0));
            pos += size + (n % 3 == 0 ? random.nextInt(800) : 0);
        }
        int[] shown = {0, 2, -1, -1};
        for (int n = 0; n < count; n++) {
            int packet = Math.min(count - 1, n + shown[n % 4]);
            long pts = n % 1001 == 7 ? FrameIndex.NO_PTS : n * 512L;
            builder.picture(n % 1001 == 9 ? -1 : packet, pts, random.nextInt());
        }
        builder.damage(Damage.Kind.PACKET_REFUSED);
        return builder.build(new Rational(1, 12_800), 25, false);
    }

    private static void assertSame(FrameIndex expected, FrameIndex actual) {
        assertEquals(expected.count(), actual.count());
        assertEquals(expected.packetCount(), actual.packetCount());
        assertEquals(expected.keyCount(), actual.keyCount());
        assertEquals(expected.damage(), actual.damage());
        assertEquals(expected.timeBase(), actual.timeBase());
        assertEquals(expected.rate(), actual.rate());
        for (int n = 0; n < expected.count(); n++) {
            assertEquals(expected.pts(n), actual.pts(n));
            assertEquals(expected.packetOf(n), actual.packetOf(n));
            assertEquals(expected.checksum(n), actual.checksum(n));
            assertEquals(expected.isKey(n), actual.isKey(n));
        }
        for (int p = 0; p < expected.packetCount(); p++) {
            assertEquals(expected.position(p), actual.position(p));
            assertEquals(expected.packets.size[p], actual.packets.size[p]);
            assertEquals(expected.packets.hash[p], actual.packets.hash[p]);
        }
        for (int k = 0; k < expected.keyCount(); k++) {
            assertEquals(expected.keyPts(k), actual.keyPts(k));
            assertEquals(expected.keyDts(k), actual.keyDts(k));
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder.resolve("deep").resolve("folder"));
        assertEquals(Optional.empty(), file.read(IDENTITY));
        FrameIndex index = index(5000, 7);
        file.write(IDENTITY, index);
        assertSame(index, file.read(IDENTITY).orElseThrow());
    }

    @Test
    void aFrameTakesAtMostSixteenBytesAndTwoHoursAreReadInATenthOfASecond() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder);
        file.write(IDENTITY, index(180_000, 8));
        long size = Files.size(file.pathOf(IDENTITY));
        assertTrue(size <= 16 * 180_000, size / 180_000.0 + " bytes a frame");
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            assertTrue(file.read(IDENTITY).isPresent());
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < TimeUnit.MILLISECONDS.toNanos(100), best / 1_000_000 + " ms");
    }

    @Test
    void anyFlippedByteAndAnyCutMakesItAbsent() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder);
        file.write(IDENTITY, index(40, 9));
        Path path = file.pathOf(IDENTITY);
        byte[] good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(path, bad);
            assertFalse(file.read(IDENTITY).isPresent(), "byte " + i);
        }
        for (int length = 0; length < good.length; length += 13) {
            Files.write(path, Arrays.copyOf(good, length));
            assertFalse(file.read(IDENTITY).isPresent(), length + " bytes");
        }
        Files.write(path, good);
        assertTrue(file.read(IDENTITY).isPresent());
    }

    /// Without a proof nobody else would notice a number that is wrong, so every bit of every byte is tried.
    @Test
    void anyFlippedBitAndAnyCutOfAnUnprovedIndexMakesItAbsent() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder);
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int n = 0; n < 40; n++) {
            builder.packet(new PacketMark(48 + n * 300L, 300, n * 77, n * 512L, n * 512L, n % 10 == 0));
            builder.picture(n, n * 512L, 0);
        }
        file.write(IDENTITY, builder.buildProvisional(new Rational(1, 12_800), 25));
        Path path = file.pathOf(IDENTITY);
        byte[] good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                Files.write(path, bad);
                assertFalse(file.read(IDENTITY).isPresent(), "bit " + bit + " of byte " + i);
            }
            Files.write(path, Arrays.copyOf(good, i));
            assertFalse(file.read(IDENTITY).isPresent(), i + " bytes");
        }
        Files.write(path, good);
        assertFalse(file.read(IDENTITY).orElseThrow().isProved());
    }

    @Test
    void anIndexOfAnotherFileOrDecoderIsNotBelieved() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder);
        file.write(IDENTITY, index(40, 10));
        byte[] bytes = Files.readAllBytes(file.pathOf(IDENTITY));
        List<IndexIdentity> others = List.of(
                new IndexIdentity(MEDIA_BYTES + 1, 99, IDENTITY.headTail(), "decoder 1", 0),
                new IndexIdentity(MEDIA_BYTES, 98, IDENTITY.headTail(), "decoder 1", 0),
                new IndexIdentity(MEDIA_BYTES, 99, "cd".repeat(32), "decoder 1", 0),
                new IndexIdentity(MEDIA_BYTES, 99, IDENTITY.headTail(), "decoder 2", 0),
                new IndexIdentity(MEDIA_BYTES, 99, IDENTITY.headTail(), "decoder 1", 1));
        for (IndexIdentity other : others) {
            Files.write(file.pathOf(other), bytes);
            assertEquals(Optional.empty(), file.read(other), other.toString());
        }
    }

    /// Whoever can write into the folder can also make the digest right.
    @Test
    void aForgedIndexThatNoDecodePassMakesIsAbsent() throws IOException {
        FrameIndexFile file = new FrameIndexFile(folder);
        file.write(IDENTITY, new FrameIndexBuilder().build(new Rational(1, 25), 25, false));
        assertEquals(Optional.empty(), file.read(IDENTITY), "no pictures");
        IndexIdentity tiny = new IndexIdentity(39, 99, IDENTITY.headTail(), "decoder 1", 0);
        file.write(tiny, index(40, 11));
        assertEquals(Optional.empty(), file.read(tiny), "more packets than bytes");
        FrameIndexBuilder timeless = new FrameIndexBuilder();
        timeless.picture(-1, 0, 0);
        file.write(IDENTITY, timeless.build(new Rational(1, 25), Double.POSITIVE_INFINITY, false));
        assertEquals(Optional.empty(), file.read(IDENTITY), "no finite rate");
    }

    @Test
    void aProcessKilledWhileWritingLeavesAWholeIndex() throws Exception {
        FrameIndexFile file = new FrameIndexFile(folder);
        file.write(IDENTITY, index(20_000, 1));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessWriter.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            assertEquals('w', writer.getInputStream().read(), "the writer has begun");
            assertFalse(writer.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS));
            writer.destroyForcibly().waitFor();
            assertTrue(file.read(IDENTITY).isPresent(), "round " + round + ", seed " + seed);
        }
    }

    /// Writes the same index over and over until it is killed.
    static final class EndlessWriter {
        private EndlessWriter() {}

        public static void main(String[] args) throws IOException {
            FrameIndexFile file = new FrameIndexFile(Path.of(args[0]));
            FrameIndex index = index(20_000, 2);
            System.out.write('w');
            System.out.flush();
            while (true) {
                file.write(IDENTITY, index);
            }
        }
    }

    @Test
    void theIdentityOfAFileIsItsSizeTimeAndEdges() throws IOException {
        Path path = folder.resolve("media.bin");
        byte[] bytes = new byte[3 << 20];
        new Random(3).nextBytes(bytes);
        Files.write(path, bytes);
        Fingerprint before = Fingerprint.of(path);
        bytes[bytes.length - 1]++;
        Files.write(path, bytes);
        assertFalse(before.equals(Fingerprint.of(path)), "the last byte counts");
        MediaFile file = MediaFile.of(path);
        assertTrue(file.isUnchanged());
        Files.setLastModifiedTime(path, FileTime.fromMillis(12_345_000));
        assertFalse(file.isUnchanged());
    }
}
