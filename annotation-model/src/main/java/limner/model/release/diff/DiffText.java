package limner.model.release.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import limner.model.release.diff.ReleaseDiff.Move;

/// A comparison in words, line by line.
public final class DiffText {

    private final List<String> lines = new ArrayList<>();

    private DiffText() {}

    /// @return lines for a terminal; what strangers wrote cannot steer it
    public static List<String> of(ReleaseDiff diff) {
        DiffText text = new DiffText();
        text.write(diff);
        return text.lines.stream().map(l -> l.replaceAll("\\p{Cntrl}", "?")).toList();
    }

    private void write(ReleaseDiff d) {
        side("before", d.before());
        side("after ", d.after());
        if (d.same()) {
            line(
                    "Both hold the same %d pictures with the same %d labels on them.",
                    d.pictures().before(), d.objects().before());
            return;
        }
        d.plan().forEach(s -> line("plan: %s was %s, is %s", s.property(), nothing(s.before()), nothing(s.after())));
        videos(d);
        d.classes().forEach(this::classOf);
        ReleaseDiff.Pictures p = d.pictures();
        line(
                "pictures: %d before, %d after; %d added (with %d labels), %d removed (with %d labels), %d changed, %d same",
                p.before(),
                p.after(),
                p.added(),
                p.labelsOnAdded(),
                p.removed(),
                p.labelsOnRemoved(),
                p.changed(),
                p.same());
        ReleaseDiff.Objects o = d.objects();
        line(
                "objects on pictures of both: %d before, %d after; %d added, %d removed, %d changed, %d same",
                o.before(), o.after(), o.added(), o.removed(), o.changed(), o.same());
        line("  recognised by label id: %d, by overlap: %d", o.byLabel(), o.byOverlap());
        o.facets().forEach((facet, n) -> line("  %-11s %8d", words(facet), n));
        moves(d);
        overlaps(d);
        tracks(d);
        sayings("tags", d.tags());
        sayings("events", d.events());
        listed(d);
    }

    private void side(String which, ReleaseDiff.Side s) {
        line(
                "%s \"%s\" of %s at event %d, manifest %s",
                which, s.name(), s.projectName(), s.event(), s.manifestSha256());
    }

    private void videos(ReleaseDiff d) {
        for (ReleaseDiff.VideoPair v : d.videos()) {
            switch (v.known()) {
                case PROJECT_ID -> {
                    if (!v.before().equals(v.after())) {
                        line("video %s was named %s", v.after(), v.before());
                    }
                }
                case DIGEST -> line("video %s is %s of the other project: the same file", v.after(), v.before());
                case NAME -> line("video %s is taken for %s, by its name alone", v.after(), v.before());
                case ONE_SIDE -> line("video %s was %s", v.name(), v.after().isEmpty() ? "removed" : "added");
            }
        }
    }

    private void classOf(ReleaseDiff.ClassChange c) {
        line("class %s was %s", c.name(), words(c.kind()));
        c.said().forEach(s -> line("  %s was %s, is %s", s.property(), nothing(s.before()), nothing(s.after())));
    }

    private void moves(ReleaseDiff d) {
        if (d.moved() == 0) {
            return;
        }
        line("moved between classes: %d", d.moved());
        d.moves().stream()
                .filter(Move::moved)
                .sorted(Comparator.comparingLong(Move::objects).reversed())
                .forEach(m -> line("  %-24s -> %-24s %8d", m.before(), m.after(), m.objects()));
    }

    private void overlaps(ReleaseDiff d) {
        long all = d.overlaps().objects();
        if (all == 0) {
            return;
        }
        line(
                "shapes changed: %d, intersection over union %.4f in the mean",
                all, d.overlaps().mean());
        for (int i = 0; i < d.overlaps().bins().size(); i++) {
            long n = d.overlaps().bins().get(i);
            int bar = (int) Math.ceilDiv(40 * n, all);
            line("  %-20s %8d  %s", ReleaseDiff.Overlaps.name(i), n, "#".repeat(bar));
        }
    }

    private void tracks(ReleaseDiff d) {
        ReleaseDiff.Tracks t = d.tracks();
        line(
                "tracks: %d before, %d after; %d added, %d removed, %d split, %d joined",
                t.before(),
                t.after(),
                t.added(),
                t.removed(),
                t.split().size(),
                t.joined().size());
        t.split().forEach(track -> line("  %s in %s is now %s", track.name(), track.video(), shares(track)));
        t.joined().forEach(track -> line("  %s in %s was %s", track.name(), track.video(), shares(track)));
    }

    static String shares(ReleaseDiff.Track track) {
        return String.join(
                ", ",
                track.others().stream()
                        .map(s -> s.name() + " (" + s.objects() + ")")
                        .toList());
    }

    private void sayings(String what, ReleaseDiff.Sayings s) {
        if (s.before() + s.after() == 0) {
            return;
        }
        line(
                "%s: %d before, %d after; %d added, %d removed, %d changed",
                what, s.before(), s.after(), s.added(), s.removed(), s.changed());
        s.listed()
                .first()
                .forEach(e -> line(
                        "  %s %s in %s, %s%s",
                        words(e.kind()),
                        e.name(),
                        e.video(),
                        e.first() == e.last() ? "frame " + e.first() : "frames " + e.first() + " to " + e.last(),
                        e.how().isEmpty() ? "" : ": " + e.how()));
        more(s.listed());
    }

    private void listed(ReleaseDiff d) {
        if (d.changedPictures().all() > 0) {
            line("pictures that differ: %d", d.changedPictures().all());
            d.changedPictures()
                    .first()
                    .forEach(p -> line(
                            "  %s %s frame %d: %d added, %d removed, %d changed%s",
                            words(p.kind()),
                            p.video(),
                            p.frame(),
                            p.added(),
                            p.removed(),
                            p.changed(),
                            p.differs().isEmpty() ? "" : "; picture: " + String.join(", ", p.differs())));
            more(d.changedPictures());
        }
        if (d.changedObjects().all() > 0) {
            line("objects that differ: %d", d.changedObjects().all());
            d.changedObjects().first().forEach(o -> line("  %s", sentence(o)));
            more(d.changedObjects());
        }
    }

    static String sentence(ReleaseDiff.ObjectChange o) {
        String where = words(o.kind()) + " " + o.video() + " frame " + o.frame() + ": ";
        return where
                + switch (o.kind()) {
                    case ADDED -> o.after();
                    case REMOVED -> o.before();
                    case CHANGED ->
                        (o.before().equals(o.after()) ? o.after() : o.before() + " -> " + o.after())
                                + String.format(Locale.ROOT, ", IoU %.4f", o.overlap())
                                + ", by " + o.known() + ": "
                                + String.join(
                                        ", ",
                                        o.facets().stream().map(DiffText::words).toList());
                };
    }

    private void more(ReleaseDiff.Listed<?> listed) {
        long more = listed.all() - listed.first().size();
        if (more > 0) {
            line("  and %d more", more);
        }
    }

    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String nothing(String text) {
        return text.isEmpty() ? "nothing" : text;
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
