package limner.media.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import limner.media.session.Clips;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small files that claim huge things, read by a process with little memory: each is refused or read, soon.
class HostileTest {
    /// Java machine, decoder and the largest single block that the decoder may ask for.
    private static final long MOST_MEGABYTES = 1300;

    @TempDir
    Path folder;

    private ChildReader child;

    @BeforeEach
    void start() throws IOException {
        child = ChildReader.start(folder.resolve("child"));
    }

    @AfterEach
    void stop() throws IOException {
        try {
            assertTrue(child.isAlive(), "it still lives");
            assertTrue(child.mostMegabytes() < MOST_MEGABYTES, child.mostMegabytes() + " MiB");
            assertEquals("", child.complaints());
        } finally {
            child.close();
        }
    }

    private String answer(String name, byte[] bytes) throws IOException {
        String answer = child.ask(Files.write(folder.resolve(name), bytes));
        assertTrue(answer.startsWith("read ") || answer.startsWith("refused "), name + ": " + answer);
        return answer;
    }

    private void refused(String name, byte[] bytes) throws IOException {
        String answer = answer(name, bytes);
        assertTrue(answer.startsWith("refused " + folder.resolve(name) + ": "), answer);
    }

    @Test
    void picturesThatClaimToBeHuge() throws IOException {
        refused("huge.png", png(30_000, 30_000));
        refused("wide.png", png(Integer.MAX_VALUE, 1));
        byte[] gif = Files.readAllBytes(Clips.clip("anim.gif"));
        for (int side : new int[] {30_000, 65_535, 11_000}) {
            ByteBuffer.wrap(gif)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putShort(6, (short) side)
                    .putShort(8, (short) side);
            refused("huge" + side + ".gif", gif);
        }
        refused("huge.mkv", matroska(1, 30_000, "V_FFV1", 4));
        refused("large.mkv", matroska(1, 11_000, "V_MS/VFW/FOURCC", 4));
    }

    /// An image of one row of zeros, whatever its head claims.
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2)
                .array();
        chunk(out, "IHDR", head);
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(ascii(name));
        crc.update(content);
        out.write(ByteBuffer.allocate(4).putInt(content.length).array());
        out.write(ascii(name));
        out.write(content);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    void tablesThatClaimMillionsOfPackets() throws IOException {
        byte[] clip = Files.readAllBytes(Clips.clip("whole.mp4"));
        for (int count : new int[] {Integer.MAX_VALUE, 0x07FFFFFF, 0x01FFFFFF, -1}) {
            byte[] bytes = clip.clone();
            // Samples of one byte, all in one chunk.
            int sizes = find(bytes, "stsz");
            ByteBuffer.wrap(bytes).putInt(sizes + 8, 1).putInt(sizes + 12, count);
            int chunks = find(bytes, "stsc");
            ByteBuffer.wrap(bytes).putInt(chunks + 16, count);
            refused("bomb.mp4", bytes);
            byte[] times = clip.clone();
            int steps = find(times, "stts");
            ByteBuffer.wrap(times).putInt(steps + 12, count);
            answer("steps.mp4", times);
        }
    }

    private static int find(byte[] bytes, String name) {
        byte[] wanted = ascii(name);
        for (int at = 0; at + 4 <= bytes.length; at++) {
            if (Arrays.equals(wanted, 0, 4, bytes, at, at + 4)) {
                return at;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void thousandsOfStreams() throws IOException {
        answer("many.mkv", matroska(5000, 32, "V_FFV1", 4));
        answer("codecs.mkv", matroska(900, 32, "V_MPEG4/ISO/AVC", 4));
        answer("sub.mkv", matroska(3000, 32, "S_TEXT/UTF8", 4));
    }

    @Test
    void attachmentsWithoutEnd() throws IOException {
        ByteArrayOutputStream files = new ByteArrayOutputStream();
        for (int i = 0; i < 3000; i++) {
            files.write(element(
                    0x61A7,
                    joined(
                            element(0x466E, ascii("f" + i + ".ttf")),
                            element(0x4660, ascii("application/x-font")),
                            element(0x46AE, number(i + 1)),
                            element(0x465C, new byte[20]))));
        }
        byte[] plain = matroska(1, 32, "V_FFV1", 4);
        answer("attachments.mkv", joined(plain, element(0x1941A469, files.toByteArray())));
        byte[] claim = joined(bytesOf(0x61A7), new byte[] {0x01, 0x7F, -1, -1, -1, -1, -1, -1}, new byte[100]);
        answer("claim.mkv", joined(plain, element(0x1941A469, claim)));
    }

    @Test
    void boxesWithinBoxes() throws IOException {
        byte[] inner = new byte[0];
        for (int depth = 0; depth < 4000; depth++) {
            String name = depth % 2 == 0 ? "moov" : "trak";
            inner = joined(ByteBuffer.allocate(4).putInt(inner.length + 8).array(), ascii(name), inner);
        }
        byte[] head = {0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0};
        refused("deep.mp4", joined(head, inner));
        byte[] tags = new byte[0];
        for (int depth = 0; depth < 2000; depth++) {
            tags = element(0x67C8, joined(element(0x45A3, ascii("T")), tags));
        }
        answer("deep.mkv", joined(matroska(1, 32, "V_FFV1", 2), element(0x1254C367, element(0x7373, tags))));
    }

    @Test
    void aStreamOfNothingButTinyPackets() throws IOException {
        ByteArrayOutputStream clusters = new ByteArrayOutputStream();
        for (int i = 0; i < 40_000; i++) {
            clusters.write(element(0xA3, new byte[] {(byte) 0x81, (byte) (i >> 8), (byte) i, 0, 0}));
        }
        byte[] head = matroska(1, 32, "V_FFV1", 0);
        answer("dust.mkv", joined(head, element(0x1F43B675, joined(element(0xE7, number(0)), clusters.toByteArray()))));
        answer("zeros.h264", new byte[3_000_000]);
        byte[] codes = new byte[400_000];
        for (int at = 0; at + 4 < codes.length; at += 4) {
            codes[at + 2] = 1;
            codes[at + 3] = 0x65;
        }
        answer("codes.h264", codes);
    }

    // Just enough Matroska (RFC 9559), with a segment of unknown length.

    private static byte[] matroska(int tracks, int side, String codec, int blocks) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        boolean subtitles = codec.startsWith("S_");
        for (int n = 1; n <= tracks; n++) {
            boolean video = !subtitles || n == 1;
            entries.write(element(
                    0xAE,
                    joined(
                            element(0xD7, number(n)),
                            element(0x73C5, number(n)),
                            element(0x83, number(video ? 1 : 0x11)),
                            element(0x86, ascii(video && subtitles ? "V_FFV1" : codec)),
                            video
                                    ? element(0xE0, joined(element(0xB0, number(side)), element(0xBA, number(side))))
                                    : new byte[0])));
        }
        ByteArrayOutputStream cluster = new ByteArrayOutputStream();
        cluster.write(element(0xE7, number(0)));
        for (int i = 0; i < blocks; i++) {
            byte[] block = new byte[60];
            Arrays.fill(block, (byte) (i * 37));
            block[0] = (byte) 0x81;
            block[1] = 0;
            block[2] = (byte) (i * 40);
            block[3] = (byte) 0x80;
            cluster.write(element(0xA3, block));
        }
        byte[] head = element(0x1A45DFA3, joined(element(0x4282, ascii("matroska")), element(0x4287, number(4))));
        byte[] segment = joined(bytesOf(0x18538067), new byte[] {0x01, -1, -1, -1, -1, -1, -1, -1});
        byte[] info = element(0x1549A966, element(0x2AD7B1, number(1_000_000)));
        byte[] all = joined(head, segment, info, element(0x1654AE6B, entries.toByteArray()));
        return blocks == 0 ? all : joined(all, element(0x1F43B675, cluster.toByteArray()));
    }

    private static byte[] element(int id, byte[] content) {
        byte[] size = ByteBuffer.allocate(8).putLong(content.length | 1L << 56).array();
        return joined(bytesOf(id), size, content);
    }

    private static byte[] bytesOf(int id) {
        byte[] four = ByteBuffer.allocate(4).putInt(id).array();
        int from = 0;
        while (four[from] == 0) {
            from++;
        }
        return Arrays.copyOfRange(four, from, 4);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
