package limner.model.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.EventDetails;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.store.StoreException;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import tools.jackson.core.JacksonException;

/// Reads the state from the rows.
final class StateReader {

    private static final AttributeValues NOTHING = AttributeValues.none();

    private final Db db;
    private final CanonicalJson json;
    private final ValueJson values;

    StateReader(Db db, CanonicalJson json, ValueJson values) {
        this.db = db;
        this.json = json;
        this.values = values;
    }

    /// To be called inside a read transaction, so that all tables are of one moment.
    ProjectState read(Meta meta) {
        try {
            return new ProjectState(
                    meta.project(),
                    meta.name(),
                    ontology(),
                    media(),
                    sequences(),
                    labels(),
                    runs(),
                    policies(),
                    models(),
                    releases());
        } catch (BrokenPayloadException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException | JacksonException e) {
            // Values check themselves when they are made; what they say is meant for us, not for people.
            throw unreadable("is not as Limner writes it", e);
        }
    }

    private StoreException unreadable(String clause, RuntimeException cause) {
        return new StoreException(
                "A row of the project \"" + db.file().getFileName() + "\" cannot be read: it " + clause
                        + ". Nothing was changed; rebuild the rows from the log.",
                cause);
    }

    private Ontology ontology() {
        List<LabelClass> classes = db.list(
                r -> new LabelClass(
                        new ClassId(r.getInt(1)),
                        r.getString(2),
                        r.getString(3),
                        ClassKind.valueOf(r.getString(4)),
                        r.getString(5),
                        r.getObject(6) == null ? null : new ClassId(r.getInt(6)),
                        r.getString(7),
                        r.getInt(8) == 1,
                        DetailsJson.details(json.read(r.getString(9)))),
                """
                SELECT id, name, colour, kind, hotkey, parent, guideline, retired, details
                FROM ontology_class ORDER BY position
                """);
        return db.first(r -> new Ontology(r.getInt(1), classes), "SELECT version FROM ontology")
                .orElseGet(Ontology::empty);
    }

    private PMap<MediaId, Media> media() {
        PMap<MediaId, Media> all = HashTreePMap.empty();
        for (Media m : db.list(
                r -> new Media(
                        MediaId.of(r.getString(1)),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getInt(6),
                        r.getInt(7),
                        r.getInt(8),
                        r.getDouble(9)),
                "SELECT id, name, path, fingerprint, sha256, width, height, frame_count, frame_rate FROM media")) {
            all = all.plus(m.id(), m);
        }
        return all;
    }

    private PMap<SequenceId, Sequence> sequences() {
        PMap<SequenceId, Sequence> all = HashTreePMap.empty();
        for (Sequence s : db.list(
                r -> new Sequence(
                        SequenceId.of(r.getString(1)),
                        MediaId.of(r.getString(2)),
                        r.getString(3),
                        new FrameRange(r.getInt(4), r.getInt(5))),
                "SELECT id, media, name, first, last FROM sequence")) {
            all = all.plus(s.id(), s);
        }
        return all;
    }

    /// What is said of one video, while it is gathered.
    private static final class Gathered {
        final List<Label> labels = new ArrayList<>();
        final Map<Integer, FrameState> states = new HashMap<>();
        final List<FrameTag> tags = new ArrayList<>();
        final List<IntervalEvent> intervals = new ArrayList<>();
        final List<Suggestion> suggestions = new ArrayList<>();
        final Map<SuggestionId, Verdict> verdicts = new HashMap<>();
    }

    private PMap<MediaId, MediaLabels> labels() {
        Map<MediaId, Gathered> gathered = new HashMap<>();
        List<Label> labels = new LabelRows(db, json, values).read().orElseGet(this::labelsByRow);
        labels.forEach(l ->
                gathered.computeIfAbsent(l.media(), _ -> new Gathered()).labels.add(l));
        db.each(
                r -> of(gathered, r.getString(1)).states.put(r.getInt(2), FrameState.valueOf(r.getString(3))),
                "SELECT media, frame, state FROM frame_state");
        db.each(
                r -> of(gathered, r.getString(1))
                        .tags
                        .add(new FrameTag(MediaId.of(r.getString(1)), r.getInt(2), new ClassId(r.getInt(3)))),
                "SELECT media, frame, class FROM frame_tag");
        db.each(
                r -> of(gathered, r.getString(2))
                        .intervals
                        .add(new IntervalEvent(
                                IntervalId.of(r.getString(1)),
                                MediaId.of(r.getString(2)),
                                new ClassId(r.getInt(3)),
                                new FrameRange(r.getInt(4), r.getInt(5)),
                                r.getString(6) == null
                                        ? EventDetails.NONE
                                        : values.eventDetails(json.read(r.getString(6))))),
                "SELECT id, media, class, first, last, details FROM interval");
        db.each(
                r -> {
                    Suggestion s = suggestion(r);
                    Gathered here = of(gathered, r.getString(2));
                    here.suggestions.add(s);
                    here.verdicts.put(s.id(), Verdict.valueOf(r.getString(9)));
                },
                "SELECT id, media, frame, class, shape, score, run, refines, verdict, target FROM suggestion");
        PMap<MediaId, MediaLabels> all = HashTreePMap.empty();
        for (Map.Entry<MediaId, Gathered> e : gathered.entrySet()) {
            Gathered g = e.getValue();
            all = all.plus(
                    e.getKey(), MediaLabels.of(g.labels, g.states, g.tags, g.intervals, g.suggestions, g.verdicts));
        }
        return all;
    }

    /// All labels, row by row: names what is wrong with one.
    List<Label> labelsByRow() {
        Map<String, PSortedMap<Integer, Keyframe>> keyframes = new HashMap<>();
        db.each(
                r -> keyframes.merge(
                        r.getString(1),
                        TreePMap.<Integer, Keyframe>empty()
                                .plus(
                                        r.getInt(2),
                                        new Keyframe(
                                                shape(r.getString(3)),
                                                r.getInt(4) == 1,
                                                r.getInt(5) == 1,
                                                Interpolation.valueOf(r.getString(6)),
                                                values(r.getString(7)))),
                        PSortedMap::plusAll),
                "SELECT label, frame, shape, outside, occluded, interpolation, attributes FROM keyframe");
        return db.list(
                r -> new Label(
                        LabelId.of(r.getString(1)),
                        MediaId.of(r.getString(2)),
                        r.getInt(3),
                        new ClassId(r.getInt(4)),
                        Extent.valueOf(r.getString(5)),
                        keyframes.getOrDefault(r.getString(1), TreePMap.empty()),
                        values.origin(json.read(r.getString(6))),
                        values(r.getString(7)),
                        r.getInt(8)),
                "SELECT id, media, number, class, extent, origin, attributes, depth FROM label");
    }

    private Shape shape(String text) {
        @Nullable Shape shape = ShapeText.read(text, 0);
        return shape == null ? values.shape(json.read(text)) : shape;
    }

    /// Most things say nothing of attributes: then nothing is read.
    private AttributeValues values(String text) {
        return text.equals("{}") ? NOTHING : DetailsJson.values(json.read(text));
    }

    private Suggestion suggestion(ResultSet r) throws SQLException {
        @Nullable String refines = r.getString(8);
        @Nullable String target = r.getString(10);
        return new Suggestion(
                SuggestionId.of(r.getString(1)),
                MediaId.of(r.getString(2)),
                r.getInt(3),
                new ClassId(r.getInt(4)),
                shape(r.getString(5)),
                r.getDouble(6),
                RunId.of(r.getString(7)),
                refines == null ? null : SuggestionId.of(refines),
                target == null ? null : LabelId.of(target));
    }

    private static Gathered of(Map<MediaId, Gathered> gathered, String media) {
        return gathered.computeIfAbsent(MediaId.of(media), _ -> new Gathered());
    }

    private PMap<RunId, Run> runs() {
        PMap<RunId, Run> all = HashTreePMap.empty();
        for (Run run : db.list(
                r -> new Run(
                        RunId.of(r.getString(1)),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        values.settings(json.read(r.getString(7)))),
                "SELECT id, plugin, plugin_version, model, model_version, weights_sha256, settings FROM run")) {
            all = all.plus(run.id(), run);
        }
        return all;
    }

    private PMap<PolicyId, Policy> policies() {
        PMap<PolicyId, Policy> all = HashTreePMap.empty();
        for (Policy p : db.list(
                r -> new Policy(PolicyId.of(r.getString(1)), r.getString(2), r.getString(3), r.getDouble(4)),
                "SELECT id, name, text, threshold FROM policy")) {
            all = all.plus(p.id(), p);
        }
        return all;
    }

    private PSortedMap<String, ModelFile> models() {
        Map<String, ModelFile> all = new TreeMap<>();
        db.each(
                r -> all.put(
                        r.getString(1),
                        new ModelFile(r.getString(1), r.getString(2), r.getString(3), r.getString(4), r.getLong(5))),
                "SELECT sha256, name, file_name, card, bytes FROM model");
        return TreePMap.from(all);
    }

    private PSortedMap<String, ReleaseNote> releases() {
        Map<String, ReleaseNote> all = new TreeMap<>();
        db.each(
                r -> all.put(
                        r.getString(1),
                        new ReleaseNote(
                                r.getString(1),
                                r.getLong(2),
                                r.getString(3),
                                ValueJson.parts(json.read(r.getString(4))))),
                "SELECT name, up_to, manifest_sha256, parts FROM release");
        return TreePMap.from(all);
    }
}
