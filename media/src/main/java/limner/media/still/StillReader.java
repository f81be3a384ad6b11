package limner.media.still;

import java.nio.file.Path;
import limner.media.decode.NativeOwner;
import limner.media.frame.Picture;

/// Decodes picture files, one at a time. Any thread; every call stands for itself. The maker closes it; pictures may
/// outlive it.
public interface StillReader extends NativeOwner {
    /// Decodes `file`, whose first bytes show its format whatever its name. The receiver closes the picture.
    ///
    /// @throws limner.media.source.MediaException when it cannot be decoded
    Picture read(Path file);
}
