package limner.media.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.index.Renumbering;
import org.jspecify.annotations.Nullable;

/// Which pictures went out under which number before the numbers were proved, each by its checksum. Any thread.
final class Handouts {
    private final BitSet numbers = new BitSet();
    private int[] checksums = new int[256];
    private @Nullable FrameIndex settled;
    private List<Integer> corrected = List.of();

    /// Notes that `picture` goes out as `number`. False when it must not, because the proof has come in the meantime
    /// and says otherwise.
    synchronized boolean note(int number, Picture picture) {
        FrameIndex proved = settled;
        if (proved != null) {
            return number < proved.count() && !proved.isHole(number) && proved.checksum(number) == picture.checksum();
        }
        if (!numbers.get(number)) {
            numbers.set(number);
            if (number >= checksums.length) {
                checksums = Arrays.copyOf(checksums, Math.max(number + 1, checksums.length * 2));
            }
            checksums[number] = picture.checksum();
        }
        return true;
    }

    /// The index to go on with, which changes no number that went out. From now on nothing goes out against it.
    ///
    /// @param provisional what the numbers came from so far, or null when they were counted
    /// @param allSeen whether all numbers of it may have been seen at another time
    synchronized FrameIndex settle(@Nullable FrameIndex provisional, FrameIndex proved, boolean allSeen) {
        int last = allSeen ? Integer.MAX_VALUE : numbers.length() - 1;
        FrameIndex index = provisional == null ? proved : Renumbering.settle(provisional, proved, last);
        List<Integer> different = new ArrayList<>();
        for (int n = numbers.nextSetBit(0); n >= 0; n = numbers.nextSetBit(n + 1)) {
            if (n >= index.count() || index.isHole(n) || index.checksum(n) != checksums[n]) {
                different.add(n);
            }
        }
        corrected = List.copyOf(different);
        settled = index;
        return index;
    }

    /// The numbers whose picture went out and is not the one that was proved, in order.
    synchronized List<Integer> corrected() {
        return corrected;
    }
}
