package limner.media.decode;

import java.util.function.BooleanSupplier;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import org.jspecify.annotations.Nullable;

/// Decodes from the start of a file, one picture after the other, without looking at an index: what random access is
/// compared with. One use, one thread.
public final class OrderedPass implements ReadListener {
    private final PictureReader reader;
    private int packets;

    /// @param reader freshly opened; the opener closes it
    public OrderedPass(PictureReader reader) {
        this.reader = reader;
    }

    /// Takes each output for the length of the call; the place in the order of output counts from 0.
    public interface Taker {
        void picture(int place, Decoded decoded);
    }

    /// Decodes at most `most` pictures and returns how many there were.
    ///
    /// @param stop looked at between pictures
    public int run(int most, Taker taker, BooleanSupplier stop) {
        int place = 0;
        while (place < most && !stop.getAsBoolean()) {
            try (@Nullable Decoded decoded = reader.next(this)) {
                if (decoded == null) {
                    break;
                }
                taker.picture(place++, decoded);
            }
        }
        return place;
    }

    @Override
    public int packet(PacketMark mark) {
        return packets++;
    }

    @Override
    public void damage(Damage.Kind kind) {
        // The index has told it; here only pictures are compared.
    }
}
