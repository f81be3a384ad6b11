package limner.model.exchange.events;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.budget.EventTable;
import limner.model.budget.EventWords;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes all events at the end.
record EventsWriting(EventsExport.Kind kind, Heads heads, Target target) implements DatasetWriter.Writing {

    private static final String TABLE = "events.csv";

    @Override
    public List<String> page(Page page) {
        return List.of();
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        if (kind == EventsExport.Kind.TABLE) {
            table(intervals);
            return;
        }
        SequencedMap<String, List<Entry.Interval>> byVideo = new LinkedHashMap<>();
        intervals.forEach(
                i -> byVideo.computeIfAbsent(i.video(), _ -> new ArrayList<>()).add(i));
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, List<Entry.Interval>> e : byVideo.entrySet()) {
            Entry.Video video = video(e.getKey());
            List<EventFiles.Tier> tiers = EventFiles.tiers(e.getValue(), heads);
            if (kind == EventsExport.Kind.ELAN) {
                Elan.write(target.create(EventFiles.nameOf(video, ".eaf", taken)), video, tiers);
            } else {
                double length = EventFiles.words(e.getValue().getFirst()).length();
                try (Writer out = writer(EventFiles.nameOf(video, ".TextGrid", taken))) {
                    out.write(TextGrid.text(tiers, length));
                }
            }
        }
    }

    private Entry.Video video(String key) {
        return heads.video(key).orElseThrow(() -> new IllegalArgumentException("Video " + key + " was not told."));
    }

    private void table(List<Entry.Interval> intervals) throws IOException {
        try (Writer out = writer(TABLE)) {
            out.write(EventTable.names());
            for (Entry.Interval i : intervals) {
                EventWords words = EventFiles.words(i);
                out.write(EventTable.row(
                        video(i.video()).name(), heads.category(i.category()).name(), i.first(), i.last(), words));
            }
        }
    }

    private Writer writer(String path) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(target.create(path), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // Each file is written in one go.
    }
}
