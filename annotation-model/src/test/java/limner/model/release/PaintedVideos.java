package limner.model.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import limner.model.folder.Digests;
import limner.model.geometry.Rle;
import limner.model.media.Media;

/// Videos whose pictures are computed: grey ramps that tell video and frame, as real PNG files.
record PaintedVideos(String seed, int brokenFrame, int narrower, long ptsShift) implements FrameSupply {

    static PaintedVideos sound() {
        return new PaintedVideos("", -1, 0, 0);
    }

    @Override
    public Video open(Media media) throws IOException {
        if (seed.equals("gone")) {
            throw new IOException(media.name() + " is not there.");
        }
        return new Painted(media);
    }

    static String sha256Of(String name) {
        return Digests.hexOf(name.getBytes(StandardCharsets.UTF_8));
    }

    private final class Painted implements Video {
        private final Media media;

        Painted(Media media) {
            this.media = media;
        }

        @Override
        public String sha256() {
            return sha256Of(media.name() + seed);
        }

        @Override
        public Picture picture(int frame) throws IOException {
            if (frame == brokenFrame) {
                throw new IOException("the picture is damaged.");
            }
            return new PaintedPicture(media, frame);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private final class PaintedPicture implements Picture {
        private final int width;
        private final int height;
        private final byte[] grey;
        private final int frame;

        PaintedPicture(Media media, int frame) {
            this.width = media.width() - narrower;
            this.height = media.height();
            this.frame = frame;
            this.grey = new byte[width * height];
            int base = (media.name() + seed).hashCode();
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) (base + frame * 7 + i % width);
            }
        }

        @Override
        public FrameIdentity identity() {
            try {
                String md5 = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("MD5").digest(grey));
                return new FrameIdentity(frame * 512L + ptsShift, 1, 15360, md5, width, height);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] file(PictureForm form, Covering covering) {
            byte[] shown = grey.clone();
            for (Rle hidden : Stream.concat(covering.blurred().stream(), covering.filled().stream())
                    .toList()) {
                hidden.decodeRowMajor(shown, (byte) 128);
            }
            return switch (form) {
                case PictureForm.Png() -> png(shown);
                case PictureForm.Jpeg(int quality) -> Arrays.copyOf(shown, shown.length * quality / 100 + 1);
            };
        }

        private byte[] png(byte[] shown) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteBuffer header = ByteBuffer.allocate(13);
            header.putInt(width).putInt(height).put((byte) 8).put((byte) 0).put(new byte[3]);
            chunk(file, "IHDR", header.array());
            ByteBuffer rows = ByteBuffer.allocate((width + 1) * height);
            for (int y = 0; y < height; y++) {
                rows.put((byte) 0).put(shown, y * width, width);
            }
            chunk(file, "IDAT", deflated(rows.array()));
            chunk(file, "IEND", new byte[0]);
            return file.toByteArray();
        }
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(rows);
            deflater.finish();
            byte[] packed = new byte[rows.length + 1000];
            int length = deflater.deflate(packed);
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(8).putInt(content.length).put(name.getBytes(StandardCharsets.US_ASCII));
        CRC32 crc = new CRC32();
        crc.update(head.array(), 4, 4);
        crc.update(content);
        file.writeBytes(head.array());
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
