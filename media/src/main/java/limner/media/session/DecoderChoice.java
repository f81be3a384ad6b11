package limner.media.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import limner.media.decode.Accelerator;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.decode.SeekTally;
import limner.media.index.CheckVerdict;
import limner.media.index.CheckVerdictFile;
import limner.media.index.FrameIndex;
import limner.media.index.IndexIdentity;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What decodes the pictures of one file: software, or a device that gave the pictures of the software's index when it
/// was tried. Whatever goes wrong with a device leads back to software. Any thread.
final class DecoderChoice {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderChoice.class);

    /// Pictures of a trial: so many in any order, one from each equal stretch of the file, and so many in a row.
    private static final int SCATTERED = 24;

    private static final int IN_A_ROW = 48;
    private static final int BACKWARDS = 12;

    private final PictureReaders readers;
    private final MediaFile file;
    private final List<Accelerator> devices;
    private final CheckVerdictFile verdicts;
    private final SeekTally tally = new SeekTally();
    private final List<Consumer<DecoderUse>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Accelerator trusted;
    private volatile DecoderUse use = DecoderUse.SOFTWARE;

    DecoderChoice(PictureReaders readers, MediaFile file, SessionOptions options) {
        this.readers = readers;
        this.file = file;
        this.devices = options.accelerators().devices();
        this.verdicts = new CheckVerdictFile(options.indexFolder());
    }

    /// A reader and what it decodes by.
    record Opened(PictureReader reader, boolean onDevice) {}

    /// Opens the file for the pictures of `index`.
    Opened open(FrameIndex index) {
        Accelerator device = index.isProved() ? trusted : null;
        if (device != null) {
            try {
                return new Opened(device.open(readers, file), true);
            } catch (MediaException.NoDevice e) {
                giveUp(e.reason());
            }
        }
        return new Opened(readers.open(file, index.needsOneThread() ? 1 : 0), false);
    }

    /// Whether [#open] would use a device for a proved index.
    boolean wantsDevice() {
        return trusted != null;
    }

    DecoderUse use() {
        return use;
    }

    SeekTally tally() {
        return tally;
    }

    /// `listener` is told of every change on the thread that makes it; of what changed before, at once.
    void onChange(Consumer<DecoderUse> listener) {
        listeners.add(listener);
        DecoderUse now = use;
        if (!now.equals(DecoderUse.SOFTWARE)) {
            listener.accept(now);
        }
    }

    /// Goes on by software from now on.
    void giveUp(String reason) {
        Accelerator device = trusted;
        if (device != null) {
            trusted = null;
            tell(DecoderUse.insteadOf(notUsed(device, reason)));
        }
    }

    private static String notUsed(Accelerator device, String reason) {
        return device.name() + " is not used: " + reason;
    }

    private void tell(DecoderUse now) {
        use = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    /// Looks for a device that gives the pictures of the proved `index`, and trusts the first one.
    void prove(FrameIndex index, IndexIdentity identity, BooleanSupplier stop) {
        List<String> reasons = new ArrayList<>();
        for (Accelerator device : devices) {
            if (stop.getAsBoolean()) {
                return;
            }
            if (index.needsOneThread()) {
                reasons.add(notUsed(device, "damaged files look the same again in software only"));
                continue;
            }
            try {
                CheckVerdict verdict = verdicts.read(identity, index, device.name())
                        .orElseGet(() -> remembered(device, index, identity, stop));
                if (verdict.holds() && verdict.accesses() > 0) {
                    // Told before it is used, so that what is told of a failure comes later.
                    tell(DecoderUse.of(
                            device.name(),
                            device.name() + ", which gave the same " + verdict.compared()
                                    + " pictures as software when it was tried"));
                    trusted = device;
                    return;
                }
                reasons.add(notUsed(device, "it does not give the same picture " + verdict.firstBad()));
            } catch (MediaException.NoDevice e) {
                reasons.add(notUsed(device, e.reason()));
            } catch (MediaException e) {
                reasons.add(notUsed(device, "reading failed"));
                LOG.debug("{} was not tried to its end", device.name(), e);
            }
        }
        if (!reasons.isEmpty() && !stop.getAsBoolean()) {
            tell(DecoderUse.insteadOf(String.join("; ", reasons)));
        }
    }

    private CheckVerdict remembered(
            Accelerator device, FrameIndex index, IndexIdentity identity, BooleanSupplier stop) {
        CheckVerdict verdict = trial(device, index, stop);
        try {
            // Of a file that was changed meanwhile it says nothing.
            if (!stop.getAsBoolean() && file.isUnchanged()) {
                verdicts.write(identity, index, verdict);
            }
        } catch (IOException e) {
            // It only saves time: the device is tried again next time.
            LOG.debug("what came of {} was not kept", device.name(), e);
        }
        return verdict;
    }

    /// Compares pictures that the device decodes with those of the index.
    private CheckVerdict trial(Accelerator device, FrameIndex index, BooleanSupplier stop) {
        long seed = file.fingerprint().headTail().hashCode();
        SeekTally own = new SeekTally();
        int accesses = 0;
        int bad = -1;
        List<Integer> numbers = toTry(index.count(), new Random(seed)).stream()
                .filter(n -> !index.isHole(n))
                .toList();
        try (ExactFrameSource source = new ExactFrameSource(file, index, device.open(readers, file), own)) {
            for (int n : numbers) {
                FrameSource.Outcome outcome = source.read(n, n, (_, _) -> {}, stop);
                if (outcome == FrameSource.Outcome.STOPPED) {
                    throw new MediaException.Cancelled(file.path());
                }
                accesses++;
                if (outcome == FrameSource.Outcome.UNREACHABLE) {
                    bad = n;
                    break;
                }
            }
        }
        int compared = (int) numbers.subList(0, bad >= 0 ? accesses - 1 : accesses).stream()
                .distinct()
                .count();
        return new CheckVerdict(
                System.currentTimeMillis(),
                device.name(),
                seed,
                index.count() - index.holeCount(),
                0,
                compared,
                accesses,
                own.used(),
                own.demoted(),
                0,
                bad >= 0 ? 1 : 0,
                bad);
    }

    private static List<Integer> toTry(int count, Random random) {
        List<Integer> scattered = scattered(count, SCATTERED, random);
        Collections.shuffle(scattered, random);
        List<Integer> numbers = new ArrayList<>(scattered);
        int start = random.nextInt(Math.max(1, count - IN_A_ROW));
        int end = Math.min(count, start + IN_A_ROW);
        for (int n = start; n < end; n++) {
            numbers.add(n);
        }
        for (int n = end - 1; n >= Math.max(start, end - BACKWARDS); n--) {
            numbers.add(n);
        }
        return numbers;
    }

    /// One number from each of `parts` equal stretches of 0 to `count`, in order.
    static List<Integer> scattered(int count, int parts, Random random) {
        List<Integer> numbers = new ArrayList<>();
        int many = Math.min(parts, count);
        for (int part = 0; part < many; part++) {
            int from = (int) ((long) count * part / many);
            int to = (int) ((long) count * (part + 1) / many);
            numbers.add(from + random.nextInt(to - from));
        }
        return numbers;
    }
}
