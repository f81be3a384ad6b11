package limner.model.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.AttributeValues;
import limner.model.provenance.Origin;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import tools.jackson.databind.JsonNode;

/// Reads all labels with their keyframes quickly: the bulk of what opening a project reads. SQLite joins many rows into
/// one text, because every row and column that is asked for costs a call into it, and another thread takes the texts to
/// pieces meanwhile.
///
/// Whatever is not as Limner writes it ends the attempt: [StateReader] then reads row by row, and finds the words for
/// what is wrong.
final class LabelRows {

    private static final char FIELD = 31;
    private static final char ROW = 30;

    /// Rows in one text.
    private static final int PAGE = 1_000;

    /// Texts that wait to be taken to pieces, so that memory does not depend on how many there are.
    private static final int AHEAD = 4;

    /// Neither of the two characters between fields and rows can stand in JSON, in an id, or in the text of a mask.
    /// Long shapes and masks are asked for one by one, so that a text cannot become very long.
    private static final String SELECT = """
            SELECT coalesce(string_agg(concat_ws(char(31),
                       k.label, k.frame, k.outside, k.occluded, k.interpolation, k.attributes,
                       l.media, l.number, l.class, l.extent, l.origin, l.attributes, l.depth,
                       CASE WHEN octet_length(k.shape) <= 8192 THEN k.shape ELSE '' END,
                       coalesce((SELECT CAST(b.bytes AS TEXT) FROM blob b
                                 WHERE b.sha256 = k.mask AND octet_length(b.bytes) <= 8192), '')), char(30)), '')
            FROM (SELECT * FROM keyframe WHERE (label, frame) > (?, ?) ORDER BY label, frame LIMIT ?) k
            CROSS JOIN label l ON l.id = k.label
            """;

    private static final String SHAPE = "SELECT shape FROM keyframe WHERE label = ? AND frame = ?";

    private final Db db;
    private final CanonicalJson json;
    private final ValueJson values;

    LabelRows(Db db, CanonicalJson json, ValueJson values) {
        this.db = db;
        this.json = json;
        this.values = values;
    }

    /// What a label says beside its keyframes.
    private record Head(
            LabelId id,
            MediaId media,
            int number,
            ClassId classId,
            Extent extent,
            Origin origin,
            AttributeValues attributes,
            int depth) {}

    /// One keyframe.
    ///
    /// @param id of the label, as it stands in the file
    /// @param shape null when it is to be asked for by itself
    private record Row(
            String id,
            Head head,
            int frame,
            @Nullable Shape shape,
            boolean outside,
            boolean occluded,
            Interpolation interpolation,
            AttributeValues attributes) {}

    /// All labels, in no order that means anything; empty when something is not as it should be.
    Optional<List<Label>> read() {
        try (ExecutorService reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("label-reader").daemon().factory())) {
            List<Label> labels = gather(reader);
            // A label without keyframes would be passed over here.
            return labels.size() == db.number("SELECT count(*) FROM label") ? Optional.of(labels) : Optional.empty();
        } catch (ExecutionException | RuntimeException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private List<Label> gather(ExecutorService reader) throws ExecutionException, InterruptedException {
        Gathering gathering = new Gathering();
        Pages pages = new Pages();
        Deque<Future<List<Row>>> waiting = new ArrayDeque<>();
        String label = "";
        long frame = -1;
        while (true) {
            String page =
                    db.first(r -> r.getString(1), SELECT, label, frame, PAGE).orElseThrow();
            if (page.isEmpty()) {
                break;
            }
            waiting.add(reader.submit(() -> pages.rows(page)));
            int last = page.lastIndexOf(ROW) + 1;
            int end = page.indexOf(FIELD, last);
            label = page.substring(last, end);
            frame = Long.parseLong(page, end + 1, page.indexOf(FIELD, end + 1), 10);
            if (waiting.size() > AHEAD) {
                gathering.addAll(waiting.remove().get());
            }
        }
        for (Future<List<Row>> rows : waiting) {
            gathering.addAll(rows.get());
        }
        return gathering.labels();
    }

    /// Makes labels of rows that come in the order of labels and frames. The thread of the database.
    private final class Gathering {
        private final List<Label> labels = new ArrayList<>();
        private final TreeMap<Integer, Keyframe> keyframes = new TreeMap<>();
        private @Nullable Row last;

        void addAll(List<Row> rows) {
            for (Row row : rows) {
                if (last != null && !last.id().equals(row.id())) {
                    finish(last);
                }
                keyframes.put(row.frame(), keyframe(row));
                last = row;
            }
        }

        List<Label> labels() {
            if (last != null) {
                finish(last);
            }
            return labels;
        }

        private void finish(Row row) {
            Head head = row.head();
            PSortedMap<Integer, Keyframe> all = keyframes.size() == 1
                    ? TreePMap.singleton(row.frame(), keyframes.firstEntry().getValue())
                    : TreePMap.fromSortedMap(keyframes);
            labels.add(new Label(
                    head.id(),
                    head.media(),
                    head.number(),
                    head.classId(),
                    head.extent(),
                    all,
                    head.origin(),
                    head.attributes(),
                    head.depth()));
            keyframes.clear();
        }

        private Keyframe keyframe(Row row) {
            Shape shape = row.shape();
            if (shape == null) {
                shape = values.shape(json.read(db.first(r -> r.getString(1), SHAPE, row.id(), row.frame())
                        .orElseThrow()));
            }
            return new Keyframe(shape, row.outside(), row.occluded(), row.interpolation(), row.attributes());
        }
    }

    /// Takes texts to pieces. The thread of the reader.
    private static final class Pages {
        private final CanonicalJson json = new CanonicalJson();
        private final Beside masks = new Beside();
        private final ValueJson values = new ValueJson(masks);
        private final Function<String, Origin> origins = remembered(text -> values.origin(json.read(text)));
        private final Function<String, MediaId> media = remembered(MediaId::of);
        private final Function<String, ClassId> classes = remembered(text -> new ClassId(Integer.parseInt(text)));
        private final Function<String, AttributeValues> attributes = remembered(this::attributesOf);
        private String text = "";
        private int at;
        private @Nullable String lastId;
        private @Nullable Head lastHead;

        List<Row> rows(String page) {
            text = page;
            at = 0;
            List<Row> rows = new ArrayList<>(PAGE);
            while (at < text.length()) {
                rows.add(row());
            }
            return rows;
        }

        private Row row() {
            String id = field();
            int frame = number();
            boolean outside = number() == 1;
            boolean occluded = number() == 1;
            Interpolation interpolation = Interpolation.valueOf(field());
            AttributeValues said = attributes.apply(field());
            Head head = head(id);
            return new Row(id, head, frame, shape(), outside, occluded, interpolation, said);
        }

        /// The rows of one label stand one behind the other, and all say the same of it.
        private Head head(String id) {
            Head head = lastHead;
            if (head != null && id.equals(lastId)) {
                for (int i = 0; i < 7; i++) {
                    end(FIELD);
                }
                return head;
            }
            head = new Head(
                    LabelId.of(id),
                    media.apply(field()),
                    number(),
                    classes.apply(field()),
                    Extent.valueOf(field()),
                    origins.apply(field()),
                    attributes.apply(field()),
                    number());
            lastId = id;
            lastHead = head;
            return head;
        }

        private @Nullable Shape shape() {
            int from = at;
            int to = end(FIELD);
            int mask = at;
            int end = end(ROW);
            if (from == to) {
                return null;
            }
            Shape shape = ShapeText.read(text, from, to);
            if (shape != null) {
                return shape;
            }
            JsonNode written = json.read(text.substring(from, to));
            if (mask == end && ValueJson.maskOf(written) != null) {
                return null;
            }
            masks.text = text.substring(mask, end);
            return values.shape(written);
        }

        private AttributeValues attributesOf(String words) {
            AttributeValues said = AttributeText.read(words);
            return said != null ? said : DetailsJson.values(json.read(words));
        }

        private String field() {
            int from = at;
            return text.substring(from, end(FIELD));
        }

        private int number() {
            int from = at;
            return Integer.parseInt(text, from, end(FIELD), 10);
        }

        /// Where this field ends; the next one is read from behind that.
        private int end(char separator) {
            int end = text.indexOf(separator, at);
            if (end < 0) {
                if (separator == FIELD) {
                    throw new IllegalArgumentException("a row has too few fields");
                }
                end = text.length();
            }
            at = end + 1;
            return end;
        }

        /// The same words come again and again, and what is read from them can be shared.
        private static <T> Function<String, T> remembered(Function<String, T> read) {
            Map<String, T> known = new HashMap<>();
            return words -> {
                T same = known.get(words);
                if (same == null) {
                    same = read.apply(words);
                    if (known.size() < 10_000) {
                        known.put(words, same);
                    }
                }
                return same;
            };
        }
    }

    /// The mask that came along with a row.
    private static final class Beside implements MaskBlobs {
        private String text = "";

        @Override
        public String keep(Rle mask) {
            throw new IllegalStateException("nothing is written here");
        }

        @Override
        public Rle read(String sha256, int width, int height) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!Digests.sha256(bytes).equals(sha256)) {
                throw new IllegalArgumentException("a mask is not what it should be");
            }
            return Rle.ofCompressed(width, height, bytes);
        }
    }
}
