package limner.media.index;

import limner.media.source.MediaFile;

/// Everything that must be equal for a cached index to be believed.
///
/// @param size bytes of the media file
/// @param modified its time of last change in milliseconds
/// @param headTail digest of its first and last MiB
/// @param decoder versions of the libraries that decoded it
/// @param stream number of the chosen video stream
public record IndexIdentity(long size, long modified, String headTail, String decoder, int stream) {
    /// The identity of `file` as decoded by `decoder`.
    public static IndexIdentity of(MediaFile file, String decoder, int stream) {
        return new IndexIdentity(
                file.fingerprint().size(), file.modified(), file.fingerprint().headTail(), decoder, stream);
    }

    /// The same file and stream by another decoder.
    public IndexIdentity withDecoder(String other) {
        return new IndexIdentity(size, modified, headTail, other, stream);
    }

    /// What files about this stream are named after, whoever decoded it and whenever it was changed.
    public String ofTheFile() {
        return size + "/" + headTail + "/" + stream;
    }
}
