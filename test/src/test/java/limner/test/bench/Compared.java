package limner.test.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Figures of ours beside those of others, round by round. Other work on the machine slows both sides of a round alike,
/// so what is compared is the median of the rounds' ratios. One thread.
final class Compared {
    /// What a figure should be.
    ///
    /// @param must the floor, or the ceiling for figures that should be small
    /// @param stretch the aim
    record Target(Better better, double must, double stretch) {
        static Target atMost(double must, double stretch) {
            return new Target(Better.SMALLER, must, stretch);
        }

        static Target atLeast(double must, double stretch) {
            return new Target(Better.LARGER, must, stretch);
        }

        private String verdict(double figure) {
            if (Double.isNaN(figure)) {
                return "not measured";
            }
            double sign = better == Better.SMALLER ? 1 : -1;
            if (sign * figure <= sign * stretch) {
                return "stretch met";
            }
            return sign * figure <= sign * must ? "met" : "MISSED";
        }

        private String words() {
            String sign = better == Better.SMALLER ? "<=" : ">=";
            return String.format(Locale.ROOT, "%s %.4g / %.4g", sign, must, stretch);
        }
    }

    enum Better {
        SMALLER,
        LARGER
    }

    private record Pair(double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }
    }

    private record Key(String what, String other) {}

    private final Map<Key, List<Pair>> pairs = new LinkedHashMap<>();
    private final Map<Key, Target> targets = new LinkedHashMap<>();

    /// One round of a figure of ours beside the same of `other`.
    void add(String what, String other, double ours, double theirs) {
        pairs.computeIfAbsent(new Key(what, other), _ -> new ArrayList<>()).add(new Pair(ours, theirs));
    }

    /// One round of a figure that is compared with nothing.
    void add(String what, double ours) {
        add(what, "", ours, Double.NaN);
    }

    /// What the ratio to `other` should be.
    void target(String what, String other, Target target) {
        targets.put(new Key(what, other), target);
    }

    /// What a figure compared with nothing should be.
    void target(String what, Target target) {
        target(what, "", target);
    }

    void print(String title, PrintStream out) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(Locale.ROOT, "%n%s; load of the machine %.1f%n", title, load);
        out.printf(
                "| %-52s | %9s | %-8s | %9s | %6s | %-20s | %s%n",
                "what (median of rounds)", "ours", "beside", "theirs", "ratio", "must / stretch", "");
        pairs.forEach((key, rounds) -> {
            double ours = median(rounds.stream().mapToDouble(Pair::ours).toArray());
            double theirs = median(rounds.stream().mapToDouble(Pair::theirs).toArray());
            double ratio = median(rounds.stream().mapToDouble(Pair::ratio).toArray());
            Target target = targets.get(key);
            boolean alone = key.other().isEmpty();
            out.printf(
                    "| %-52s | %9s | %-8s | %9s | %6s | %-20s | %s%n",
                    key.what(),
                    figure(ours),
                    key.other(),
                    alone ? "" : figure(theirs),
                    alone ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                    target == null ? "" : target.words(),
                    target == null ? "" : target.verdict(alone ? ours : ratio));
        });
        out.flush();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
