package limner.media.index;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import limner.media.source.SealedFile;

/// The verdicts kept beside the indexes, one for each file, stream and way of decoding. As distrustful as
/// [FrameIndexFile], and a verdict is good for the very index only that it was made about. Any thread, any number of
/// processes.
public final class CheckVerdictFile {
    private static final SealedFile SEAL = new SealedFile("LMNCHK", 1, 1L << 16);

    private final Path folder;

    /// @param folder that of the indexes
    public CheckVerdictFile(Path folder) {
        this.folder = folder;
    }

    /// Where the verdict is kept.
    ///
    /// @param decoding [CheckVerdict#SOFTWARE] or the name of a device
    public Path pathOf(IndexIdentity identity, String decoding) {
        return folder.resolve(SealedFile.name(identity.ofTheFile() + "/" + decoding) + ".lmnchk");
    }

    /// The verdict about `index`, or nothing when there is none that can be believed.
    public Optional<CheckVerdict> read(IndexIdentity identity, FrameIndex index, String decoding) {
        try {
            Optional<ByteBuffer> body = SEAL.read(pathOf(identity, decoding));
            return body.map(bytes -> IndexBytes.verdict(bytes, identity, index.contentChecksum()))
                    .filter(verdict -> verdict.decoding().equals(decoding));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /// Keeps a verdict about `index`. A process killed at any moment leaves the old file or the new one.
    public void write(IndexIdentity identity, FrameIndex index, CheckVerdict verdict) throws IOException {
        SEAL.write(
                pathOf(identity, verdict.decoding()),
                ByteBuffer.wrap(IndexBytes.write(identity, index.contentChecksum(), verdict)));
    }
}
