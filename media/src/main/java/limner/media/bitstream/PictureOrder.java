package limner.media.bitstream;

/// The picture order count from its low bits (ITU-T H.264, 8.2.1.1; H.265, 8.3.1).
final class PictureOrder {
    private int before;

    /// The whole count for `low`, of which there are `bits`, and remembers it when `anchors`.
    int next(int low, int bits, boolean anchors) {
        int range = 1 << bits;
        int lowBefore = before & range - 1;
        int high = before - lowBefore;
        if (low < lowBefore && lowBefore - low >= range / 2) {
            high += range;
        } else if (low > lowBefore && low - lowBefore > range / 2) {
            high -= range;
        }
        int count = high + low;
        before = anchors ? count : before;
        return count;
    }

    void reset() {
        before = 0;
    }
}
