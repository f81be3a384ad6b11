package limner.model.exchange.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.budget.EventWords;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.XmlText;

/// What the files of events have in common.
final class EventFiles {

    private EventFiles() {}

    /// One thing said over a time.
    ///
    /// @param from seconds after the start of the video
    /// @param to later than that, but of a moment the same
    record Said(double from, double to, String text) {}

    /// One row of a drawing, on which nothing overlaps.
    ///
    /// @param said in the order of time
    record Tier(String name, String subject, boolean isOfMoments, List<Said> said) {}

    /// On one line, without what neither XML nor a text can hold.
    static String line(String text) {
        String plain = XmlText.name(text.replaceAll("[\\r\\n\\t]+", " ")).strip();
        return plain.isEmpty() ? "_" : plain;
    }

    /// A file for each video, called after it as every system takes it.
    ///
    /// @param taken names in small letters, which this adds to
    static String nameOf(Entry.Video video, String ending, Set<String> taken) {
        String own = PictureTeller.stem(video.name())
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029/\\\\:*?\"<>|.]", "_")
                .strip();
        String stem = own.isEmpty()
                ? "video"
                : own.substring(0, Math.min(own.length(), 100)).strip();
        String name = stem;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + "-" + i;
        }
        return name + ending;
    }

    /// The tiers of one video: by class, then by subject, moments apart from what lasts. Where events of one class and
    /// subject overlap there are more of them, which are numbered.
    static List<Tier> tiers(List<Entry.Interval> intervals, Heads heads) {
        SequencedMap<String, List<Tier>> all = new LinkedHashMap<>();
        for (Entry.Interval i : intervals.stream()
                .sorted(Comparator.comparingDouble((Entry.Interval e) -> words(e).start())
                        .thenComparingDouble(e -> words(e).end()))
                .toList()) {
            EventWords words = words(i);
            String name = line(heads.category(i.category()).name())
                    + (words.subject().isEmpty() ? "" : " (" + line(words.subject()) + ")");
            List<Tier> tiers = all.computeIfAbsent(name + "\n" + words.isMoment(), _ -> new ArrayList<>());
            tiers.stream()
                    .filter(t -> isFree(t, words))
                    .findFirst()
                    .orElseGet(() -> {
                        Tier next = new Tier(name, words.subject(), words.isMoment(), new ArrayList<>());
                        tiers.add(next);
                        return next;
                    })
                    .said()
                    .add(new Said(words.start(), words.end(), text(i, heads)));
        }
        return numbered(all.values().stream().flatMap(List::stream).toList());
    }

    private static boolean isFree(Tier tier, EventWords words) {
        Said last = tier.said().getLast();
        return tier.isOfMoments() ? last.to() < words.start() : last.to() <= words.start();
    }

    /// No two of the same name.
    private static List<Tier> numbered(List<Tier> tiers) {
        List<Tier> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Tier t : tiers) {
            String name = t.name();
            for (int i = 2; !taken.add(name); i++) {
                name = t.name() + " " + i;
            }
            all.add(new Tier(name, t.subject(), t.isOfMoments(), t.said()));
        }
        return all;
    }

    /// The class, and what else is said: as `grooming: hand=left; by ape 1; to ape 2`.
    private static String text(Entry.Interval i, Heads heads) {
        EventWords words = words(i);
        String more = Stream.of(
                        words.modifiers().stream(),
                        words.actors().stream().map(a -> "by " + a),
                        words.targets().stream().map(t -> "to " + t))
                .flatMap(s -> s)
                .map(EventFiles::line)
                .collect(Collectors.joining("; "));
        return line(heads.category(i.category()).name()) + (more.isEmpty() ? "" : ": " + more);
    }

    static EventWords words(Entry.Interval i) {
        return i.words().orElseThrow();
    }
}
