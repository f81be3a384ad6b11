package limner.model.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import limner.model.id.ProjectId;
import limner.model.id.ReplicaId;
import limner.model.store.Access;
import limner.model.store.ProjectInUseException;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes and opens project files (`NAME.limner`): one SQLite database each, with a write-ahead log beside it while it
/// is
/// open.
///
/// A program has one of these for all its projects. It may be used by any thread. Whatever is refused leaves the disk
/// as
/// it was.
public final class SqliteProjects {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteProjects.class);

    private final Clock clock;
    private final Migrations migrations;
    private final OpenFiles open = new OpenFiles();

    /// @param clock says when a project was made and since when it is open
    public SqliteProjects(Clock clock) {
        this(clock, Migrations.bundled());
    }

    SqliteProjects(Clock clock, Migrations migrations) {
        this.clock = clock;
        this.migrations = migrations;
    }

    /// Loads SQLite, which the first project that is opened would have to wait for otherwise.
    ///
    /// @throws StoreException when this system has none
    public static void loadAhead() {
        Path nowhere = Path.of("memory");
        try (Db db = Db.inMemory(nowhere)) {
            db.number("SELECT 1");
        }
    }

    /// Makes a new, empty project and opens it for writing.
    ///
    /// @throws StoreException when there is a file already, or the folder cannot be written
    public ProjectStore create(Path file, String name) {
        if (name.isBlank()) {
            throw new StoreException("A project needs a name. Nothing was changed.");
        }
        Path target = file.toAbsolutePath().normalize();
        Path folder = folderFor(target);
        Meta meta = new Meta(ProjectId.random(), name, clock.instant().toString(), ReplicaId.random());
        place(target, folder, draft -> fill(draft, meta));
        return open(target, Access.WRITE);
    }

    /// Makes a new file with a project as it was right after one of its events: the same project, of which the file is
    /// a
    /// copy of its own. It is checked like any project before it has its name. The other file may be in use; nothing of
    /// it changes.
    ///
    /// @param event the last event of a change, from 1
    /// @param step called between the steps; what it throws ends the work, and nothing is left behind
    /// @throws StoreException when there is no such event, something of that name is there already, the folder cannot
    /// be
    ///     written, or the other file is none that can be opened for reading; then nothing is left behind
    public void copy(Path from, long event, Path to, Runnable step) {
        Path target = to.toAbsolutePath().normalize();
        Path folder = folderFor(target);
        Path source = real(from);
        try (ProjectStore readable = open(source, Access.READ)) {
            LOG.debug(
                    "copying {} up to event {} of {}",
                    source,
                    event,
                    readable.head().number());
        }
        place(target, folder, draft -> {
            Db.Mode mode = Files.exists(sideFile(source, "-wal")) ? Db.Mode.READ_ONLY : Db.Mode.FROZEN;
            try (Db db = Db.open(draft, Db.Mode.WRITE)) {
                Durability.demand(db);
                migrations.apply(db);
                step.run();
                db.run("ATTACH DATABASE ? AS source", Db.uri(source, mode));
                LogCopy.copy(db, event, ReplicaId.random());
                db.execute("DETACH DATABASE source");
                step.run();
                Durability.checkpoint(db);
            }
            step.run();
            try (ProjectStore copy = openForWriting(draft)) {
                copy.rebuild();
                step.run();
                Verification found = copy.verify();
                if (!found.holds()) {
                    throw new StoreException("The log of \"" + source.getFileName() + "\" is damaged before event "
                            + event + ": " + found.faults().getFirst().sentence()
                            + " Nothing was written; take another copy, or an earlier event.");
                }
            }
            step.run();
        });
    }

    private static Path folderFor(Path target) {
        if (Files.exists(target)) {
            throw new StoreException("There is a file \"" + target.getFileName()
                    + "\" already. Nothing was changed; choose another name, or open it.");
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("The folder for the project \"" + target.getFileName()
                    + "\" does not exist. Nothing was changed; choose a folder that is there.");
        }
        return folder;
    }

    /// Fills a file beside its place and gives it its name when it is whole.
    private static void place(Path target, Path folder, Consumer<Path> filling) {
        Path draft = folder.resolve("." + UUID.randomUUID() + ".limner-new");
        try {
            Files.createFile(draft);
            try {
                filling.accept(draft);
                Files.move(draft, target);
            } catch (StoreException e) {
                // Asked while what was written still takes the space: a disk whose draft is gone is not full.
                if (e.getCause() instanceof SQLException cause && SqliteFailure.full(target, cause)) {
                    throw new StoreException(
                            "The disk is full: the project \"" + target.getFileName()
                                    + "\" could not be made. Nothing is left of it, and nothing else was changed; free"
                                    + " some space, or choose another disk, and try again.",
                            e);
                }
                throw e;
            } finally {
                Files.deleteIfExists(draft);
                // They stay behind where SQLite could not bring its own work to an end, as on a full disk.
                Files.deleteIfExists(sideFile(draft, "-wal"));
                Files.deleteIfExists(sideFile(draft, "-shm"));
            }
            sync(folder);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    "There is a file \"" + target.getFileName()
                            + "\" already. Nothing was changed; choose another name, or open it.",
                    e);
        } catch (IOException e) {
            throw new StoreException(
                    "The project \"" + target.getFileName() + "\" could not be made in this folder (" + e.getMessage()
                            + "). Nothing was changed; choose a folder that you may write.",
                    e);
        }
    }

    private void fill(Path draft, Meta meta) {
        try (Db db = Db.open(draft, Db.Mode.WRITE)) {
            Durability.demand(db);
            migrations.apply(db);
            db.write(() -> {
                meta.write(db);
                return meta;
            });
            Durability.checkpoint(db);
        }
    }

    /// Makes the new name of the file as durable as its content. Where a folder cannot be opened for that (Windows),
    /// the file system keeps names safe by itself.
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("The folder was not synced", e);
        }
    }

    /// Opens a project.
    ///
    /// @throws ProjectInUseException when it is to be written and somebody else does
    /// @throws StoreException when it is missing, no project, damaged, from the future, or may not be written
    public ProjectStore open(Path file, Access access) {
        Path real = real(file);
        return switch (access) {
            case WRITE -> openForWriting(real);
            case READ -> openForReading(real);
            case WRITE_OR_READ -> {
                if (!Files.isWritable(real) || !Files.isWritable(real.resolveSibling("."))) {
                    yield openForReading(real);
                }
                try {
                    yield openForWriting(real);
                } catch (ProjectInUseException e) {
                    yield openForReading(real);
                }
            }
        };
    }

    private static Path real(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException("There is no project \"" + file.getFileName()
                    + "\". Nothing was changed; check the name and that its drive is connected.");
        }
        if (!Files.isRegularFile(file)) {
            throw new StoreException("\"" + file.getFileName()
                    + "\" is a folder, not a project. Nothing was changed; choose a file whose name ends in .limner.");
        }
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new StoreException(
                    "The project \"" + file.getFileName() + "\" cannot be reached (" + e.getMessage()
                            + "). Nothing was changed.",
                    e);
        }
    }

    private ProjectStore openForWriting(Path file) {
        if (open.isWritten(file)) {
            throw new ProjectInUseException(
                    "The project \"" + file.getFileName()
                            + "\" is open for writing in this program already. Nothing was changed; go to its window.",
                    "by this program");
        }
        if (!Files.isWritable(file)) {
            throw new StoreException("The project \"" + file.getFileName()
                    + "\" may only be read. Nothing was changed; open it for reading, or copy it to another folder.");
        }
        WriteLock lock = WriteLock.take(file, clock.instant(), open);
        try {
            if (!open.isOpen(file)) {
                look(file);
            }
            Db db = Db.open(file, Db.Mode.WRITE);
            try {
                Durability.demand(db);
                migrations.apply(db);
                return SqliteProjectStore.writing(db, lock, migrations, open);
            } catch (RuntimeException e) {
                db.closeQuietly(e);
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private ProjectStore openForReading(Path file) {
        // A file that somebody writes was looked at by the one who does, and changes under our eyes.
        boolean live = open.isOpen(file) || Files.exists(WriteLock.beside(file));
        if (!live) {
            look(file);
        }
        Db.Mode mode = modeToRead(file);
        try (Db db = Db.open(file, mode)) {
            if (live) {
                Integrity.demand(db, migrations.latest());
            }
            if (db.number("PRAGMA user_version") < migrations.latest()) {
                throw new StoreException("The project \"" + file.getFileName()
                        + "\" was made by an older Limner. Nothing was changed; open it once for writing, that brings it"
                        + " up to date.");
            }
        }
        return SqliteProjectStore.reading(file, mode, migrations, open);
    }

    /// Reading beside a writer needs SQLite's side files. Where they cannot be made nobody writes either, and the file
    /// is read as it lies there.
    private static Db.Mode modeToRead(Path file) {
        if (Files.isWritable(file) && Files.isWritable(file.resolveSibling("."))) {
            return Db.Mode.QUERY;
        }
        return Files.exists(sideFile(file, "-wal")) ? Db.Mode.READ_ONLY : Db.Mode.FROZEN;
    }

    private static Path sideFile(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /// Refuses what is no sound project, without leaving a trace.
    private void look(Path file) {
        FileHeader.demandProject(file, migrations.latest());
        Path index = sideFile(file, "-shm");
        boolean hadIndex = Files.exists(index);
        // After a crash the newest changes are in the write-ahead log, and only a reader of both sees a sound file.
        boolean crashed = Files.exists(sideFile(file, "-wal"));
        try (Db db = Db.open(file, crashed ? Db.Mode.READ_ONLY : Db.Mode.FROZEN)) {
            Integrity.demand(db, migrations.latest());
        } finally {
            if (crashed && !hadIndex) {
                remove(index);
            }
        }
    }

    private static void remove(Path index) {
        try {
            Files.deleteIfExists(index);
        } catch (IOException e) {
            throw new StoreException("The file \"" + index.getFileName() + "\" could not be removed.", e);
        }
    }
}
