package limner.media.decode;

import java.util.function.BooleanSupplier;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.PacketMark;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// Exact random access: seek to a key packet, recognise by content which packet the container really landed on, count
/// on from there, and hand out a picture only when the CRC over all its planes equals the index's. A start that fails
/// is given up for an earlier one, at last for the start of the file. One thread; the opener closes it.
///
/// With a provisional index there is no CRC. Then a picture must come from the very packet that the index names, behind
/// a key that resets the decoder, in the order of the index, and nothing may have gone wrong since that key; else it
/// waits for the proof.
public final class ExactFrameSource implements FrameSource {
    /// Packets looked at after a seek before it counts as lost.
    private static final int LANDING_PACKETS = 200;

    /// Starts tried for one picture before the file is read from its beginning.
    private static final int MOST_STARTS = 10;

    /// Distance in pictures before the wanted ones at which pictures nobody refers to are left out no more: decoders
    /// that infer the order of output from what they see then have seen enough.
    private static final int SKIP_MARGIN = 16;

    private final MediaFile file;
    private volatile FrameIndex index;
    private final PictureReader reader;
    private final SeekTally tally;
    private SeekPlan plan;
    private final Walk walk;
    private boolean positioned;
    private boolean skippingFails;
    private int origin = SeekPlan.START;
    private int last = -1;

    /// @param reader a freshly opened reader, closed with this source
    public ExactFrameSource(MediaFile file, FrameIndex index, PictureReader reader) {
        this(file, index, reader, new SeekTally());
    }

    /// @param reader a freshly opened reader, closed with this source
    /// @param tally told of the places that were started from
    public ExactFrameSource(MediaFile file, FrameIndex index, PictureReader reader, SeekTally tally) {
        this.tally = tally;
        this.file = file;
        this.index = index;
        this.reader = reader;
        this.plan = new SeekPlan(index);
        this.positioned = true;
        this.walk = new Walk(index);
        walk.from(0, true);
    }

    /// Opens `file` as the index wants it decoded.
    public static ExactFrameSource open(PictureReaders readers, MediaFile file, FrameIndex index) {
        return new ExactFrameSource(file, index, readers.open(file, index.needsOneThread() ? 1 : 0));
    }

    @Override
    public FrameIndex index() {
        return index;
    }

    /// Goes on with the proved index of the same file and stream.
    public void adopt(FrameIndex proved) {
        boolean goesOn = positioned && proved.numbersAs(index);
        int start = plan.packet(origin);
        index = proved;
        plan = new SeekPlan(proved);
        walk.index = proved;
        origin = origin == SeekPlan.START ? origin : plan.keyOf(start);
        positioned = goesOn;
        last = goesOn ? last : -1;
    }

    @Override
    public Outcome read(int frame, int keepFrom, Sink sink, BooleanSupplier stop) {
        if (frame < 0 || frame >= index.count() || index.isHole(frame)) {
            return Outcome.UNREACHABLE;
        }
        int from = Math.clamp(keepFrom, 0, frame);
        boolean skippedInVain = false;
        for (int starts = 0; starts <= MOST_STARTS; starts++) {
            boolean lastTry = starts == MOST_STARTS;
            int key = lastTry ? SeekPlan.START : plan.nearest(frame);
            if (!canGoOn(frame, key) && !startFrom(key)) {
                if (key == SeekPlan.START) {
                    return Outcome.UNREACHABLE;
                }
                failed(key, frame);
                continue;
            }
            walk.passOverBelow = skippingFails || skippedInVain || lastTry ? 0 : from - SKIP_MARGIN;
            Outcome outcome = walkTo(frame, from, sink, stop);
            if (outcome != Outcome.UNREACHABLE) {
                // From the same start it fails with pictures left out and not without them.
                skippingFails |= skippedInVain && outcome == Outcome.FOUND;
                if (outcome == Outcome.FOUND && origin != SeekPlan.START) {
                    tally.used(index.keyPacket(origin));
                }
                return outcome;
            }
            boolean skipped = walk.hasSkipped();
            skippedInVain = skipped;
            positioned = false;
            if ((origin == SeekPlan.START || !index.isProved()) && !skipped) {
                return Outcome.UNREACHABLE;
            }
            if (origin != SeekPlan.START && !skipped) {
                failed(origin, frame);
            }
        }
        return Outcome.UNREACHABLE;
    }

    private void failed(int key, int frame) {
        plan.failed(key, frame);
        tally.demoted(index.keyPacket(key));
    }

    private boolean canGoOn(int frame, int key) {
        return positioned
                && frame > last
                && frame > walk.passedOver
                && (last >= 0 || plan.believes(origin, frame))
                && plan.packet(key) <= walk.next;
    }

    private boolean startFrom(int key) {
        positioned = false;
        last = -1;
        origin = key;
        // Entering the first key by a seek saves opening the file again, where the file is still the same.
        boolean anew = key == SeekPlan.START || index.keyPacket(key) == 0 && !file.isUnchanged();
        if (anew) {
            origin = SeekPlan.START;
            reader.restart();
            walk.from(0, true);
            positioned = true;
            return true;
        }
        int packet = index.keyPacket(key);
        if (reader.prefersBytes()) {
            positioned = index.position(packet) >= 0 && reader.seekToByte(index.position(packet));
        } else {
            long pts = index.keyPts(key);
            long dts = index.keyDts(key);
            boolean byDts = pts == FrameIndex.NO_PTS || dts != FrameIndex.NO_PTS && walk.exactByDts > walk.exactByPts;
            long stamp = byDts ? dts : pts;
            positioned = stamp != FrameIndex.NO_PTS && reader.seekToStamp(stamp);
            walk.byDts = byDts;
        }
        walk.from(packet, false);
        return positioned;
    }

    /// Decodes on until `frame` was found, passed, or found wrong.
    private Outcome walkTo(int frame, int from, Sink sink, BooleanSupplier stop) {
        while (true) {
            if (stop.getAsBoolean()) {
                return Outcome.STOPPED;
            }
            try (@Nullable Decoded decoded = reader.next(walk)) {
                if (decoded == null || walk.changed) {
                    if (walk.changed && !file.isUnchanged()) {
                        throw new MediaException.Changed(file.path());
                    }
                    return Outcome.UNREACHABLE;
                }
                if (walk.lost) {
                    return Outcome.UNREACHABLE;
                }
                int number = numberOf(decoded);
                if (number < 0) {
                    continue;
                }
                boolean believed = index.isProved() || isAsScanned(number, decoded);
                last = number;
                if (number > frame || !believed) {
                    return Outcome.UNREACHABLE;
                }
                boolean right = number >= from
                        && (index.isProved()
                                ? decoded.picture().checksum() == index.checksum(number)
                                : number >= walk.soundFrom);
                if (right) {
                    sink.picture(number, decoded.picture());
                }
                if (number == frame) {
                    return right ? Outcome.FOUND : Outcome.UNREACHABLE;
                }
            }
        }
    }

    /// Whether an output is what a provisional index leads to expect: nothing went wrong, and none is missing before
    /// it.
    private boolean isAsScanned(int number, Decoded decoded) {
        boolean follows = walk.hasSkipped() ? number > last : number == last + 1;
        boolean first = last < walk.soundFrom;
        return !walk.damaged && !decoded.concealed() && (first || follows);
    }

    /// The number of an output: by the packet it names, and by counting on where one packet gives several pictures or
    /// the decoder lost the name.
    private int numberOf(Decoded decoded) {
        int next = last + 1;
        boolean known = last >= 0 || walk.fromStart;
        if (decoded.tag() < 0) {
            return known && next < index.count() && index.packetOf(next) < 0 ? next : -1;
        }
        if (known && next < index.count() && index.packetOf(next) == decoded.tag()) {
            return next;
        }
        return index.frameOfPacket(decoded.tag());
    }

    @Override
    public void close() {
        reader.close();
    }

    /// Where the demuxer is: the number of the next packet, once the landing place is known.
    private static final class Walk implements ReadListener {
        private FrameIndex index;
        private int exactByPts;
        private int exactByDts;
        private int next;
        private int target;
        private int landed;
        private int looked;
        private boolean fromStart;
        private boolean lost;
        private boolean changed;
        private int passedOver = -1;
        private boolean byDts;
        private boolean damaged;
        private int soundFrom;
        private int passOverBelow;

        Walk(FrameIndex index) {
            this.index = index;
        }

        void from(int packet, boolean start) {
            next = packet;
            target = packet;
            landed = start ? 0 : -1;
            looked = 0;
            fromStart = start;
            lost = false;
            changed = false;
            damaged = false;
            soundFrom = start ? 0 : Integer.MAX_VALUE;
            passedOver = -1;
        }

        @Override
        public int packet(PacketMark mark) {
            int number = number(mark);
            if (soundFrom == Integer.MAX_VALUE && number >= 0 && index.isSeekPoint(number)) {
                soundFrom = index.frameOfPacket(number);
            }
            return number;
        }

        private int number(PacketMark mark) {
            if (landed < 0) {
                land(mark);
                return landed < 0 ? -1 : next - 1;
            }
            if (index.isPacket(next, mark)) {
                return next++;
            }
            if (fromStart) {
                changed = true;
                return -1;
            }
            int found = index.findPacket(mark, next);
            if (found >= 0) {
                next = found + 1;
            }
            return found;
        }

        private void land(PacketMark mark) {
            int found = index.findPacket(mark, target);
            if (found < 0) {
                lost = ++looked > LANDING_PACKETS;
                return;
            }
            landed = found;
            next = found + 1;
            if (found == target && byDts) {
                exactByDts++;
            } else if (found == target) {
                exactByPts++;
            } else if (byDts) {
                exactByDts--;
            } else {
                exactByPts--;
            }
        }

        @Override
        public boolean isPassedOver(int tag) {
            int frame = index.frameOfPacket(tag);
            boolean passed = frame >= 0 && frame < passOverBelow;
            passedOver = passed ? Math.max(passedOver, frame) : passedOver;
            return passed;
        }

        boolean hasSkipped() {
            return passedOver >= 0;
        }

        @Override
        public void damage(Damage.Kind kind) {
            // A proved index has noted it, and the checksum decides; before the proof nothing behind it is believed.
            damaged = true;
        }
    }
}
