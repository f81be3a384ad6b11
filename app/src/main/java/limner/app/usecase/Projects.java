package limner.app.usecase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import limner.media.session.SessionOptions;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.sqlite.SqliteProjects;

/// Makes and opens project files, and remembers them. Any thread; every method but [#recent] waits for the disk.
public final class Projects {

    /// The ending of a project's file name.
    public static final String ENDING = ".limner";

    private final Profiles profiles;
    private final RecentProjects recent;
    private final SessionOptions media;
    private final Clock clock;
    private final SqliteProjects files;

    public Projects(SqliteProjects files, Profiles profiles, Folders folders, SessionOptions media, Clock clock) {
        this.profiles = profiles;
        this.recent = new RecentProjects(folders);
        this.media = media;
        this.clock = clock;
        this.files = files;
    }

    /// Makes a new project file named after itself and opens it.
    ///
    /// @param file is given the ending `.limner` where it has none
    /// @throws AppException when something of that name is there already; it is not touched
    /// @throws StoreException when the folder cannot be written to
    public OpenProject create(Path file) {
        Path target = withEnding(file);
        if (Files.exists(target, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    target + " exists already and was not touched. Open it, or choose another name.");
        }
        return opened(files.create(target, nameOf(target)));
    }

    /// Opens a project file.
    ///
    /// @throws limner.model.store.ProjectInUseException when it is to be written and somebody else does that now;
    ///     opening it with [Access#READ] is possible
    /// @throws StoreException when it is no project, is damaged, or comes from a newer Limner; it is not touched
    public OpenProject open(Path file, Access access) {
        return opened(files.open(file.toAbsolutePath().normalize(), access));
    }

    /// Opens a project file for writing, or for reading where its file or folder may not be written to.
    ///
    /// @throws limner.model.store.ProjectInUseException when somebody else writes it now
    /// @throws StoreException as [#open] does
    public OpenProject openAsAllowed(Path file) {
        Path target = file.toAbsolutePath().normalize();
        boolean readOnly = Files.isRegularFile(target)
                && !(Files.isWritable(target) && Files.isWritable(target.resolveSibling(".")));
        return open(target, readOnly ? Access.READ : Access.WRITE);
    }

    /// The projects opened last that still exist, the newest first. Reads one small file.
    public List<RecentProject> recent() {
        return recent.list();
    }

    /// Takes a project off the list of recent ones; the file stays.
    public void forget(Path file) {
        recent.forget(file.toAbsolutePath().normalize());
    }

    /// The path with `.limner` at its end.
    public static Path withEnding(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING) ? absolute : absolute.resolveSibling(name + ENDING);
    }

    private static String nameOf(Path file) {
        String name = Objects.requireNonNull(file.getFileName(), "a project file has a name")
                .toString();
        return name.substring(0, name.length() - ENDING.length()).isBlank()
                ? "Project"
                : name.substring(0, name.length() - ENDING.length());
    }

    private OpenProject opened(ProjectStore store) {
        try {
            Profile me = profiles.load();
            ProjectSession session = new ProjectSession(store, me.actor(), clock);
            // Opening a project changes nothing in it: the name goes in with the first edit.
            if (!me.name().equals(store.people().get(me.actor()))) {
                AtomicBoolean first = new AtomicBoolean(true);
                session.onCommit(_ -> {
                    if (first.getAndSet(false)) {
                        store.remember(me.actor(), me.name());
                    }
                });
            }
            recent.add(new RecentProject(
                    store.file().toAbsolutePath().normalize(), session.state().name(), clock.instant()));
            return new OpenProject(session, media);
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }
}
