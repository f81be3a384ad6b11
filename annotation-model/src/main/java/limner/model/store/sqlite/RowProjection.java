package limner.model.store.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.EventDetails;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;

/// Writes what an event means into the rows, inside the caller's transaction. Each event touches a few rows only, and
/// what it says was there before must be there.
final class RowProjection {

    /// The tables of the projection, those that others point at last: in this order they can be emptied.
    static final List<String> TABLES = List.of(
            "keyframe",
            "label",
            "frame_tag",
            "interval",
            "suggestion",
            "frame_state",
            "sequence",
            "run",
            "policy",
            "model",
            "release",
            "ontology_class",
            "ontology",
            "media");

    private final Statements to;
    private final CanonicalJson json;
    private final ValueJson values;

    RowProjection(Statements to, CanonicalJson json, ValueJson values) {
        this.to = to;
        this.json = json;
        this.values = values;
    }

    void clear() {
        TABLES.forEach(table -> to.put("DELETE FROM " + table));
    }

    /// Applies events in their order. Labels that are added one behind the other go in together: first what they say
    /// themselves, then their keyframes.
    void applyAll(List<LabelEvent> events) {
        int at = 0;
        while (at < events.size()) {
            List<Label> added = new ArrayList<>();
            while (at + added.size() < events.size() && events.get(at + added.size()) instanceof LabelAdded(Label l)) {
                added.add(l);
            }
            if (added.isEmpty()) {
                apply(events.get(at));
                at++;
            } else {
                added.forEach(this::insertHead);
                added.forEach(this::insertKeyframes);
                at += added.size();
            }
        }
    }

    void apply(LabelEvent event) {
        switch (event) {
            case MediaAdded(Media m) -> insert(m);
            case MediaRemoved(Media m) -> one("DELETE FROM media WHERE id = ?", m.id().toString());
            case MediaChanged(Media _, Media m) ->
                one(
                        """
                        UPDATE media SET name = ?, path = ?, fingerprint = ?, sha256 = ?, width = ?, height = ?,
                                         frame_count = ?, frame_rate = ?
                        WHERE id = ?
                        """,
                        m.name(),
                        m.path(),
                        m.fingerprint(),
                        m.sha256(),
                        m.width(),
                        m.height(),
                        m.frameCount(),
                        m.frameRate(),
                        m.id().toString());
            case OntologyChanged(Ontology before, Ontology after) -> replace(before, after);
            case SequenceAdded(Sequence s) ->
                one(
                        "INSERT INTO sequence (id, media, name, first, last) VALUES (?, ?, ?, ?, ?)",
                        s.id().toString(),
                        s.media().toString(),
                        s.name(),
                        s.range().first(),
                        s.range().last());
            case SequenceRemoved(Sequence s) -> one("DELETE FROM sequence WHERE id = ?", s.id().toString());
            case FrameStateChanged e -> frameState(e);
            case LabelAdded(Label l) -> insert(l);
            case LabelRemoved(Label l) -> {
                to.put("DELETE FROM keyframe WHERE label = ?", l.id().toString());
                one("DELETE FROM label WHERE id = ?", l.id().toString());
            }
            case LabelReclassified e ->
                one(
                        "UPDATE label SET class = ? WHERE id = ?",
                        e.after().value(),
                        e.label().toString());
            case LabelRestacked e ->
                one(
                        "UPDATE label SET depth = ? WHERE id = ?",
                        e.after(),
                        e.label().toString());
            case LabelExtentChanged e ->
                one(
                        "UPDATE label SET extent = ? WHERE id = ?",
                        e.after().name(),
                        e.label().toString());
            case LabelAttributesChanged e ->
                one(
                        "UPDATE label SET attributes = ? WHERE id = ?",
                        json.write(DetailsJson.write(e.after())),
                        e.label().toString());
            case KeyframeAdded e -> insert(e.media(), e.label(), e.frame(), e.keyframe());
            case KeyframeRemoved e -> delete(e.label(), e.frame());
            case KeyframeChanged e -> {
                delete(e.label(), e.frame());
                insert(e.media(), e.label(), e.frame(), e.after());
            }
            case FrameTagged(var t) ->
                one(
                        "INSERT INTO frame_tag (media, frame, class) VALUES (?, ?, ?)",
                        t.media().toString(),
                        t.frame(),
                        t.classId().value());
            case FrameUntagged(var t) ->
                one(
                        "DELETE FROM frame_tag WHERE media = ? AND frame = ? AND class = ?",
                        t.media().toString(),
                        t.frame(),
                        t.classId().value());
            case IntervalAdded(IntervalEvent i) -> insert(i);
            case IntervalRemoved(IntervalEvent i) -> one("DELETE FROM interval WHERE id = ?", i.id().toString());
            case IntervalChanged(IntervalEvent before, IntervalEvent after) -> {
                one("DELETE FROM interval WHERE id = ?", before.id().toString());
                insert(after);
            }
            case RunRecorded(Run r) ->
                one(
                        """
                        INSERT INTO run (id, plugin, plugin_version, model, model_version, weights_sha256, settings)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                        r.id().toString(),
                        r.plugin(),
                        r.pluginVersion(),
                        r.model(),
                        r.modelVersion(),
                        r.weightsSha256(),
                        json.write(values.write(r.settings())));
            case RunWithdrawn(Run r) -> one("DELETE FROM run WHERE id = ?", r.id().toString());
            case SuggestionsOffered e -> e.suggestions().forEach(this::insert);
            case SuggestionsWithdrawn e ->
                e.suggestions().forEach(s -> one("DELETE FROM suggestion WHERE id = ?", s.id().toString()));
            case SuggestionJudged e ->
                one(
                        "UPDATE suggestion SET verdict = ? WHERE id = ?",
                        e.after().name(),
                        e.suggestion().toString());
            case PolicyRecorded(Policy p) ->
                one(
                        "INSERT INTO policy (id, name, text, threshold) VALUES (?, ?, ?, ?)",
                        p.id().toString(),
                        p.name(),
                        p.text(),
                        p.threshold());
            case PolicyWithdrawn(Policy p) -> one("DELETE FROM policy WHERE id = ?", p.id().toString());
            case ModelKept(ModelFile m) ->
                one(
                        "INSERT INTO model (sha256, name, file_name, card, bytes) VALUES (?, ?, ?, ?, ?)",
                        m.sha256(),
                        m.name(),
                        m.fileName(),
                        m.card(),
                        m.bytes());
            case ModelDropped(ModelFile m) -> one("DELETE FROM model WHERE sha256 = ?", m.sha256());
            case ReleaseRecorded(ReleaseNote r) ->
                one(
                        "INSERT INTO release (name, up_to, manifest_sha256, parts) VALUES (?, ?, ?, ?)",
                        r.name(),
                        r.upTo(),
                        r.manifestSha256(),
                        json.write(ValueJson.parts(r)));
            case ReleaseWithdrawn(ReleaseNote r) -> one("DELETE FROM release WHERE name = ?", r.name());
        }
    }

    private void insert(Media m) {
        one(
                """
                INSERT INTO media (id, name, path, fingerprint, sha256, width, height, frame_count, frame_rate)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                m.id().toString(),
                m.name(),
                m.path(),
                m.fingerprint(),
                m.sha256(),
                m.width(),
                m.height(),
                m.frameCount(),
                m.frameRate());
    }

    /// Rows of classes that stay are altered in their place: for one that goes SQLite looks at everything that points
    /// at
    /// it, which for a hundred thousand labels takes a while. Rows that point at a class wait with their check for the
    /// end of the transaction.
    private void replace(Ontology before, Ontology after) {
        List<LabelClass> old = before.classes();
        List<LabelClass> next = after.classes();
        Map<ClassId, Integer> places = new HashMap<>();
        for (int i = 0; i < next.size(); i++) {
            places.put(next.get(i).id(), i);
        }
        // Names and places are unique at every moment, also while two classes change them with each other: what changes
        // steps aside first.
        String aside = aside(old, next);
        for (int i = 0; i < old.size(); i++) {
            LabelClass c = old.get(i);
            Integer place = places.get(c.id());
            if (place == null) {
                one("DELETE FROM ontology_class WHERE id = ?", c.id().value());
            } else if (place != i || !next.get(place).equals(c)) {
                one(
                        "UPDATE ontology_class SET position = -1 - position, name = ? || id WHERE id = ?",
                        aside,
                        c.id().value());
            }
        }
        Map<ClassId, Integer> oldPlaces = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            oldPlaces.put(old.get(i).id(), i);
        }
        for (int i = 0; i < next.size(); i++) {
            LabelClass c = next.get(i);
            Integer place = oldPlaces.get(c.id());
            if (place == null) {
                insert(c, i);
            } else if (place != i || !old.get(place).equals(c)) {
                update(c, i);
            }
        }
        to.put("DELETE FROM ontology");
        if (!after.equals(Ontology.empty())) {
            one("INSERT INTO ontology (only_row, version) VALUES (1, ?)", after.version());
        }
    }

    /// What no name begins with.
    private static String aside(List<LabelClass> old, List<LabelClass> next) {
        StringBuilder aside = new StringBuilder("/");
        while (Stream.concat(old.stream(), next.stream()).anyMatch(c -> c.name().startsWith(aside.toString()))) {
            aside.append('/');
        }
        return aside.toString();
    }

    private void insert(LabelClass c, int position) {
        one("""
                INSERT INTO ontology_class (position, name, colour, kind, hotkey, parent, guideline, retired, details,
                                            id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, fields(c, position));
    }

    private void update(LabelClass c, int position) {
        one("""
                UPDATE ontology_class SET position = ?, name = ?, colour = ?, kind = ?, hotkey = ?, parent = ?,
                                          guideline = ?, retired = ?, details = ?
                WHERE id = ?
                """, fields(c, position));
    }

    private @Nullable Object[] fields(LabelClass c, int position) {
        return new @Nullable Object[] {
            position,
            c.name(),
            c.colour(),
            c.kind().name(),
            c.hotkey(),
            c.parent() == null ? null : c.parent().value(),
            c.guideline(),
            c.retired() ? 1 : 0,
            json.write(DetailsJson.write(ValueJson.object(), c.details())),
            c.id().value()
        };
    }

    private void frameState(FrameStateChanged e) {
        if (e.before() != FrameState.UNSEEN) {
            one(
                    "DELETE FROM frame_state WHERE media = ? AND frame = ?",
                    e.media().toString(),
                    e.frame());
        }
        if (e.after() != FrameState.UNSEEN) {
            one(
                    "INSERT INTO frame_state (media, frame, state) VALUES (?, ?, ?)",
                    e.media().toString(),
                    e.frame(),
                    e.after().name());
        }
    }

    private void insert(Label l) {
        insertHead(l);
        insertKeyframes(l);
    }

    private void insertHead(Label l) {
        to.row(
                "INSERT INTO label (id, media, number, class, extent, origin, attributes, depth)",
                l.id().toString(),
                l.media().toString(),
                l.number(),
                l.classId().value(),
                l.extent().name(),
                json.write(values.write(l.origin())),
                json.write(DetailsJson.write(l.attributes())),
                l.depth());
    }

    private void insertKeyframes(Label l) {
        l.keyframes().forEach((frame, keyframe) -> insert(l.media(), l.id(), frame, keyframe));
    }

    private void insert(MediaId media, LabelId label, int frame, Keyframe k) {
        ValueJson.Drawn shape = values.drawn(k.shape());
        to.row(
                "INSERT INTO keyframe (label, frame, media, outside, occluded, interpolation, attributes, shape, mask)",
                label.toString(),
                frame,
                media.toString(),
                k.outside() ? 1 : 0,
                k.occluded() ? 1 : 0,
                k.interpolation().name(),
                json.write(DetailsJson.write(k.attributes())),
                shape.text(),
                shape.mask());
    }

    private void delete(LabelId label, int frame) {
        one("DELETE FROM keyframe WHERE label = ? AND frame = ?", label.toString(), frame);
    }

    private void insert(IntervalEvent i) {
        one(
                "INSERT INTO interval (id, media, class, first, last, details) VALUES (?, ?, ?, ?, ?, ?)",
                i.id().toString(),
                i.media().toString(),
                i.classId().value(),
                i.range().first(),
                i.range().last(),
                i.details().equals(EventDetails.NONE) ? null : json.write(values.write(i.details())));
    }

    private void insert(Suggestion s) {
        ValueJson.Drawn shape = values.drawn(s.shape());
        one(
                """
                INSERT INTO suggestion (id, media, frame, class, score, run, refines, target, verdict, shape, mask)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                s.id().toString(),
                s.media().toString(),
                s.frame(),
                s.classId().value(),
                s.score(),
                s.run().toString(),
                s.refines() == null ? null : s.refines().toString(),
                s.target() == null ? null : s.target().toString(),
                Verdict.OPEN.name(),
                shape.text(),
                shape.mask());
    }

    private void one(String sql, @Nullable Object... arguments) {
        to.one(sql, arguments);
    }
}
