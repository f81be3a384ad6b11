package limner.media.index;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import limner.media.source.SealedFile;

/// The folder of cached indexes. A file is believed only when it is sealed ([SealedFile]) and every part of the
/// [IndexIdentity] agrees; otherwise it counts as absent. Safe for several threads and processes: the last complete
/// writer wins. The name of a file does not tell the decoder: an index takes the place of the one that another version
/// made.
public final class FrameIndexFile {
    private static final SealedFile SEAL = new SealedFile("LMNIDX", 2, 1L << 28);

    private final Path folder;

    /// @param folder where to keep the files; made when the first one is written
    public FrameIndexFile(Path folder) {
        this.folder = folder;
    }

    /// Where the index with this identity is kept.
    public Path pathOf(IndexIdentity identity) {
        return folder.resolve(SealedFile.name(identity.ofTheFile()) + ".lmnidx");
    }

    /// The cached index, proved or provisional, or nothing when there is none that can be believed.
    ///
    /// A provisional one that is found here was in use: it is only written for somebody who works with its numbers.
    public Optional<FrameIndex> read(IndexIdentity identity) {
        return find(identity, identity::equals);
    }

    /// The cached index of the same unchanged file that another version of the decoder made, or nothing when there is
    /// none that can be believed. Its numbers were in use.
    public Optional<FrameIndex> ofAnotherDecoder(IndexIdentity identity) {
        return find(
                identity,
                found -> !found.decoder().equals(identity.decoder())
                        && found.withDecoder(identity.decoder()).equals(identity));
    }

    /// The decoder that made what is kept for this file and stream, believed or not.
    public Optional<String> decoderOf(IndexIdentity identity) {
        try {
            return SEAL.read(pathOf(identity))
                    .map(body -> IndexBytes.identity(body).decoder());
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<FrameIndex> find(IndexIdentity identity, Predicate<IndexIdentity> wanted) {
        try {
            Optional<ByteBuffer> body = SEAL.read(pathOf(identity));
            return body.isEmpty() ? Optional.empty() : Optional.of(IndexBytes.read(body.get(), wanted));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    /// Keeps `index`. A process killed at any moment leaves the old file or the new one.
    public void write(IndexIdentity identity, FrameIndex index) throws IOException {
        SEAL.write(pathOf(identity), ByteBuffer.wrap(IndexBytes.write(identity, index)));
    }
}
