package limner.media.decode;

import limner.media.index.Damage;
import limner.media.index.PacketMark;

/// Sees what a [PictureReader] reads, on the reading thread.
public interface ReadListener {
    /// The next packet of the chosen stream, before it is decoded; the answer comes back with its pictures as
    /// [Decoded#tag()], -1 for "not known".
    int packet(PacketMark mark);

    /// Whether the decoder may leave out the picture of the packet tagged `tag` if no other picture needs it. Asked
    /// after [#packet], before decoding.
    default boolean isPassedOver(int tag) {
        return false;
    }

    /// Something could not be read as it should be.
    void damage(Damage.Kind kind);
}
