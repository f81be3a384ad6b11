package limner.media.decode;

import java.util.BitSet;

/// Which places to seek to were of use, and which were found not to deliver, in all readers of one file. Any thread.
public final class SeekTally {
    private final BitSet used = new BitSet();
    private final BitSet demoted = new BitSet();

    synchronized void used(int packet) {
        used.set(packet);
    }

    synchronized void demoted(int packet) {
        demoted.set(packet);
    }

    /// How many places pictures were reached from, the start of the file not counted.
    public synchronized int used() {
        return used.cardinality();
    }

    /// How many places did not deliver a picture that they were believed good for, so that an earlier one was taken.
    public synchronized int demoted() {
        return demoted.cardinality();
    }
}
