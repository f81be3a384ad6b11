package limner.app.usecase;

import java.time.Clock;
import java.time.ZoneId;
import limner.app.task.PooledTaskRunner;
import limner.app.task.TaskRunner;
import limner.media.ffmpeg.FfmpegJpeg;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.proxy.ProxyStore;
import limner.media.session.FrameSession;
import limner.media.session.SessionOptions;
import limner.model.store.sqlite.SqliteProjects;

/// Everything the desk or a command works with, made in one place. Whoever makes one closes it.
public final class Services implements AutoCloseable {

    private final Folders folders;
    private final Profiles profiles;
    private final Keymaps keymaps;
    private final TaskRunner tasks;
    private final Projects projects;
    private final PreLabel preLabel;
    private final VerifyAny verify;
    private final Doctor doctor;
    private final ReadLog log;
    private final RestoreProject restore;
    private final Sample sample;
    private final SessionOptions media;
    private final ProxyStore proxies;
    private final Pace pace;

    public Services(Folders folders, SessionOptions media, TaskRunner tasks, Clock clock) {
        this.folders = folders;
        this.media = media;
        this.tasks = tasks;
        this.profiles = new Profiles(folders);
        this.keymaps = new Keymaps(folders);
        SqliteProjects files = new SqliteProjects(clock);
        this.projects = new Projects(files, profiles, folders, media, clock);
        this.preLabel = new PreLabel(folders);
        this.verify = new VerifyAny(files, media);
        this.doctor = new Doctor(files);
        this.log = new ReadLog(files);
        this.restore = new RestoreProject(files, log);
        this.proxies = new ProxyStore(folders.cache().resolve("proxy"), FfmpegJpeg::new);
        this.pace = new Pace(folders, clock.withZone(ZoneId.systemDefault()));
        this.sample = new Sample(folders, projects, importMedia());
    }

    /// For the desk: pictures are decoded ahead of the playhead.
    public static Services forDesk() {
        return of(Folders.ofThisUser(), SessionOptions.usual());
    }

    /// For commands: nothing is decoded that nobody asked for.
    public static Services forCommands() {
        return of(Folders.ofThisUser(), SessionOptions.usual().withoutPrefetch());
    }

    /// Has the Java machine load what every desk needs before its first picture, so that another thread that has to
    /// wait for something else finds it there. Any thread; what cannot be loaded is told by whoever needs it.
    public static void loadAhead() {
        try (Services _ = forDesk()) {
            SqliteProjects.loadAhead();
            FfmpegReaders.libraries();
        }
    }

    private static Services of(Folders folders, SessionOptions media) {
        SessionOptions here = media.withIndexFolder(folders.cache().resolve("index"));
        return new Services(folders, here, new PooledTaskRunner(), Clock.systemUTC());
    }

    public Folders folders() {
        return folders;
    }

    public Profiles profiles() {
        return profiles;
    }

    public Keymaps keymaps() {
        return keymaps;
    }

    public DisplayMemory displayMemory() {
        return new DisplayMemory(profiles);
    }

    public VideoViews videoViews() {
        return new VideoViews(profiles);
    }

    /// How much the user of this machine did, for themselves.
    public Pace pace() {
        return pace;
    }

    public TaskRunner tasks() {
        return tasks;
    }

    public Projects projects() {
        return projects;
    }

    public ImportMedia importMedia() {
        return new ImportMedia();
    }

    public PreLabel preLabel() {
        return preLabel;
    }

    public Propagate propagate() {
        return new Propagate();
    }

    public AcceptPolicy acceptPolicy() {
        return new AcceptPolicy();
    }

    public BuildRelease buildRelease() {
        return new BuildRelease();
    }

    public SignRelease signRelease() {
        return new SignRelease(new SigningKeys(folders), verify);
    }

    public CompareReleases compareReleases() {
        return new CompareReleases();
    }

    public VerifyAny verify() {
        return verify;
    }

    public Doctor doctor() {
        return doctor;
    }

    public ReadLog log() {
        return log;
    }

    public RestoreProject restore() {
        return restore;
    }

    public Sample sample() {
        return sample;
    }

    public SessionOptions media() {
        return media;
    }

    /// The lossy pictures on disk; switched off until somebody says how many bytes they may take.
    public ProxyStore proxies() {
        return proxies;
    }

    /// Glances at a video; the receiver closes them.
    ///
    /// @param index what the session gave
    public QuickPictures quickPictures(FrameSession session, FrameIndex index) {
        return new SessionPictures(session, index, proxies);
    }

    /// The whole road in one go.
    public Demo demo() {
        return new Demo(this);
    }

    @Override
    public void close() {
        tasks.close();
        proxies.close();
    }
}
