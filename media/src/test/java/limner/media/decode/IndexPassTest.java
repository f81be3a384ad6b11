package limner.media.decode;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import limner.media.source.Cancellation;
import limner.media.source.Fingerprint;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IndexPassTest {
    private static final MediaFile FILE =
            new MediaFile(Path.of("/somewhere/noise.ts"), 0, new Fingerprint(1, "0".repeat(64)));

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStretchOfPacketsWithoutPicturesCanBeCancelled() {
        Cancellation cancellation = new Cancellation();
        IndexPass pass = new IndexPass(new Noise(cancellation), FILE);
        assertThrows(MediaException.Cancelled.class, () -> pass.run(progress -> {}, cancellation));
    }

    /// A stream whose packets never become a picture. Somebody loses patience after a thousand of them.
    private record Noise(Cancellation patience) implements PictureReaders {
        @Override
        public PictureReader open(MediaFile file, int threads) {
            return new NoiseReader(patience);
        }

        @Override
        public String version() {
            return "noise";
        }

        @Override
        public List<String> complaints() {
            return List.of();
        }

        @Override
        public int openHandles() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private record NoiseReader(Cancellation patience) implements PictureReader {
        @Override
        public Decoded next(ReadListener listener) {
            for (long i = 0; true; i++) {
                listener.packet(new PacketMark(i, 1, 0, i, i, false));
                listener.damage(Damage.Kind.PACKET_REFUSED);
                if (i == 1000) {
                    patience.cancel();
                }
            }
        }

        @Override
        public MediaInfo info() {
            throw new UnsupportedOperationException("noise says nothing about itself");
        }

        @Override
        public boolean seekToStamp(long stamp) {
            return false;
        }

        @Override
        public boolean prefersBytes() {
            return false;
        }

        @Override
        public boolean seekToByte(long position) {
            return false;
        }

        @Override
        public void restart() {}

        @Override
        public void restart(int threads) {}

        @Override
        public double position() {
            return 0;
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }
}
