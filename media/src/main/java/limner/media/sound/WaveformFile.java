package limner.media.sound;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import limner.media.index.IndexIdentity;
import limner.media.source.SealedFile;

/// The folder of cached waveforms, beside the indexes. One is believed only when it is sealed, was made from this very
/// file by these libraries, and holds what a waveform can hold; otherwise it counts as absent. Safe for several threads
/// and processes.
public final class WaveformFile {
    /// How names of these files end.
    public static final String ENDING = ".lmnsnd";

    private static final SealedFile SEAL = new SealedFile("LMNSND", 1, 1L << 24);

    private final Path folder;

    /// @param folder where to keep the files; made when the first one is written
    public WaveformFile(Path folder) {
        this.folder = folder;
    }

    /// Where the waveform with this identity is kept.
    public Path pathOf(IndexIdentity identity) {
        return folder.resolve(SealedFile.name(identity.ofTheFile()) + ENDING);
    }

    /// The cached waveform, or nothing when there is none that can be believed.
    public Optional<Waveform> read(IndexIdentity identity) {
        try {
            Optional<ByteBuffer> body = SEAL.read(pathOf(identity));
            return body.isEmpty() ? Optional.empty() : Optional.of(waveform(body.get(), identity));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Keeps `waveform`. A process killed at any moment leaves the old file or the new one.
    public void write(IndexIdentity identity, Waveform waveform) throws IOException {
        byte[] name = words(identity);
        byte[] buckets = waveform.buckets();
        ByteBuffer body = ByteBuffer.allocate(Integer.BYTES + name.length + 2 * Double.BYTES + buckets.length);
        body.putInt(name.length).put(name);
        body.putDouble(waveform.start()).putDouble(waveform.bucketSeconds()).put(buckets);
        SEAL.write(pathOf(identity), body.flip());
    }

    /// Anyone can write a file with a right digest.
    private static Waveform waveform(ByteBuffer body, IndexIdentity wanted) {
        int length = body.getInt();
        if (length < 0 || length > body.remaining()) {
            throw new IllegalArgumentException("a text beyond the end");
        }
        byte[] name = new byte[length];
        body.get(name);
        if (!Arrays.equals(name, words(wanted))) {
            throw new IllegalArgumentException("the sound of another file or decoder");
        }
        double start = body.getDouble();
        double seconds = body.getDouble();
        byte[] buckets = new byte[body.remaining()];
        body.get(buckets);
        return new Waveform(start, seconds, buckets);
    }

    private static byte[] words(IndexIdentity identity) {
        return (identity.size() + "\n" + identity.modified() + "\n" + identity.headTail() + "\n" + identity.decoder()
                        + "\n" + identity.stream())
                .getBytes(StandardCharsets.UTF_8);
    }
}
