package limner.media.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import limner.media.source.Fingerprint;

/// Which picture of which file.
///
/// @param high first half of the digest of what identifies the file
/// @param low second half
/// @param frame number of the picture, from 0 on
/// @param checksum of the exact picture, as the proved index states it; 0 where there is none, as in sequences
/// @param kind how large it is
public record ProxyKey(long high, long low, int frame, int checksum, Kind kind) {
    /// What is kept of a picture.
    public enum Kind {
        /// As many pixels as the picture has.
        WHOLE,
        /// Small, for the filmstrip.
        THUMBNAIL
    }

    public ProxyKey {
        if (frame < 0) {
            throw new IllegalArgumentException("frames are counted from 0");
        }
    }

    /// A picture of the file that `identity` stands for.
    ///
    /// @param identity any text that changes when file, video stream or the way of decoding changes
    public static ProxyKey of(String identity, int frame, int checksum, Kind kind) {
        ByteBuffer digest = ByteBuffer.wrap(Fingerprint.sha256().digest(identity.getBytes(StandardCharsets.UTF_8)));
        return new ProxyKey(digest.getLong(), digest.getLong(), frame, checksum, kind);
    }

    /// Another picture of the same file.
    public ProxyKey at(int otherFrame, int otherChecksum, Kind otherKind) {
        return new ProxyKey(high, low, otherFrame, otherChecksum, otherKind);
    }
}
