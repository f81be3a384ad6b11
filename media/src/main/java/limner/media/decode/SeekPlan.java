package limner.media.decode;

import limner.media.index.FrameIndex;

/// Which key packet to start from for a wanted picture, learning from failures. Pure arithmetic over the index; one
/// thread.
///
/// A key packet is believed to deliver right pictures from its own picture on (pictures shown before it but stored
/// after it need pictures further back). When it fails for picture n it is believed only for later ones, further away
/// the further n was: after a recovery point it takes a while until the whole picture is sound.
final class SeekPlan {
    /// Stands for "from the very start of the file".
    static final int START = -1;

    private final FrameIndex index;
    private final int[] soundFrom;

    SeekPlan(FrameIndex index) {
        this.index = index;
        this.soundFrom = new int[index.keyCount()];
        for (int i = 0; i < soundFrom.length; i++) {
            int key = index.keyPacket(i);
            int own = index.frameOfPacket(key);
            soundFrom[i] = own >= 0 ? own : index.firstFrameFrom(key);
        }
    }

    /// The nearest key packet believed good for picture `frame`, as its place among the key packets, or [#START].
    int nearest(int frame) {
        int packet = index.packetOf(frame);
        int last = packet < 0 ? soundFrom.length - 1 : lastKeyUpTo(packet);
        for (int i = last; i >= 0; i--) {
            if (soundFrom[i] <= frame) {
                return i;
            }
        }
        return START;
    }

    /// Tells that starting from key `i` did not deliver picture `frame`.
    void failed(int i, int frame) {
        int distance = Math.max(0, frame - soundFrom[i]);
        long later = Math.min(Integer.MAX_VALUE, frame + 1L + distance);
        soundFrom[i] = (int) Math.max(soundFrom[i], later);
    }

    /// The place of key packet `number` among the key packets, or [#START] when it is none.
    int keyOf(int number) {
        int key = lastKeyUpTo(number);
        return key >= 0 && index.keyPacket(key) == number ? key : START;
    }

    /// Whether starting from `key` is believed to deliver picture `frame`.
    boolean believes(int key, int frame) {
        return key == START || soundFrom[key] <= frame;
    }

    /// Packet number of `key`, 0 for [#START].
    int packet(int key) {
        return key == START ? 0 : index.keyPacket(key);
    }

    private int lastKeyUpTo(int packet) {
        int low = 0;
        int high = soundFrom.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.keyPacket(middle) <= packet) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
