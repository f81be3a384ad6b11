package limner.model.store.sqlite;

import limner.model.geometry.Rle;

/// Where the pixels of masks live: outside events and rows, under their own digest.
interface MaskBlobs {

    /// @return the digest the mask is found under from now on
    String keep(Rle mask);

    /// @throws BrokenPayloadException when there is no such blob, or it is no mask of that size
    Rle read(String sha256, int width, int height);
}
