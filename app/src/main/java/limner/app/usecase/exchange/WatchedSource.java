package limner.app.usecase.exchange;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import limner.app.task.Progress;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.UnreadableException;

/// A source that gives way to whoever wants to stop, and says on how many of its pictures something was told.
///
/// @param source told as often as this one is asked
record WatchedSource(EntrySource source, Progress progress) implements EntrySource {

    @Override
    public void tell(Consumer<Entry> into) throws IOException, UnreadableException {
        Watch watch = new Watch(progress);
        source.tell(entry -> {
            progress.check();
            watch.see(entry);
            into.accept(entry);
        });
    }

    private static final class Watch {

        private final Progress progress;
        private final Set<String> seen = new HashSet<>();
        private int pictures;
        private int percent = -1;

        Watch(Progress progress) {
            this.progress = progress;
        }

        void see(Entry entry) {
            switch (entry) {
                case Entry.Picture _ -> pictures++;
                case Entry.Annotation a -> on(a.picture());
                case Entry.Tag t -> on(t.picture());
                case Entry.About _, Entry.Category _, Entry.Video _, Entry.Interval _, Entry.NotTaken _ -> {}
            }
        }

        /// Pictures are told before what is on them.
        private void on(String picture) {
            if (seen.add(picture) && pictures > 0) {
                int now = (int) (100L * seen.size() / pictures);
                if (now > percent) {
                    percent = now;
                    progress.report(now / 100.0, "Picture " + seen.size() + " of " + pictures);
                }
            }
        }
    }
}
