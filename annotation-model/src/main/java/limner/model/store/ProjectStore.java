package limner.model.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import limner.model.command.History;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ReplicaId;
import limner.model.project.ProjectState;
import limner.model.provenance.Stamp;

/// A project on disk: the log, the rows read off it, and the blobs both point at.
///
/// [#append] and the other writing methods are called by one thread at a time; reading methods may be called by any
/// thread
/// at any moment and see what was committed last. Everything throws [StoreException] with a sentence for the user.
public interface ProjectStore extends AutoCloseable {

    Path file();

    /// Whether this store may write; a second one on the same file only reads.
    boolean writable();

    /// The copy of the project that this file is: what its own events are stamped with.
    ReplicaId replica();

    /// The state read from the rows, never by replay.
    ProjectState load();

    /// The undo history read from the log.
    History history();

    /// Writes events and rows in one transaction; when this returns, the change survives a crash of the process and of
    /// the machine.
    ///
    /// @param change its events fit the state that [#load()] would give
    Commit append(Change change, Stamp stamp);

    /// The events of one change, in order.
    List<Recorded> eventsOf(long change);

    /// The events that say something of this label, in order: it came, went, or it or one of its keyframes changed.
    /// Found by an index; the length of the log does not matter.
    List<Recorded> eventsOf(LabelId label);

    /// The frames of a video that a model has looked at, also those where it saw nothing and those whose suggestions
    /// were withdrawn. Found by an index; the length of the log does not matter.
    SortedSet<Integer> lookedAt(MediaId media);

    /// The events that changed the ontology, in order; other events are not decoded.
    List<Recorded> ontologyEvents();

    /// All events after this number, in order.
    List<Recorded> eventsAfter(long number);

    /// Hands over the events after this number one by one, in order, without holding them all in memory.
    void forEachEventAfter(long number, Consumer<Recorded> reader);

    LogHead head();

    /// The head as it was right after this event: what a release that was read there names.
    ///
    /// @param number 0 for the empty log
    /// @throws StoreException when there is no such event
    LogHead headAt(long number);

    /// Keeps bytes under their SHA-256.
    ///
    /// @return the digest in lower-case hex
    String keep(byte[] blob);

    Optional<InputStream> blob(String sha256);

    /// Remembers how a person is called. Names stay outside the log, so that one can be forgotten.
    void remember(ActorId actor, String name);

    /// The people whose names are known.
    Map<ActorId, String> people();

    /// Reads everything and checks it: SQLite's own integrity, the hash chain, blobs against their names, rows against
    /// the rows rebuilt from the log.
    Verification verify();

    /// Writes the rows anew from the log.
    void rebuild();

    @Override
    void close();
}
