package limner.model.exchange.out;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.EntryKeeper;
import limner.model.exchange.EntrySource;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Loss;
import limner.model.exchange.LossReport;
import limner.model.exchange.Losses;
import limner.model.exchange.Lost;
import limner.model.exchange.Numbers;
import limner.model.exchange.Page;
import limner.model.exchange.Survey;
import limner.model.exchange.Target;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import org.jspecify.annotations.Nullable;

/// Writes what a source tells in a format. The trial and the writing take the same way, so that the losses that were
/// shown are those of what is written. Memory is needed for categories, videos and pictures, and for what is said of
/// one picture.
///
/// @param source told twice for a writing: what it says the second time must be what it said the first
public record Export(EntrySource source, DatasetWriter writer, Choices choices) {

    /// What would be lost. Writes nothing.
    ///
    /// @throws IOException when the source cannot be read
    /// @throws UnreadableException when the source is not what it claims to be
    /// @throws IllegalArgumentException when the source cannot be written in any format, with a sentence for the user
    public LossReport trial() throws IOException, UnreadableException {
        Counter counter = new Counter();
        walk(counter, heads(), null, null);
        return counter.report();
    }

    /// Writes everything, and does not publish it.
    ///
    /// @param keeper told everything in full, and its end; the caller closes it
    /// @return what was lost
    /// @throws IOException when something cannot be read or written
    /// @throws UnreadableException when the source is not what it claims to be
    /// @throws IllegalArgumentException when something cannot be written, with a sentence for the user
    public LossReport write(Target target, EntryKeeper keeper) throws IOException, UnreadableException {
        Heads heads = heads();
        Counter counter = new Counter();
        try (DatasetWriter.Writing writing = writer.begin(heads, choices, target)) {
            walk(counter, heads, writing, keeper);
        } catch (Wrapped e) {
            throw e.cause;
        }
        keeper.end();
        return counter.report();
    }

    private Heads heads() throws IOException, UnreadableException {
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Video> videos = new LinkedHashMap<>();
        SequencedMap<String, Entry.Picture> pictures = new LinkedHashMap<>();
        StringBuilder about = new StringBuilder();
        AtomicLong annotation = new AtomicLong();
        AtomicLong track = new AtomicLong();
        source.tell(entry -> {
            switch (entry) {
                case Entry.About a -> about.append(a.fields());
                case Entry.Category c -> once(categories.putIfAbsent(c.key(), c), "Category " + c.key());
                case Entry.Video v -> once(videos.putIfAbsent(v.key(), v), "Video " + v.key());
                case Entry.Picture p -> once(pictures.putIfAbsent(p.key(), p), "Picture " + p.key());
                case Entry.Annotation a -> {
                    annotation.accumulateAndGet(Numbers.whole(a.key()), Math::max);
                    a.track().ifPresent(t -> track.accumulateAndGet(Numbers.whole(Numbers.last(t.key())), Math::max));
                }
                case Entry.Tag _, Entry.Interval _, Entry.NotTaken _ -> {}
            }
        });
        return new Heads(about.toString(), categories, videos, pictures, annotation.get(), track.get());
    }

    private static void once(@Nullable Entry before, String what) {
        if (before != null) {
            throw new IllegalArgumentException(what + " is told twice.");
        }
    }

    private void walk(
            Counter counter, Heads heads, DatasetWriter.@Nullable Writing writing, @Nullable EntryKeeper keeper)
            throws IOException, UnreadableException {
        for (Entry.Category c : heads.categories().values()) {
            Losses.of(c, writer.fit(c), counter::add);
        }
        Walk walk = new Walk(counter, heads, writing, keeper);
        source.tell(walk);
        walk.end();
    }

    /// An exception of a stream on its way through a source that knows none.
    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        Wrapped(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /// Gathers what is said of a picture until the next one comes.
    private final class Walk implements Consumer<Entry> {

        private final Counter counter;
        private final Heads heads;
        private final DatasetWriter.@Nullable Writing writing;
        private final @Nullable EntryKeeper keeper;
        private final Iterator<Entry.Picture> pictures;
        private final List<Entry> gathered = new ArrayList<>();
        private final List<Entry.Interval> intervals = new ArrayList<>();
        private Entry.@Nullable Picture current;

        Walk(Counter counter, Heads heads, DatasetWriter.@Nullable Writing writing, @Nullable EntryKeeper keeper) {
            this.counter = counter;
            this.heads = heads;
            this.writing = writing;
            this.keeper = keeper;
            this.pictures = heads.pictures().values().iterator();
        }

        @Override
        public void accept(Entry entry) {
            switch (entry) {
                case Entry.About a -> inOrder(a);
                case Entry.Category c -> keep(c);
                case Entry.Video v -> {
                    keep(v);
                    fields(new Entry.At("", "video " + v.key()), v.extras());
                }
                case Entry.Picture p -> {
                    keep(p);
                    fields(new Entry.At("", "picture " + p.key()), p.extras());
                }
                case Entry.Annotation a -> gather(a.picture(), a);
                case Entry.Tag t -> gather(t.picture(), t);
                case Entry.Interval i -> {
                    inOrder(i);
                    if (writer.says(i)) {
                        intervals.add(i);
                    } else {
                        String what = writer.wantsTimes()
                                ? "is an event whose seconds are not known, as its video is not there"
                                : "is an event";
                        counter.add(new Lost(i.at(), name(i.category()), Loss.EVENTS, what));
                    }
                }
                case Entry.NotTaken n -> {
                    inOrder(n);
                    counter.add(new Lost(n.at(), "", Loss.UNREAD, n.reason()));
                }
            }
        }

        private void fields(Entry.At at, String extras) {
            if (!extras.isEmpty() && !writer.saysFields()) {
                counter.add(new Lost(at, "", Loss.EXTRAS, "has other fields"));
            }
        }

        private String name(String category) {
            return heads.category(category).name();
        }

        private void keep(Entry entry) {
            if (keeper != null) {
                kept(keeper, entry, List.of());
            }
        }

        private static void kept(EntryKeeper keeper, Entry entry, List<String> writtenAs) {
            try {
                keeper.keep(entry, writtenAs);
            } catch (IOException e) {
                throw new Wrapped(e);
            }
        }

        /// What is said of no picture is kept where it was told.
        private void inOrder(Entry entry) {
            if (gathered.isEmpty()) {
                keep(entry);
            } else {
                gathered.add(entry);
            }
        }

        private void gather(String picture, Entry entry) {
            while (current == null || !current.key().equals(picture)) {
                next();
                if (current == null) {
                    throw new IllegalArgumentException(
                            heads.pictures().containsKey(picture)
                                    ? "What is said of pictures is not in their order."
                                    : "Picture " + picture + " was not told.");
                }
            }
            gathered.add(entry);
        }

        /// Writes what was gathered and goes on to the next picture, if there is one.
        private void next() {
            if (current != null) {
                page(current);
                gathered.clear();
            }
            current = pictures.hasNext() ? pictures.next() : null;
        }

        private void page(Entry.Picture picture) {
            List<Entry.Annotation> annotations = new ArrayList<>();
            List<Entry.Tag> tags = new ArrayList<>();
            for (Entry entry : gathered) {
                if (entry instanceof Entry.Annotation a) {
                    annotations.add(sized(a, picture));
                } else if (entry instanceof Entry.Tag t) {
                    tags.add(t);
                }
            }
            Fitted fitted = writer.fit(new Page(picture, annotations, tags), heads, choices);
            for (Fitted.Piece piece : fitted.pieces()) {
                counter.count(piece, heads.category(piece.before().category()).name(), picture);
            }
            for (Entry.Tag t : tags) {
                if (!fitted.tags().contains(t)) {
                    counter.add(new Lost(t.at(), name(t.category()), Loss.TAGS, "is a tag"));
                }
            }
            List<String> ids = written(fitted.page(picture));
            if (keeper != null) {
                keepAll(fitted.pieces().iterator(), ids.iterator());
            }
        }

        /// A mask may have been made on another picture of a sequence, and have that one's size.
        private Entry.Annotation sized(Entry.Annotation a, Entry.Picture picture) {
            if (!(a.shape().orElse(null) instanceof Mask(Rle rle))
                    || rle.width() == picture.width() && rle.height() == picture.height()) {
                return a;
            }
            Rle cut = rle.inPicture(picture.width(), picture.height());
            counter.add(new Lost(
                    a.at(),
                    name(a.category()),
                    Loss.COORDINATES,
                    "is a mask for a picture of " + rle.width() + " × " + rle.height(),
                    rle.area() - cut.area()));
            return a.withShape(new Mask(cut));
        }

        private void keepAll(Iterator<Fitted.Piece> pieces, Iterator<String> ids) {
            for (Entry entry : gathered) {
                List<String> writtenAs = new ArrayList<>();
                if (entry instanceof Entry.Annotation) {
                    pieces.next().after().forEach(_ -> writtenAs.add(ids.next()));
                }
                kept(requireNonNull(keeper), entry, writtenAs);
            }
        }

        private List<String> written(Page page) {
            if (writing == null) {
                return List.of();
            }
            try {
                return writing.page(page);
            } catch (IOException e) {
                throw new Wrapped(e);
            }
        }

        void end() throws IOException {
            while (current != null || pictures.hasNext()) {
                next();
            }
            if (writing != null) {
                writing.end(intervals);
            }
        }
    }

    private static final class Counter {
        private final SortedMap<Loss, SortedMap<String, Integer>> counts = new TreeMap<>();
        private final List<Lost> first = new ArrayList<>();
        private int annotations;
        private int whole;
        private int written;
        private long pixels;

        void add(Lost lost) {
            counts.computeIfAbsent(lost.loss(), _ -> new TreeMap<>()).merge(lost.category(), 1, Integer::sum);
            pixels += lost.pixels();
            if (first.size() < Survey.KEPT) {
                first.add(lost);
            }
        }

        void count(Fitted.Piece piece, String category, Entry.Picture picture) {
            List<Lost> lost = new ArrayList<>();
            Losses.of(piece, category, picture, lost::add);
            lost.forEach(this::add);
            annotations++;
            written += piece.after().size();
            whole += lost.isEmpty() ? 1 : 0;
        }

        LossReport report() {
            return new LossReport(annotations, whole, written, counts, first, pixels);
        }
    }
}
