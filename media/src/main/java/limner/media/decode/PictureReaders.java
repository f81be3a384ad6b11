package limner.media.decode;

import java.util.List;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// Opens readers. Any thread. It is closed after the readers and frees what they shared.
public interface PictureReaders extends NativeOwner {
    /// Opens `file` for decoding by `threads` threads (0: as many as make sense on this machine).
    ///
    /// @throws limner.media.source.MediaException when it is no readable video
    PictureReader open(MediaFile file, int threads);

    /// Opens `file` for decoding by a device of the machine; pictures come in the software decoder's format.
    ///
    /// @param device one of those that [Accelerator]s are named after
    /// @throws limner.media.source.MediaException when it is no readable video, or the device is not there or does not
    ///     decode it
    default PictureReader openOn(MediaFile file, String device) {
        throw new MediaException.NoDevice(file.path(), device, "this decoder knows no devices");
    }

    /// Opens `file` for listing its packets without decoding, or null where numbers cannot come from packets.
    ///
    /// @throws limner.media.source.MediaException when it is no readable video
    default @Nullable PacketReader packets(MediaFile file) {
        return null;
    }

    /// Versions of the decoding libraries: an index is good for these only.
    String version();

    /// The first few distinct complaints of the decoding libraries about the files that were opened, one line each.
    List<String> complaints();
}
