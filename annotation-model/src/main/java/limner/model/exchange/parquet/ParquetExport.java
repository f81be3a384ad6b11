package limner.model.exchange.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes tables for analysis engines (DuckDB, pandas, Spark): a row for each label and frame, and tables of frames,
/// tags, events and classes beside, with what only a project knows, such as origin, score and times. Nothing is lost
/// but what no table holds: how tracks go on between keyframes.
public final class ParquetExport implements DatasetWriter {

    @Override
    public String id() {
        return "parquet";
    }

    @Override
    public String title() {
        return "Tables for analysis (Parquet)";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                page.annotations().stream()
                        .map(a -> a.track().map(Entry.OnTrack::outside).orElse(false)
                                ? new Fitted.Piece(a, List.of(), Map.of())
                                : Fitted.Piece.of(a, a))
                        .toList(),
                page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return category;
    }

    @Override
    public boolean says(Entry.Interval interval) {
        return true;
    }

    @Override
    public boolean wantsTimes() {
        return true;
    }

    @Override
    public boolean wantsDetails() {
        return true;
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new ParquetWriting(heads, target);
    }
}
