package limner.test.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Measured figures beside their targets, for people to read. A missed target is shown, nothing fails of it.
final class Table {
    private final String title;
    private final List<String> rows = new ArrayList<>();

    Table(String title) {
        this.title = title;
    }

    /// A figure without a target.
    void row(String what, double measured, String unit, String note) {
        row(what, measured, OptionalDouble.empty(), unit, note);
    }

    /// A figure that should be at most `target`.
    void row(String what, double measured, double target, String unit, String note) {
        row(what, measured, OptionalDouble.of(target), unit, note);
    }

    /// Two rows: the median without a target, the 95th percentile with one.
    void medianAndP95(String what, Figures figures, double p95Target) {
        row(what + ", median", figures.median(), "ms", "");
        row(what + ", p95", figures.p95(), p95Target, "ms", figures.note());
    }

    /// Two rows without targets.
    void medianAndP95(String what, Figures figures) {
        row(what + ", median", figures.median(), "ms", "");
        row(what + ", p95", figures.p95(), "ms", figures.note());
    }

    private void row(String what, double measured, OptionalDouble target, String unit, String note) {
        String wanted = target.isPresent() ? String.format(Locale.ROOT, "<= %.4g", target.getAsDouble()) : "";
        String verdict = "";
        if (target.isPresent()) {
            verdict = measured <= target.getAsDouble() ? "met" : "MISSED";
        }
        rows.add(String.format(
                Locale.ROOT, "  %-48s %9.2f %-5s %-9s %-7s %s", what, measured, unit, wanted, verdict, note));
    }

    void print(PrintStream out) {
        out.println();
        // Figures of a machine that does other work too say less; how busy it was belongs beside them.
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(Locale.ROOT, "%s; load of the machine %.1f%n", title, load);
        rows.forEach(row -> out.println(row.stripTrailing()));
    }
}
