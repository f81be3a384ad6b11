package limner.model.session;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.command.Footprint;
import limner.model.command.History;
import limner.model.command.Rewind;
import limner.model.command.Scope;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ReplicaId;
import limner.model.project.ConflictException;
import limner.model.project.ProjectState;
import limner.model.provenance.Stamp;
import limner.model.store.Change;
import limner.model.store.Commit;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open project, and the one door for changes. Every method may be called from any thread. Changes
/// are handed over and wait for nothing; [#close()] and what reads the log or a blob wait for the disk.
///
/// Commands queue to the store-writer thread, which decides against the current state, appends, and only then publishes
/// the new state: two quick edits can never race, and what is shown never runs ahead of the disk.
public final class ProjectSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectSession.class);

    /// How far back a change of a frame is looked for: no index knows them.
    private static final int FAR = 2000;

    private final ProjectStore store;
    private final ActorId actor;
    private final ReplicaId replica;
    private final Clock clock;
    private final ExecutorService writer;
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Optional<Command>, Commit>> counters = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot;

    /// Takes the store over and closes it in the end. Events are stamped with the store's own replica.
    public ProjectSession(ProjectStore store, ActorId actor, Clock clock) {
        this(store, actor, store.replica(), clock);
    }

    /// Takes the store over and closes it in the end.
    public ProjectSession(ProjectStore store, ActorId actor, ReplicaId replica, Clock clock) {
        this.store = store;
        this.actor = actor;
        this.replica = replica;
        this.clock = clock;
        this.snapshot = new Snapshot(store.load(), store.history(), store.head().number(), clock.instant());
        this.writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("store-writer").daemon(false).factory());
    }

    public Path file() {
        return store.file();
    }

    public boolean writable() {
        return store.writable();
    }

    /// What the disk has now.
    public Snapshot snapshot() {
        return snapshot;
    }

    public ProjectState state() {
        return snapshot.state();
    }

    /// Tells about every commit, on the store-writer thread, in order.
    public void onCommit(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    /// Tells what every commit changed and by which command, which steps back and forth do not have, on the
    /// store-writer thread, in order, before it is told to those of [#onCommit(Consumer)].
    public void onChange(BiConsumer<Optional<Command>, Commit> listener) {
        counters.add(listener);
    }

    /// Decides, writes and publishes. The future ends when the change is durable or refused; it fails with a
    /// [StoreException] when the disk did not take it, and then nothing has changed.
    public CompletableFuture<Outcome> edit(Command command) {
        return onWriter(() -> {
            Decider.Ruling ruling = Decider.rule(snapshot.state(), command);
            return switch (ruling.decision()) {
                case Decision.Refused(String reason) -> new Outcome.Refused(reason);
                case Decision.Accepted a -> {
                    History.Kind kind = switch (a.undoable()) {
                        case YES -> History.Kind.EDIT;
                        case NO -> History.Kind.FACT;
                    };
                    yield append(Optional.of(command), new Change(kind, 0, a.title(), a.events()), ruling.after());
                }
            };
        });
    }

    /// Takes the newest change back by appending its inverse.
    public CompletableFuture<Outcome> undo() {
        return undo(new Scope.Project());
    }

    /// Takes the last change of a scope back by appending its inverse; where something later touched the same thing,
    /// the
    /// answer is a refusal that names it.
    public CompletableFuture<Outcome> undo(Scope scope) {
        return onWriter(() -> undoNow(scope));
    }

    private Outcome undoNow(Scope scope) {
        return find(scope)
                .map(this::undo)
                .orElseGet(() -> new Outcome.Refused(
                        switch (scope) {
                            case Scope.Project _ -> "There is nothing to undo.";
                            case Scope.OfLabel _ -> "There is nothing to undo of this object.";
                            case Scope.OfFrame(MediaId _, int frame) ->
                                "There is nothing to undo on frame " + frame + ", as far as the last " + FAR
                                        + " changes go.";
                            case Scope.OfChange _ -> "This change was taken back already.";
                        }));
    }

    /// What became of several steps through the history.
    ///
    /// @param done how many were taken
    /// @param last what became of the last one that was tried
    public record Walked(int done, Outcome last) {}

    /// Takes so many of the newest changes back, or does so many again when below 0, with nothing in between. It goes
    /// as far as it can: what stands in the way of a step ends the walk.
    ///
    /// @throws IllegalArgumentException for no step
    public CompletableFuture<Walked> walk(int steps) {
        if (steps == 0) {
            throw new IllegalArgumentException("a walk has steps");
        }
        return onWriter(() -> {
            int done = 0;
            Outcome last;
            do {
                last = steps > 0 ? undoNow(new Scope.Project()) : redoNow();
                done += last instanceof Outcome.Done ? 1 : 0;
            } while (last instanceof Outcome.Done && done < Math.abs(steps));
            return new Walked(done, last);
        });
    }

    private Outcome undo(History.Step step) {
        List<Recorded> recorded = store.eventsOf(step.change());
        Rewind.Done change = new Rewind.Done(step, events(recorded));
        return switch (Rewind.undo(
                snapshot.state(), change, later(step, recorded.getLast().number()))) {
            case Decision.Refused(String reason) -> new Outcome.Refused(reason);
            case Decision.Accepted a ->
                append(
                        Optional.empty(),
                        new Change(History.Kind.UNDO, step.change(), a.title(), a.events()),
                        snapshot.state().applyAll(a.events()));
        };
    }

    /// The changes after this one that stand, the newest first. One that was taken back and done again stands above
    /// what others did meanwhile.
    private List<Rewind.Done> later(History.Step step, long lastEvent) {
        List<History.Step> above = new ArrayList<>();
        boolean below = false;
        for (History.Step s : snapshot.history().done()) {
            if (s.change() == step.change()) {
                below = true;
            } else if (!below || s.change() > step.change()) {
                above.add(s);
            }
        }
        Set<Long> standing = above.stream().map(History.Step::change).collect(Collectors.toSet());
        if (standing.isEmpty()) {
            return List.of();
        }
        Map<Long, List<LabelEvent>> found = new HashMap<>();
        store.forEachEventAfter(lastEvent, r -> {
            if (standing.contains(r.change())) {
                found.computeIfAbsent(r.change(), _ -> new ArrayList<>()).add(r.event());
            }
        });
        List<Rewind.Done> later = new ArrayList<>();
        for (History.Step s : above) {
            // One that was done again may stand above and be older in the log.
            List<LabelEvent> events = found.get(s.change());
            later.add(new Rewind.Done(s, events == null ? eventsOf(s) : events));
        }
        return later;
    }

    private Optional<History.Step> find(Scope scope) {
        return switch (scope) {
            case Scope.Project _ -> snapshot.history().nextUndo();
            case Scope.OfChange(long number) ->
                snapshot.history().done().stream()
                        .filter(s -> s.change() == number)
                        .findFirst();
            case Scope.OfLabel _, Scope.OfFrame _ -> steps(scope, 1).stream().findFirst();
        };
    }

    /// The changes of a scope that stand, the newest first; of a frame, among the last few thousand. Waits for the
    /// disk.
    ///
    /// @param most how many at most
    public List<History.Step> steps(Scope scope, int most) {
        Snapshot now = snapshot;
        Stream<History.Step> done = now.history().done().stream();
        return switch (scope) {
            case Scope.Project _ -> done.limit(most).toList();
            case Scope.OfChange(long number) ->
                done.filter(s -> s.change() == number).toList();
            case Scope.OfLabel(LabelId label) -> {
                Set<Long> own =
                        store.eventsOf(label).stream().map(Recorded::change).collect(Collectors.toSet());
                yield done.filter(s -> own.contains(s.change())).limit(most).toList();
            }
            case Scope.OfFrame(MediaId media, int frame) ->
                done.limit(FAR)
                        .filter(s -> Footprint.of(eventsOf(s), now.state()).touches(media, frame))
                        .limit(most)
                        .toList();
        };
    }

    /// Does the change that was undone last again.
    public CompletableFuture<Outcome> redo() {
        return onWriter(this::redoNow);
    }

    private Outcome redoNow() {
        return snapshot.history()
                .nextRedo()
                .map(this::redo)
                .orElseGet(() -> new Outcome.Refused("There is nothing to redo."));
    }

    private Outcome redo(History.Step step) {
        List<LabelEvent> events = Rewind.redo(snapshot.state(), eventsOf(step));
        ProjectState after;
        try {
            after = snapshot.state().applyAll(events);
        } catch (ConflictException e) {
            return new Outcome.Refused(
                    "\"" + step.title() + "\" no longer fits what is there: " + e.getMessage() + ".");
        }
        return append(
                Optional.empty(), new Change(History.Kind.REDO, step.change(), "Redo: " + step.title(), events), after);
    }

    private List<LabelEvent> eventsOf(History.Step step) {
        return events(store.eventsOf(step.change()));
    }

    private static List<LabelEvent> events(List<Recorded> recorded) {
        return recorded.stream().map(Recorded::event).toList();
    }

    /// @param after what the change makes of the state
    private Outcome append(Optional<Command> asked, Change change, ProjectState after) {
        Snapshot before = snapshot;
        Instant now = clock.instant();
        Commit commit = store.append(change, new Stamp(now, actor, replica));
        History.Step step = new History.Step(commit.number(), change.title());
        Snapshot next = new Snapshot(
                after,
                before.history().after(change.kind(), change.target(), step),
                commit.lastEvent(),
                clock.instant());
        snapshot = next;
        counters.forEach(l -> tell(c -> l.accept(asked, c), commit, next));
        listeners.forEach(l -> tell(l, next, next));
        return new Outcome.Done(commit, next);
    }

    /// The change is durable: a listener that fails must not make it look refused.
    private static <T> void tell(Consumer<T> listener, T what, Snapshot next) {
        try {
            listener.accept(what);
        } catch (RuntimeException e) {
            LOG.error("A listener failed at event {}", next.lastEvent(), e);
        }
    }

    /// Keeps bytes (such as the weights of a model) in the project under their SHA-256.
    public CompletableFuture<String> keep(byte[] blob) {
        return onWriter(() -> store.keep(blob));
    }

    public Optional<InputStream> blob(String sha256) {
        return store.blob(sha256);
    }

    public LogHead head() {
        return store.head();
    }

    /// The head as it was right after this event.
    public LogHead headAt(long number) {
        return store.headAt(number);
    }

    /// Every event from the first on, all in memory: for what needs all of them. Waits for the disk.
    public List<Recorded> log() {
        return store.eventsAfter(0);
    }

    /// The changes of the ontology, in order. Waits for the disk.
    public List<Recorded> ontologyEvents() {
        return store.ontologyEvents();
    }

    /// The people whose names are known. Waits for the disk.
    public Map<ActorId, String> people() {
        return store.people();
    }

    /// The facts of one change, in order; a query by index. Waits for the disk.
    public List<Recorded> eventsOf(long change) {
        return store.eventsOf(change);
    }

    /// What was done to one label, in order; a query by index. Waits for the disk.
    public List<Recorded> eventsOf(LabelId label) {
        return store.eventsOf(label);
    }

    /// The frames of a video that a model has looked at; a query by index. Waits for the disk.
    public SortedSet<Integer> lookedAt(MediaId media) {
        return store.lookedAt(media);
    }

    /// Checks the whole file, between two edits.
    public CompletableFuture<Verification> verify() {
        return onWriter(store::verify);
    }

    private <T> CompletableFuture<T> onWriter(Callable<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            writer.execute(() -> {
                try {
                    future.complete(work.call());
                } catch (Throwable e) {
                    // Also an Error must end the future: somebody may be waiting for it.
                    future.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(new StoreException("The project is closed.", e));
        }
        return future;
    }

    /// Lets what is queued become durable, then closes the file.
    @Override
    public void close() {
        writer.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (writer.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                // The queue holds work of the user: it is finished first.
                interrupted = true;
            }
        }
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
