package limner.model.exchange.events;

import java.util.List;
import java.util.Map;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes events, and nothing that is on pictures, with their seconds by the times of the file. Events whose times
/// nobody knows are told as lost.
public final class EventsExport implements DatasetWriter {

    /// What program they are for.
    public enum Kind {
        /// One table of all videos: comma-separated values (RFC 4180).
        TABLE,
        /// ELAN's annotation format (EAF 3.0), a file for each video: a tier for each class and subject, in
        /// milliseconds.
        ELAN,
        /// Praat's long text (Praat manual, TextGrid file formats), a file for each video: a tier for each class and
        /// subject, intervals and points apart, gaps filled by empty intervals.
        TEXT_GRID
    }

    private final Kind kind;

    public EventsExport(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String id() {
        return switch (kind) {
            case TABLE -> "events-csv";
            case ELAN -> "elan";
            case TEXT_GRID -> "textgrid";
        };
    }

    @Override
    public String title() {
        return switch (kind) {
            case TABLE -> "Events as CSV";
            case ELAN -> "Events for ELAN";
            case TEXT_GRID -> "Events for Praat (TextGrid)";
        };
    }

    @Override
    public boolean wantsTimes() {
        return true;
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                page.annotations().stream()
                        .map(a -> a.track().map(Entry.OnTrack::outside).orElse(false)
                                ? new Fitted.Piece(a, List.of(), Map.of())
                                : Fitted.Piece.leftOut(a, "is left out: only events are written"))
                        .toList(),
                List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        return Entry.Category.of(c.key(), kind == Kind.TABLE ? c.name() : EventFiles.line(c.name()));
    }

    @Override
    public boolean says(Entry.Interval interval) {
        return interval.words().isPresent();
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new EventsWriting(kind, heads, target);
    }
}
