package limner.model.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.EventId;
import limner.model.id.EventIds;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ReplicaId;
import limner.model.provenance.Stamp;
import limner.model.store.Change;
import limner.model.store.Commit;
import limner.model.store.LogHead;
import limner.model.store.StoreException;

/// The two tables of the log: appended to, read in order, never altered.
final class EventLog {

    private static final String SELECT = LogRow.SELECT.formatted("");

    /// Every word of the conditions stands in the definition of the index `event_label`, or SQLite would not take it;
    /// so with `event_offered`. Payloads are canonical, so that the label's id has its place in the text (`0008.sql`).
    static final String OF_LABEL = SELECT + """
            WHERE e.type IN ('label.added', 'label.removed', 'label.reclassified', 'label.extent.changed', 'label.restacked',
                             'label.attributes.changed',
                             'keyframe.added', 'keyframe.removed', 'keyframe.changed')
            AND CASE WHEN e.type IN ('label.added', 'label.removed') THEN substr(e.payload, instr(e.payload, '"id":"') + 6, 36)
                     ELSE substr(e.payload, -85, 36) END = ?
            ORDER BY e.number
            """;

    static final String LOOKED_AT = """
            SELECT CASE WHEN json_valid(payload) THEN payload ->> '$.frame' END FROM event
            WHERE type = 'suggestions.offered' AND CASE WHEN json_valid(payload) THEN payload ->> '$.media' END = ?
                  AND CASE WHEN json_valid(payload) THEN payload ->> '$.suggestions[0].target' END IS NULL
            """;

    /// Events that are inserted one behind the other, before the rows that come of them.
    private static final int TOGETHER = 64;

    private final Db db;
    private final EventCodec codec;

    EventLog(Db db, EventCodec codec) {
        this.db = db;
        this.codec = codec;
    }

    /// Where the next change goes, and what its first event follows.
    ///
    /// @param change number of the change
    /// @param event number of its first event
    /// @param previous the hash before it
    /// @param wall milliseconds of its hybrid logical clock
    /// @param count count of its hybrid logical clock
    record Place(long change, long event, String previous, long wall, long count) {}

    /// Where a change goes that is made now; inside the transaction that appends it.
    Place next(Stamp stamp, Meta meta) {
        long change = db.number("SELECT coalesce(max(number), 0) + 1 FROM change");
        long event = db.number("SELECT coalesce(max(number), 0) + 1 FROM event");
        String replica = stamp.replica().toString();
        LogRow last = db.first(LogRow::read, SELECT + "WHERE e.replica = ? ORDER BY e.number DESC LIMIT 1", replica)
                .orElse(null);
        String previous = last == null ? meta.startOf(replica) : last.hash();
        // A hybrid logical clock never runs backwards, whatever the wall clock does.
        long now = stamp.at().toEpochMilli();
        long wall = last == null ? now : Math.max(now, last.hlcWall());
        long count = last == null || wall > last.hlcWall() ? 0 : last.hlcCount() + 1;
        return new Place(change, event, previous, wall, count);
    }

    /// Makes the statements that append a change. Reads nothing.
    ///
    /// @param to run inside the transaction that the place is of
    /// @param written told a few events at a time, as soon as they are in the log
    Commit append(Place place, Change change, Stamp stamp, Statements to, Consumer<List<LabelEvent>> written) {
        String replica = stamp.replica().toString();
        String actor = stamp.actor().toString();
        String at = stamp.at().toString();
        long number = place.event();
        long count = place.count();
        String previous = place.previous();
        to.put(
                "INSERT INTO change (number, kind, target, title, size) VALUES (?, ?, ?, ?, ?)",
                place.change(),
                change.kind().name(),
                change.target(),
                change.title(),
                change.events().size());
        List<Recorded> recorded = new ArrayList<>(change.events().size());
        List<LogRow> rows = new ArrayList<>(TOGETHER);
        List<LabelEvent> events = new ArrayList<>(TOGETHER);
        EventIds ids = new EventIds();
        for (LabelEvent event : change.events()) {
            EventId id = ids.next();
            EventCodec.Encoded encoded = codec.encode(event);
            LogRow row = new LogRow(
                    number,
                    id.toString(),
                    place.change(),
                    change.kind().name(),
                    change.target(),
                    change.title(),
                    change.events().size(),
                    replica,
                    actor,
                    place.wall(),
                    count,
                    at,
                    encoded.type(),
                    encoded.version(),
                    encoded.payload(),
                    previous,
                    "");
            previous = row.computedHash();
            rows.add(row.withHash(previous));
            events.add(event);
            recorded.add(new Recorded(number, id, place.change(), stamp, event));
            number++;
            count++;
            if (rows.size() == TOGETHER || recorded.size() == change.events().size()) {
                rows.forEach(r -> insert(r, to));
                written.accept(List.copyOf(events));
                rows.clear();
                events.clear();
            }
        }
        return new Commit(place.change(), change, recorded);
    }

    private static void insert(LogRow row, Statements to) {
        to.row(
                """
                INSERT INTO event (number, id, change, replica, actor, hlc_wall, hlc_count, at, type, version, payload,
                                   prev_hash, hash)""",
                row.number(),
                row.id(),
                row.change(),
                row.replica(),
                row.actor(),
                row.hlcWall(),
                row.hlcCount(),
                row.at(),
                row.type(),
                row.version(),
                row.payload(),
                row.previousHash(),
                row.hash());
    }

    List<Recorded> ofChange(long change) {
        return db.list(LogRow::read, SELECT + "WHERE e.change = ? ORDER BY e.number", change).stream()
                .map(this::recorded)
                .toList();
    }

    List<Recorded> ofLabel(LabelId label) {
        return db.list(LogRow::read, OF_LABEL, label.toString()).stream()
                .map(this::recorded)
                .toList();
    }

    List<Recorded> ofOntology() {
        return db.list(LogRow::read, SELECT + "WHERE e.type = 'ontology.changed' ORDER BY e.number").stream()
                .map(this::recorded)
                .toList();
    }

    /// The index holds all that is asked: no event is decoded.
    SortedSet<Integer> lookedAt(MediaId media) {
        return new TreeSet<>(db.list(row -> row.getInt(1), LOOKED_AT, media.toString()));
    }

    void forEachAfter(long number, Consumer<Recorded> reader) {
        db.each(
                row -> reader.accept(recorded(LogRow.read(row))),
                SELECT + "WHERE e.number > ? ORDER BY e.number",
                number);
    }

    private Recorded recorded(LogRow row) {
        try {
            return new Recorded(row.number(), EventId.of(row.id()), row.change(), stamp(row), event(row));
        } catch (BrokenPayloadException e) {
            throw unreadable(row, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unreadable(row, "is not as Limner writes it", e);
        }
    }

    private StoreException unreadable(LogRow row, String clause, RuntimeException cause) {
        return new StoreException(
                "Event " + row.number() + " of the project \"" + db.file().getFileName() + "\" cannot be read: it "
                        + clause + ". Nothing was changed; verify the project and restore a backup.",
                cause);
    }

    private static Stamp stamp(LogRow row) {
        return new Stamp(Instant.parse(row.at()), ActorId.of(row.actor()), ReplicaId.of(row.replica()));
    }

    LabelEvent event(LogRow row) {
        return codec.decode(row.type(), row.version(), row.payload());
    }

    History history() {
        try {
            return readHistory();
        } catch (IndexOutOfBoundsException e) {
            throw new StoreException(
                    "The log of the project \"" + db.file().getFileName()
                            + "\" undoes what was never done. Nothing was changed; verify the project and restore a"
                            + " backup.",
                    e);
        }
    }

    private History readHistory() {
        History[] history = {History.empty()};
        db.each(
                row -> history[0] = history[0].after(
                        History.Kind.valueOf(row.getString(2)),
                        row.getLong(4),
                        new History.Step(row.getLong(1), row.getString(3))),
                "SELECT number, kind, title, target FROM change WHERE kind <> 'FACT' ORDER BY number");
        return history[0];
    }

    LogHead head(Meta meta) {
        return headAt(db.number("SELECT coalesce(max(number), 0) FROM event"), meta);
    }

    /// The head as it was right after this event; 0 for the empty log.
    LogHead headAt(long number, Meta meta) {
        if (number < 0 || number > db.number("SELECT coalesce(max(number), 0) FROM event")) {
            throw new StoreException("The project \"" + db.file().getFileName() + "\" has no event " + number
                    + ". Nothing was changed.");
        }
        Map<String, String> ends = new HashMap<>();
        db.each(row -> ends.put(row.getString(1), row.getString(2)), """
                SELECT e.replica, e.hash FROM event e
                JOIN (SELECT replica, max(number) AS last FROM event WHERE number <= ? GROUP BY replica) l
                ON l.last = e.number
                """, number);
        return head(number, ends, meta);
    }

    /// One chain is known by its last hash; several by the digest of all of theirs.
    static LogHead head(long number, Map<String, String> ends, Meta meta) {
        if (ends.isEmpty()) {
            return new LogHead(number, meta.start());
        }
        if (ends.size() == 1) {
            return new LogHead(number, ends.values().iterator().next());
        }
        StringBuilder all = new StringBuilder();
        new TreeMap<>(ends)
                .forEach((replica, hash) ->
                        all.append(replica).append(' ').append(hash).append('\n'));
        return new LogHead(number, Digests.sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
