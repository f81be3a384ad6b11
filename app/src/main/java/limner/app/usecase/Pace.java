package limner.app.usecase;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.provenance.Origin;
import limner.model.store.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How long the user of this machine was at work and what they got done: today, and since the program was started. It
/// is nobody's business but theirs: kept as sums of one day in `pace.json` of their own data folder, readable by them
/// alone, and never in a project, its log, a release or an export. Any thread; [#recall()], [#keep()] and
/// [#measure(boolean)] wait for the disk.
///
/// The time between two inputs is time at work unless it is longer than [#IDLE]. Of frames those count that were marked
/// done, of objects those that the user drew or took from a suggestion; what is taken back, reopened or deleted on the
/// same day and before the program ends no longer counts, and what was read from a file, copied, cut off another object
/// or accepted by a rule never does.
public final class Pace {

    /// So long may a hand rest and its owner still be at work.
    public static final Duration IDLE = Duration.ofSeconds(60);

    /// What is in memory alone is never much more than this.
    private static final Duration UNKEPT = Duration.ofSeconds(60);

    /// Before that, numbers by the hour say nothing.
    private static final Duration LEAST = Duration.ofSeconds(60);

    /// Windows of one process take turns by this, since the system's lock only keeps processes apart.
    private static final Object DISK = new Object();

    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    /// What was done in a time.
    ///
    /// @param worked without the times nobody was there
    public record Tally(Duration worked, int frames, int objects) {

        static final Tally NONE = new Tally(Duration.ZERO, 0, 0);

        Tally plus(Tally other) {
            return new Tally(worked.plus(other.worked), frames + other.frames, objects + other.objects);
        }

        Tally minus(Tally other) {
            return new Tally(worked.minus(other.worked), frames - other.frames, objects - other.objects);
        }

        /// So many in an hour; empty before there was a minute of work.
        public Optional<Double> anHour(int count) {
            return worked.compareTo(LEAST) < 0
                    ? Optional.empty()
                    : Optional.of(count * (double) Duration.ofHours(1).toMillis() / worked.toMillis());
        }

        /// How long one of so many took; empty when there is none, or was no minute of work.
        public Optional<Duration> each(int count) {
            return count < 1 || worked.compareTo(LEAST) < 0 ? Optional.empty() : Optional.of(worked.dividedBy(count));
        }
    }

    /// What there is to be seen.
    ///
    /// @param measured whether anything is counted
    public record Report(boolean measured, Tally today, Tally session) {}

    /// What is on the disk.
    private record Kept(boolean on, LocalDate day, Tally tally) {}

    /// Nobody is measured who may have said no.
    private static final Kept UNREADABLE = new Kept(false, LocalDate.MIN, Tally.NONE);

    private record Place(MediaId media, int frame) {}

    private final Path file;
    private final Clock clock;
    /// What counts now.
    private final Set<LabelId> made = new HashSet<>();
    private final Set<Place> done = new HashSet<>();
    /// What has counted before: what steps back and forth bring back was made then, or on another day.
    private final Set<LabelId> everMade = new HashSet<>();
    private final Set<Place> everDone = new HashSet<>();
    private boolean on = true;
    private boolean known;
    private LocalDate day;
    private long lastInput = Long.MIN_VALUE;
    private Tally kept = Tally.NONE;
    private Tally fresh = Tally.NONE;
    private Tally session = Tally.NONE;
    private Duration due = UNKEPT;

    /// @param clock its zone says when a day begins
    public Pace(Folders folders, Clock clock) {
        this.file = folders.data().resolve("pace.json");
        this.clock = clock;
        this.day = LocalDate.now(clock);
    }

    /// Reads what is known of today; without effect the second time. Where that cannot be
    /// read, nothing is measured until somebody switches it on.
    public void recall() {
        synchronized (DISK) {
            if (isKnown()) {
                return;
            }
            take(read());
        }
    }

    private synchronized boolean isKnown() {
        return known;
    }

    private synchronized void take(Kept before) {
        turnDay();
        known = true;
        on = before.on();
        if (on) {
            kept = before.day().equals(day) ? before.tally() : Tally.NONE;
        } else {
            forget();
        }
    }

    /// Tells that a key, the pointer or a finger of the user moved.
    public synchronized void touched() {
        if (!on) {
            return;
        }
        turnDay();
        long now = clock.millis();
        long past = now - lastInput;
        // A clock that was set back says nothing of how long it was.
        if (lastInput != Long.MIN_VALUE && past > 0 && past <= IDLE.toMillis()) {
            add(new Tally(Duration.ofMillis(past), 0, 0));
        }
        lastInput = now;
    }

    /// Tells of a change of a project.
    ///
    /// @param asked what it was made by; steps back and forth have none
    public synchronized void changed(Optional<Command> asked, Change change) {
        // What others did, or the user on another day, comes with a project that is taken in.
        if (!on || asked.filter(c -> c instanceof Command.Adopt).isPresent()) {
            return;
        }
        turnDay();
        boolean again = asked.isEmpty();
        boolean copied = asked.filter(Pace::makesOfOthers).isPresent();
        for (LabelEvent event : change.events()) {
            switch (event) {
                case LabelEvent.LabelAdded(Label label)
                when byHand(label.origin()) && !copied -> {
                    if ((!again || everMade.contains(label.id())) && made.add(label.id())) {
                        everMade.add(label.id());
                        add(new Tally(Duration.ZERO, 0, 1));
                    }
                }
                case LabelEvent.LabelRemoved(Label label) -> {
                    if (made.remove(label.id())) {
                        add(new Tally(Duration.ZERO, 0, -1));
                    }
                }
                case LabelEvent.FrameStateChanged(MediaId media, int frame, var _, FrameState after) ->
                    frame(new Place(media, frame), after, again);
                default -> {
                    // Whatever else was changed is work on what counts already.
                }
            }
        }
    }

    private void frame(Place place, FrameState after, boolean again) {
        if (after == FrameState.DONE) {
            // A frame that was reopened and is done once more was worked on, unless reopening it was a slip.
            if ((!again || everDone.contains(place)) && done.add(place)) {
                everDone.add(place);
                add(new Tally(Duration.ZERO, 1, 0));
            }
        } else if (done.remove(place)) {
            add(new Tally(Duration.ZERO, -1, 0));
        }
    }

    /// Whether the labels that come by a command are parts or copies of others, such as those that are pasted.
    private static boolean makesOfOthers(Command command) {
        return command instanceof Command.TakeIn
                || command instanceof Command.CopyLabels
                || command instanceof Command.SplitTrack;
    }

    private static boolean byHand(Origin origin) {
        return switch (origin) {
            case Origin.Manual _ -> true;
            case Origin.Suggested s -> s.policy() == null;
            case Origin.Imported _ -> false;
        };
    }

    private void add(Tally more) {
        fresh = fresh.plus(more);
        session = session.plus(more);
    }

    /// Every day begins with nothing.
    private void turnDay() {
        LocalDate now = LocalDate.now(clock);
        if (!now.equals(day)) {
            day = now;
            kept = Tally.NONE;
            fresh = Tally.NONE;
            forgetThings();
        }
    }

    private void forget() {
        kept = Tally.NONE;
        fresh = Tally.NONE;
        session = Tally.NONE;
        forgetThings();
        lastInput = Long.MIN_VALUE;
    }

    private void forgetThings() {
        due = UNKEPT;
        made.clear();
        done.clear();
        everMade.clear();
        everDone.clear();
    }

    public synchronized Report report() {
        turnDay();
        return new Report(on, kept.plus(fresh), session);
    }

    /// Whether there is so much that is not on the disk that it should be kept. Said once: a disk that is slow, or
    /// takes
    /// nothing, is asked again when there is as much more.
    public synchronized boolean isDue() {
        boolean now = on && fresh.worked().compareTo(due) >= 0;
        if (now) {
            due = fresh.worked().plus(UNKEPT);
        }
        return now;
    }

    /// Writes down what is new. Where that fails, it is kept in memory and tried again the next time.
    public void keep() {
        synchronized (DISK) {
            recall();
            LocalDate today;
            Tally more;
            synchronized (this) {
                turnDay();
                if (!on || fresh.equals(Tally.NONE)) {
                    return;
                }
                today = day;
                more = fresh;
            }
            Tally sum;
            // Another window of the same user may have added to it, or have switched it off, and may be about to.
            try (FileChannel turn = turn()) {
                take(turn);
                Kept there = read();
                if (there.equals(UNREADABLE)) {
                    return;
                }
                if (!there.on()) {
                    take(there);
                    return;
                }
                sum = there.day().equals(today) ? there.tally().plus(more) : more;
                write(new Kept(true, today, sum));
            } catch (IOException e) {
                LOG.warn("what was done today could not be kept in {}", file, e);
                return;
            }
            synchronized (this) {
                if (today.equals(day)) {
                    kept = sum;
                    fresh = fresh.minus(more);
                    due = UNKEPT;
                }
            }
        }
    }

    /// Switches measuring on, or off, which forgets everything that was measured.
    ///
    /// @throws AppException when that cannot be written; nothing is measured in this session then, if that was asked
    public void measure(boolean wanted) {
        synchronized (DISK) {
            recall();
            LocalDate today;
            synchronized (this) {
                turnDay();
                if (wanted == on) {
                    return;
                }
                on = wanted;
                today = day;
                forget();
            }
            try (FileChannel turn = turn()) {
                take(turn);
                write(new Kept(wanted, today, Tally.NONE));
            } catch (IOException e) {
                throw new AppException(
                        AppException.Kind.FAILED,
                        file + ": whether your pace is measured cannot be written down. Your projects are not "
                                + "affected. Check that the folder may be written to.",
                        e);
            }
        }
    }

    /// Waits for the turn. Where files cannot be locked, windows that keep at the same moment may lose each other's
    /// minutes, which is better than keeping none.
    private static void take(FileChannel turn) {
        try {
            var _ = turn.lock();
        } catch (IOException e) {
            LOG.debug("files cannot be locked here", e);
        }
    }

    /// Whoever has locked this file reads and writes the other one; closing it gives the turn to the next.
    private FileChannel turn() throws IOException {
        Path folder = Beside.folderOf(file);
        return FileChannel.open(
                folder.resolve("pace.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                Beside.forOwner(folder));
    }

    private Kept read() {
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
            return new Kept(
                    root.path("measured").asBoolean(true),
                    LocalDate.parse(root.path("day").asString("")),
                    new Tally(
                            Duration.ofMillis(
                                    Math.max(0, root.path("workedMillis").asLong(0))),
                            root.path("frames").asInt(0),
                            root.path("objects").asInt(0)));
        } catch (NoSuchFileException e) {
            return new Kept(true, LocalDate.MIN, Tally.NONE);
        } catch (IOException | JacksonException | DateTimeException e) {
            LOG.warn("whether to measure, and what was done before, cannot be read from {}", file, e);
            return UNREADABLE;
        }
    }

    private void write(Kept now) throws IOException {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("measured", now.on());
        root.put("day", now.day().toString());
        root.put("workedMillis", now.tally().worked().toMillis());
        root.put("frames", now.tally().frames());
        root.put("objects", now.tally().objects());
        Beside.writePrivately(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
