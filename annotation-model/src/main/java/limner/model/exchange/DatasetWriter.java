package limner.model.exchange;

import java.io.IOException;
import java.util.List;

/// The writing side of a format of data sets. Stateless; works on the calling thread.
///
/// What becomes of an entry is said in one place, [#fit] (and the other two): a trial and the writing both go through
/// it, so that the losses that were shown before are those of what is written.
public interface DatasetWriter {

    /// What the command line calls it: that of its [DatasetFormat] where it has one.
    String id();

    /// What people call it.
    String title();

    /// What becomes of a picture. The same for equal pages.
    Fitted fit(Page page, Heads heads, Choices choices);

    /// What the format says of a class; keys stay as they are.
    Entry.Category fit(Entry.Category category);

    /// Whether the format says this event.
    default boolean says(Entry.Interval interval) {
        return false;
    }

    /// Whether the format says what else a file said of its videos and of its pictures.
    default boolean saysFields() {
        return false;
    }

    /// Whether events are to be told with their times, which takes the files of the videos.
    default boolean wantsTimes() {
        return false;
    }

    /// Whether pictures and annotations are to be told with what only a project knows of them, which takes the files of
    /// the videos and the log.
    default boolean wantsDetails() {
        return false;
    }

    /// Begins a data set.
    ///
    /// @param heads all that annotations refer to
    Writing begin(Heads heads, Choices choices, Target target) throws IOException;

    /// A data set in the making.
    interface Writing extends AutoCloseable {

        /// Writes the next picture; pictures come in the order of the heads, also those without annotations.
        ///
        /// @param page as [#fit] made it
        /// @return the format's own id of each annotation, in their order
        List<String> page(Page page) throws IOException;

        /// Writes events, each as often as it is said, and everything that comes last. Called once.
        ///
        /// @param intervals those that the format says
        void end(List<Entry.Interval> intervals) throws IOException;

        /// Lets go of files, also when the writing was broken off.
        @Override
        void close() throws IOException;
    }
}
