package limner.model.session;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.command.History;
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

    private final ProjectStore store;
    private final ActorId actor;
    private final ReplicaId replica;
    private final Clock clock;
    private final ExecutorService writer;
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
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

    /// Decides, writes and publishes. The future ends when the change is durable or refused; it fails with a
    /// [StoreException] when the disk did not take it, and then nothing has changed.
    public CompletableFuture<Outcome> edit(Command command) {
        return onWriter(() -> switch (Decider.decide(snapshot.state(), command)) {
            case Decision.Refused(String reason) -> new Outcome.Refused(reason);
            case Decision.Accepted a -> {
                History.Kind kind = switch (a.undoable()) {
                    case YES -> History.Kind.EDIT;
                    case NO -> History.Kind.FACT;
                };
                yield append(new Change(kind, 0, a.title(), a.events()));
            }
        });
    }

    /// Takes the newest change back by appending its inverse.
    public CompletableFuture<Outcome> undo() {
        return onWriter(() -> snapshot.history()
                .nextUndo()
                .map(step -> again(History.Kind.UNDO, "Undo: " + step.title(), step, inverse(step)))
                .orElseGet(() -> new Outcome.Refused("There is nothing to undo.")));
    }

    /// Does the change that was undone last again.
    public CompletableFuture<Outcome> redo() {
        return onWriter(() -> snapshot.history()
                .nextRedo()
                .map(step -> again(History.Kind.REDO, "Redo: " + step.title(), step, forward(step)))
                .orElseGet(() -> new Outcome.Refused("There is nothing to redo.")));
    }

    private List<LabelEvent> forward(History.Step step) {
        return store.eventsOf(step.change()).stream().map(Recorded::event).toList();
    }

    private List<LabelEvent> inverse(History.Step step) {
        List<LabelEvent> inverse = new ArrayList<>();
        forward(step).reversed().forEach(e -> inverse.add(e.inverse()));
        return inverse;
    }

    private Outcome again(History.Kind kind, String title, History.Step step, List<LabelEvent> events) {
        try {
            snapshot.state().applyAll(events);
        } catch (ConflictException e) {
            return new Outcome.Refused(
                    "\"" + step.title() + "\" no longer fits what is there: " + e.getMessage() + ".");
        }
        return append(new Change(kind, step.change(), title, events));
    }

    private Outcome append(Change change) {
        Snapshot before = snapshot;
        ProjectState after = before.state().applyAll(change.events());
        Instant now = clock.instant();
        Commit commit = store.append(change, new Stamp(now, actor, replica));
        History.Step step = new History.Step(commit.number(), change.title());
        Snapshot next =
                new Snapshot(after, before.history().after(change.kind(), step), commit.lastEvent(), clock.instant());
        snapshot = next;
        listeners.forEach(l -> tell(l, next));
        return new Outcome.Done(commit, next);
    }

    /// The change is durable: a listener that fails must not make it look refused.
    private static void tell(Consumer<Snapshot> listener, Snapshot next) {
        try {
            listener.accept(next);
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
