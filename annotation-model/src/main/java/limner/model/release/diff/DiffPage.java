package limner.model.release.diff;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A comparison as a page for a browser: one file that needs nothing else, runs no script and asks no network. Whatever
/// comes out of a release stands in it as text.
public final class DiffPage {

    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;\
            background:#fff}
            table{border-collapse:collapse;margin:.5rem 0 1.5rem}
            th,td{border:1px solid #c9ced6;padding:.2rem .6rem;text-align:left;vertical-align:top}
            td.n{text-align:right;font-variant-numeric:tabular-nums}
            td.moved{background:#fde8c8}
            .bar{display:inline-block;height:.8rem;background:#2f6fb2}
            code{font-size:85%;overflow-wrap:anywhere}
            @media (prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}th,td{border-color:#3a4048}\
            td.moved{background:#5a4013}.bar{background:#6fa8e6}}
            """;

    private final StringBuilder page = new StringBuilder();

    private DiffPage() {}

    public static String of(ReleaseDiff diff) {
        return new DiffPage().write(diff);
    }

    private String write(ReleaseDiff d) {
        raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
        text(d.before().name() + " and " + d.after().name());
        raw("</title>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>What differs between two"
                + " releases</h1>\n");
        head("", "name", "project", "event", "manifest");
        side("before", d.before());
        side("after", d.after());
        raw("</table>\n");
        if (d.same()) {
            raw("<p>Nothing: both hold the same pictures with the same labels.</p>\n");
        }
        chosen(d);
        counts(d);
        matrix(d);
        histogram(d);
        tracks(d);
        sayings("Tags", d.tags());
        sayings("Events", d.events());
        pictures(d.changedPictures());
        objects(d.changedObjects());
        raw("</body>\n</html>\n");
        return page.toString();
    }

    private void side(String which, ReleaseDiff.Side s) {
        raw("<tr>");
        cells(which, s.name(), s.projectName(), Long.toString(s.event()));
        raw("<td><code>");
        text(s.manifestSha256());
        raw("</code></td></tr>\n");
    }

    private void chosen(ReleaseDiff d) {
        List<ReleaseDiff.VideoPair> videos = d.videos().stream()
                .filter(v -> v.known() != ReleaseDiff.VideoPair.Known.PROJECT_ID
                        || !v.before().equals(v.after()))
                .toList();
        if (!d.plan().isEmpty()) {
            title("Plan");
            head("property", "before", "after");
            d.plan().forEach(s -> row(s.property(), s.before(), s.after()));
            raw("</table>\n");
        }
        if (!videos.isEmpty()) {
            title("Videos");
            head("before", "after", "recognised by");
            videos.forEach(v -> row(v.before(), v.after(), words(v.known())));
            raw("</table>\n");
        }
        if (!d.classes().isEmpty()) {
            title("Classes");
            head("class", "", "property", "before", "after");
            for (ReleaseDiff.ClassChange c : d.classes()) {
                if (c.said().isEmpty()) {
                    row(c.name(), words(c.kind()), "", "", "");
                }
                c.said().forEach(s -> row(c.name(), words(c.kind()), s.property(), s.before(), s.after()));
            }
            raw("</table>\n");
        }
    }

    private void counts(ReleaseDiff d) {
        title("Counts");
        head("", "before", "after", "added", "removed", "changed", "same");
        ReleaseDiff.Pictures p = d.pictures();
        numbers("pictures", p.before(), p.after(), p.added(), p.removed(), p.changed(), p.same());
        ReleaseDiff.Objects o = d.objects();
        numbers("objects on pictures of both", o.before(), o.after(), o.added(), o.removed(), o.changed(), o.same());
        raw("</table>\n<p>");
        text("Objects of both were recognised by the id of their label (" + o.byLabel() + ") or by covering each other"
                + " best (" + o.byOverlap() + "). Pictures that were added carry " + p.labelsOnAdded()
                + " labels, those that were removed " + p.labelsOnRemoved() + ".");
        raw("</p>\n");
        if (!o.facets().isEmpty()) {
            head("changed objects differ in", "objects");
            o.facets().forEach((facet, n) -> numbers(words(facet), n));
            raw("</table>\n");
        }
    }

    private void matrix(ReleaseDiff d) {
        if (d.moves().isEmpty()) {
            return;
        }
        SortedSet<String> rows = new TreeSet<>();
        SortedSet<String> columns = new TreeSet<>();
        SortedMap<String, Long> cells = new TreeMap<>();
        SortedSet<String> moved = new TreeSet<>();
        for (ReleaseDiff.Move m : d.moves()) {
            rows.add(m.before());
            columns.add(m.after());
            String key = key(m.before(), m.after());
            cells.merge(key, m.objects(), Long::sum);
            if (m.moved()) {
                moved.add(key);
            }
        }
        title("Classes before (rows) and after (columns)");
        head(Stream.concat(Stream.of(""), columns.stream().map(c -> c.isEmpty() ? "removed" : c))
                .toArray(String[]::new));
        for (String row : rows) {
            raw("<tr>");
            cells(row.isEmpty() ? "added" : row);
            for (String column : columns) {
                String key = key(row, column);
                raw(moved.contains(key) ? "<td class=\"n moved\">" : "<td class=\"n\">");
                text(cells.containsKey(key) ? Long.toString(Objects.requireNonNull(cells.get(key))) : "");
                raw("</td>");
            }
            raw("</tr>\n");
        }
        raw("</table>\n");
    }

    private static String key(String before, String after) {
        return before + "\n" + after;
    }

    private void histogram(ReleaseDiff d) {
        long all = d.overlaps().objects();
        if (all == 0) {
            return;
        }
        title("Shapes that changed");
        raw("<p>");
        text(String.format(
                Locale.ROOT,
                "%d objects; intersection over union in pixels, %.4f in the mean.",
                all,
                d.overlaps().mean()));
        raw("</p>\n");
        head("intersection over union", "objects", "");
        for (int i = 0; i < d.overlaps().bins().size(); i++) {
            long n = d.overlaps().bins().get(i);
            raw("<tr>");
            cells(ReleaseDiff.Overlaps.name(i));
            raw("<td class=\"n\">" + n + "</td><td><span class=\"bar\" style=\"width:" + 300 * n / all
                    + "px\"></span></td></tr>\n");
        }
        raw("</table>\n");
    }

    private void tracks(ReleaseDiff d) {
        ReleaseDiff.Tracks t = d.tracks();
        if (t.before() + t.after() == 0) {
            return;
        }
        title("Tracks");
        head("before", "after", "added", "removed", "split", "joined");
        raw("<tr>");
        Stream.of(
                        t.before(),
                        t.after(),
                        t.added(),
                        t.removed(),
                        (long) t.split().size(),
                        (long) t.joined().size())
                .forEach(n -> raw("<td class=\"n\">" + n + "</td>"));
        raw("</tr></table>\n");
        if (!t.split().isEmpty() || !t.joined().isEmpty()) {
            head("track", "video", "", "tracks (objects in common)");
            t.split().forEach(k -> row(k.name(), k.video(), "is now", DiffText.shares(k)));
            t.joined().forEach(k -> row(k.name(), k.video(), "was", DiffText.shares(k)));
            raw("</table>\n");
        }
    }

    private void sayings(String what, ReleaseDiff.Sayings s) {
        if (s.added() + s.removed() + s.changed() == 0) {
            return;
        }
        title(what);
        head("", "class", "video", "first frame", "last frame", "");
        s.listed()
                .first()
                .forEach(e -> row(
                        words(e.kind()),
                        e.name(),
                        e.video(),
                        Integer.toString(e.first()),
                        Integer.toString(e.last()),
                        e.how()));
        raw("</table>\n");
        more(s.listed());
    }

    private void pictures(ReleaseDiff.Listed<ReleaseDiff.PictureChange> listed) {
        if (listed.all() == 0) {
            return;
        }
        title("Pictures that differ");
        head("", "video", "frame", "objects added", "removed", "changed", "the picture itself");
        listed.first()
                .forEach(p -> row(
                        words(p.kind()),
                        p.video(),
                        Integer.toString(p.frame()),
                        Long.toString(p.added()),
                        Long.toString(p.removed()),
                        Long.toString(p.changed()),
                        String.join(", ", p.differs())));
        raw("</table>\n");
        more(listed);
    }

    private void objects(ReleaseDiff.Listed<ReleaseDiff.ObjectChange> listed) {
        if (listed.all() == 0) {
            return;
        }
        title("Objects that differ");
        head("", "video", "frame", "before", "after", "differs in", "IoU", "recognised by", "label");
        listed.first()
                .forEach(o -> row(
                        words(o.kind()),
                        o.video(),
                        Integer.toString(o.frame()),
                        o.before(),
                        o.after(),
                        String.join(
                                ", ", o.facets().stream().map(DiffPage::words).toList()),
                        o.known().isEmpty() ? "" : String.format(Locale.ROOT, "%.4f", o.overlap()),
                        o.known(),
                        o.label()));
        raw("</table>\n");
        more(listed);
    }

    private void more(ReleaseDiff.Listed<?> listed) {
        long more = listed.all() - listed.first().size();
        if (more > 0) {
            raw("<p>And " + more + " more.</p>\n");
        }
    }

    // Markup.

    private void title(String words) {
        raw("<h2>" + words + "</h2>\n");
    }

    private void head(String... names) {
        raw("<table>\n<tr>");
        for (String name : names) {
            raw("<th>");
            text(name);
            raw("</th>");
        }
        raw("</tr>\n");
    }

    private void row(String... cells) {
        raw("<tr>");
        cells(cells);
        raw("</tr>\n");
    }

    private void cells(String... cells) {
        for (String cell : cells) {
            raw("<td>");
            text(cell);
            raw("</td>");
        }
    }

    private void numbers(String what, long... numbers) {
        raw("<tr>");
        cells(what);
        for (long n : numbers) {
            raw("<td class=\"n\">" + n + "</td>");
        }
        raw("</tr>\n");
    }

    private void raw(String markup) {
        page.append(markup);
    }

    /// Nothing a name holds can become markup, or a character that a page may not hold.
    private void text(String words) {
        words.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '&' -> page.append("&amp;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.appendCodePoint(Character.isISOControl(c) || isHalf(c) ? '?' : c);
            }
        });
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String words(Enum<?> value) {
        return DiffText.words(value).replace('_', ' ');
    }
}
