package limner.app.ui.timeline;

import java.util.List;
import java.util.Optional;
import limner.model.id.IntervalId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.Sequence;
import limner.model.ontology.LabelClass;

/// One line of the timeline.
sealed interface Row {

    /// What stays the same while the content changes, so that folding and the keyboard's place survive an edit.
    String key();

    /// How many things the keyboard can walk to.
    int size();

    /// One of them, from the left to the right.
    Item item(int index);

    /// Something on a row that can be walked to.
    record Item(FrameRange range, Optional<IntervalId> interval) {

        static Item at(int frame) {
            return new Item(FrameRange.of(frame), Optional.empty());
        }
    }

    /// Names and places of the parts of the video.
    record Sequences(List<Sequence> sequences) implements Row {

        @Override
        public String key() {
            return "sequences";
        }

        @Override
        public int size() {
            return sequences.size();
        }

        @Override
        public Item item(int index) {
            return new Item(sequences.get(index).range(), Optional.empty());
        }
    }

    /// One half of the waveform: what is above or what is below the middle.
    record Sound(Half half) implements Row {

        enum Half {
            UPPER,
            LOWER
        }

        @Override
        public String key() {
            return "sound " + half;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Item item(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }

    /// Heads a group that can be folded, and shows where its content is.
    record Group(Kind kind, int members, boolean open, Density content) implements Row {

        enum Kind {
            TRACKS,
            EVENTS
        }

        @Override
        public String key() {
            return "group " + kind;
        }

        @Override
        public int size() {
            return open ? 0 : content.size();
        }

        @Override
        public Item item(int index) {
            return Item.at(content.frame(index));
        }
    }

    record Track(TrackBar bar) implements Row {

        @Override
        public String key() {
            return "track " + bar.label().id();
        }

        @Override
        public int size() {
            return bar.size();
        }

        @Override
        public Item item(int index) {
            return Item.at(bar.frame(index));
        }
    }

    /// Where there is something, and how much.
    record Strip(Kind kind, Density content) implements Row {

        enum Kind {
            LABELS,
            TAGS
        }

        @Override
        public String key() {
            return "strip " + kind;
        }

        @Override
        public int size() {
            return content.size();
        }

        @Override
        public Item item(int index) {
            return Item.at(content.frame(index));
        }
    }

    /// What models suggested, and what became of it.
    ///
    /// @param all suggestions that wait or were judged; one that another one was taken for is neither
    /// @param open those that wait for a verdict
    /// @param taken those that were accepted, as they were or corrected
    /// @param rejected those that were refused
    record Reviews(Density all, Density open, Density taken, Density rejected) implements Row {

        static final Reviews NONE = new Reviews(Density.NONE, Density.NONE, Density.NONE, Density.NONE);

        @Override
        public String key() {
            return "reviews";
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public Item item(int index) {
            return Item.at(all.frame(index));
        }
    }

    /// Events of one class, by their first frames.
    record Lane(LabelClass labelClass, List<IntervalEvent> events) implements Row {

        @Override
        public String key() {
            return "lane " + labelClass.id();
        }

        @Override
        public int size() {
            return events.size();
        }

        @Override
        public Item item(int index) {
            IntervalEvent e = events.get(index);
            return new Item(e.range(), Optional.of(e.id()));
        }
    }
}
