package limner.model.release;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Collects what is wrong with a release, up to a number that a person still reads. Not for several threads.
final class Faults {

    private static final int MOST = 100;

    private final List<ReleaseVerification.Fault> faults = new ArrayList<>();
    private final AtomicInteger more = new AtomicInteger();

    void add(String file, String sentence) {
        if (faults.size() < MOST) {
            faults.add(new ReleaseVerification.Fault(file, printable(sentence)));
        } else {
            more.incrementAndGet();
        }
    }

    List<ReleaseVerification.Fault> all() {
        if (more.get() == 0) {
            return List.copyOf(faults);
        }
        List<ReleaseVerification.Fault> all = new ArrayList<>(faults);
        all.add(new ReleaseVerification.Fault("", "There are " + more + " faults more."));
        return all;
    }

    /// What strangers wrote may not steer a terminal.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
