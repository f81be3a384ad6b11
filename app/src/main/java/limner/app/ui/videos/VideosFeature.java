package limner.app.ui.videos;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import limner.app.task.Progress;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Notice;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.AppException;
import limner.app.usecase.Failure;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.media.index.FrameIndex;
import limner.media.index.IndexProgress;
import limner.media.session.FrameSession;
import limner.media.still.PictureList;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import org.jspecify.annotations.Nullable;

/// The videos of the project: which one is looked at, how far each is, adding more, finding moved ones again. Opens a
/// video's pictures when it is looked at.
public final class VideosFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(VideosFeature.class);

    private static final double ROW = 28;

    /// So many rows are seen at once; more are scrolled.
    private static final int MOST_ROWS = 4;

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Supplier<List<Path>> chooseVideos;
    private final Supplier<Optional<Path>> chooseFolder;
    private final ListView<Row> list = new ListView<>();
    private final Section section = new Section(TEXTS.get("videos"), list);
    private final Set<MediaId> proving = new HashSet<>();
    private final Set<FrameSession> watched =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private final Deque<Coming> coming = new ArrayDeque<>();
    private final Deque<MediaId> undigested = new ArrayDeque<>();
    private final Map<MediaId, Made> made = new HashMap<>();
    private @Nullable FrameSession looked;
    private boolean adding;
    private boolean following;
    private Optional<MediaId> followed = Optional.empty();

    /// @param chooseVideos asks the user for files; empty when none is chosen
    /// @param chooseFolder asks the user for a folder of pictures
    public VideosFeature(
            Workspace workspace,
            OpenProject project,
            Services services,
            Tasks tasks,
            Sheets sheets,
            Supplier<List<Path>> chooseVideos,
            Supplier<Optional<Path>> chooseFolder) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
        this.sheets = sheets;
        this.chooseVideos = chooseVideos;
        this.chooseFolder = chooseFolder;
        list.setId("videos");
        list.setAccessibleText(TEXTS.get("videos"));
        list.setCellFactory(_ -> Rows.cell(VideosFeature::row));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (!following && row != null) {
                workspace.open(row.id());
            }
        });
        Button reporting = Rows.quiet(new Button(), Icon.INFO, TEXTS.get("project.importReport"), this::report);
        reporting.setId("import-report-open");
        section.with(reporting);
        section.with(Rows.quiet(new Button(), Icon.ADD, TEXTS.get("project.addVideo"), this::add));
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.mediaId().addListener((_, _, now) -> {
            rest();
            now.ifPresent(this::openPictures);
            follow();
        });
        refresh();
    }

    private record Row(MediaId id, String name, String done) {}

    /// A file that waits to be taken.
    ///
    /// @param stream the video stream to take, where it is not the file's own choice
    /// @param look whether it is looked at then
    private record Coming(Path file, OptionalInt stream, boolean look) {}

    private record Pictures(FrameSession session, SessionFeed feed) {}

    /// A row and what it was made from.
    private record Made(Media media, MediaLabels labels, Row row) {}

    @Override
    public Slot slot() {
        return Slot.SIDE;
    }

    @Override
    public Node view() {
        return section;
    }

    @Override
    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("project.addVideo", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.ADD_VIDEO)
                .keys("Shortcut+I")
                .action(this::add));
        registry.add(DeskCommand.of("project.addPictures", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.ADD_VIDEO)
                .keys("Shortcut+Shift+I")
                .action(this::addPictures));
        registry.add(DeskCommand.of("project.importReport", CommandGroup.PROJECT, TEXTS)
                .icon(Icon.INFO)
                .action(this::report));
        registry.add(DeskCommand.of("project.nextVideo", CommandGroup.PROJECT, TEXTS)
                .keys("Shortcut+Page Down")
                .action(() -> walk(1)));
        registry.add(DeskCommand.of("project.previousVideo", CommandGroup.PROJECT, TEXTS)
                .keys("Shortcut+Page Up")
                .action(() -> walk(-1)));
    }

    /// Looks at the first video, when there is one.
    public void openFirst() {
        workspace.state().mediaInOrder().stream().findFirst().ifPresent(m -> workspace.open(m.id()));
    }

    private void walk(int step) {
        List<MediaId> all =
                workspace.state().mediaInOrder().stream().map(Media::id).toList();
        if (!all.isEmpty()) {
            int now = workspace.mediaId().get().map(all::indexOf).orElse(0);
            workspace.open(all.get(Math.floorMod(now + step, all.size())));
        }
    }

    /// Opens the page that tells what was found in the video that is looked at.
    private void report() {
        workspace.mediaId().get().ifPresent(this::report);
    }

    private void report(MediaId id) {
        Optional<Media> media = workspace.state().media(id);
        if (media.isEmpty()) {
            return;
        }
        String name = media.get().name();
        tasks.io(
                TEXTS.get("report.reading", name),
                progress -> project.report(id, progress),
                found -> {
                    Region page = ImportReportPage.of(found, stream -> takeStream(id, stream));
                    page.setId("import-report");
                    sheets.open(new Sheets.Sheet(TEXTS.get("report.title", name), page, page));
                },
                failure -> errors().failed(failure, ""));
    }

    /// Takes another video stream of a file into the project, as a video of its own.
    private void takeStream(MediaId id, int stream) {
        workspace
                .state()
                .media(id)
                .ifPresent(media -> queue(List.of(new Coming(project.pathOf(media), OptionalInt.of(stream), true))));
    }

    /// Offers the other video streams of a file that was just taken.
    private void offerStreams(Media media) {
        tasks.io(
                TEXTS.get("report.reading", media.name()),
                _ -> project.media(media.id()).info().otherVideoStreams().stream()
                        .filter(other -> !other.attachedPicture())
                        .count(),
                others -> {
                    if (others > 0) {
                        errors().show(Notice.info(TEXTS.get("report.otherStreams", media.name()))
                                .with(new Notice.Action(TEXTS.get("report.look"), () -> report(media.id()))));
                    }
                });
    }

    private void add() {
        if (mayAdd()) {
            add(chooseVideos.get());
        }
    }

    private void addPictures() {
        if (mayAdd()) {
            chooseFolder.get().ifPresent(folder -> add(List.of(folder)));
        }
    }

    /// Takes these files and folders into the project, one after the other, and looks at the first of them. Several
    /// pictures become one sequence. Digests are computed after the last one is in.
    public void add(List<Path> files) {
        if (files.isEmpty() || !mayAdd()) {
            return;
        }
        tasks.io(
                TEXTS.get("gathering"),
                _ -> services.importMedia().gathered(project.file(), files),
                this::addGathered,
                failure -> errors().failed(failure, TEXTS.get("unchanged")));
    }

    private void addGathered(List<Path> files) {
        List<Coming> next = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            next.add(new Coming(files.get(i), OptionalInt.empty(), i == 0));
        }
        queue(next);
    }

    private void queue(List<Coming> more) {
        coming.addAll(more);
        if (!adding) {
            addNext();
        }
    }

    /// Indexing a video only to be refused would be a long way to a no.
    private boolean mayAdd() {
        if (!workspace.writable()) {
            errors().problem(TEXTS.get("readOnly"));
        }
        return workspace.writable();
    }

    private void addNext() {
        Coming next = coming.poll();
        MediaId added = next == null ? undigested.poll() : null;
        adding = next != null || added != null;
        if (next != null) {
            take(next);
        } else if (added != null) {
            digest(added);
        }
    }

    private void take(Coming next) {
        String name = String.valueOf(next.file().getFileName());
        tasks.io(
                coming.isEmpty() ? TEXTS.get("importing", name) : TEXTS.get("importing.of", name, coming.size()),
                progress -> services.importMedia().run(project, next.file(), next.stream(), progress),
                media -> {
                    undigested.add(media.id());
                    if (next.look() || workspace.mediaId().get().isEmpty()) {
                        workspace.open(media.id());
                    }
                    if (next.stream().isEmpty()) {
                        offerStreams(media);
                    }
                    addNext();
                },
                failure -> {
                    if (Tasks.cancelled(failure)) {
                        coming.clear();
                    } else {
                        errors().failed(failure, TEXTS.get("unchanged"));
                    }
                    addNext();
                });
    }

    private void digest(MediaId id) {
        tasks.io(
                TEXTS.get("digest", workspace.state().media(id).map(Media::name).orElse("")),
                progress -> services.importMedia().digest(project, id, progress),
                _ -> addNext(),
                failure -> {
                    errors().failed(failure, "");
                    addNext();
                });
    }

    private void openPictures(MediaId id) {
        Optional<Media> media = workspace.state().media(id);
        if (media.isEmpty()) {
            return;
        }
        String name = media.get().name();
        Optional<FrameSession> there = project.opened(id);
        if (there.isPresent()) {
            watch(id, there.get());
            show(id, name, pictures(there.get()));
            return;
        }
        tasks.io(
                TEXTS.get("opening", name),
                progress -> pictures(id, progress),
                pictures -> show(id, name, pictures),
                failure -> {
                    if (isLookedAt(id)) {
                        String sentence = Tasks.cancelled(failure) ? TEXTS.get("stopped") : errors().words(failure);
                        workspace
                                .obstacle()
                                .set(Optional.of(Notice.problem(sentence)
                                        .with(new Notice.Action(TEXTS.get("again"), () -> openPictures(id)))
                                        .with(new Notice.Action(TEXTS.get("locate"), () -> locate(id)))));
                    }
                });
    }

    private void show(MediaId id, String name, Pictures pictures) {
        if (isLookedAt(id)) {
            looked = pictures.session();
            workspace.feed(id, pictures.feed());
        }
        if (!pictures.feed().isProved()) {
            awaitProof(id, name, pictures.feed());
        }
    }

    /// When a file that was away is back, its pictures are asked for again.
    private void watch(MediaId id, FrameSession session) {
        if (watched.add(session)) {
            session.onReturn(() -> tasks.onScreen(() -> {
                if (isLookedAt(id)) {
                    openPictures(id);
                }
            }));
            session.onDecoder(use -> tasks.onScreen(() -> {
                String name = String.valueOf(session.path().getFileName());
                errors().info(TEXTS.get("decoder", name, use.words()));
            }));
        }
    }

    /// The numbers are in use already; when they are proved, what turned out otherwise is shown anew.
    private void awaitProof(MediaId id, String name, SessionFeed feed) {
        if (!proving.add(id)) {
            return;
        }
        tasks.io(
                TEXTS.get("proving", name),
                progress -> services.importMedia().settle(project, id, progress),
                _ -> {
                    proving.remove(id);
                    if (isLookedAt(id)) {
                        feed.corrected().ifPresent(better -> workspace.feed(id, better));
                    }
                },
                failure -> {
                    proving.remove(id);
                    if (Failure.of(failure).kind() != AppException.Kind.CANCELLED) {
                        errors().failed(failure, TEXTS.get("unproved", name));
                    }
                });
    }

    private static String words(IndexProgress progress) {
        return switch (progress.stage()) {
            case COMPARING -> TEXTS.get("comparing", progress.frames());
            case SCANNING -> TEXTS.get("scanning", progress.frames());
            case COUNTING, PROVING, PROVED -> TEXTS.get("indexing", progress.frames());
        };
    }

    /// Waits for the index of a video; cancelling ends the wait at once.
    private Pictures pictures(MediaId id, Progress progress) {
        FrameSession session = project.revived(id);
        watch(id, session);
        CompletableFuture<FrameIndex> index = session.index();
        session.onProgress(p -> {
            if (!index.isDone()) {
                progress.report(p.fraction(), words(p));
            }
        });
        progress.onCancel(() -> index.completeExceptionally(new CancellationException("Nobody waits any more.")));
        index.join();
        return pictures(session);
    }

    /// Of a session whose numbers are known.
    private Pictures pictures(FrameSession session) {
        return new Pictures(session, new SessionFeed(session, session.index().join(), services::quickPictures));
    }

    private boolean isLookedAt(MediaId id) {
        return workspace.mediaId().get().filter(id::equals).isPresent();
    }

    /// A video nobody looks at keeps no pictures in memory: a project may have many.
    private void rest() {
        if (looked != null) {
            looked.dropCache();
            looked = null;
        }
    }

    private void locate(MediaId id) {
        boolean folder = workspace
                .state()
                .media(id)
                .filter(m -> m.isSequence() && !m.path().endsWith(PictureList.ENDING))
                .isPresent();
        Optional<Path> chosen =
                folder ? chooseFolder.get() : chooseVideos.get().stream().findFirst();
        chosen.ifPresent(file -> tasks.io(TEXTS.get("locating"), _ -> project.relink(id, file), _ -> {
            if (isLookedAt(id)) {
                workspace.obstacle().set(Optional.empty());
                openPictures(id);
            }
        }));
    }

    private void refresh() {
        List<Row> rows =
                workspace.state().mediaInOrder().stream().map(this::row).toList();
        if (!rows.equals(list.getItems())) {
            following = true;
            list.getItems().setAll(rows);
            following = false;
        }
        section.count().set(rows.size() > 1 ? Integer.toString(rows.size()) : "");
        double height = Math.clamp(rows.size(), 1, MOST_ROWS) * ROW;
        list.setStyle("-fx-min-height: " + height + "px; -fx-pref-height: " + height + "px;");
        section.setMaxHeight(Region.USE_PREF_SIZE);
        follow();
    }

    private Row row(Media media) {
        MediaLabels labels = workspace.state().labelsOf(media.id());
        Made before = made.get(media.id());
        if (before != null && before.labels() == labels && before.media().equals(media)) {
            // Values never change: an edit of one video leaves the others' rows as they are.
            return before.row();
        }
        long done = labels.states().values().stream()
                .filter(s -> s == FrameState.DONE)
                .count();
        Row row = new Row(media.id(), media.name(), TEXTS.get("done", done, media.frameCount()));
        made.put(media.id(), new Made(media, labels, row));
        return row;
    }

    private static Node row(Row row) {
        return Rows.of(Icon.VIDEO.node(), Rows.text(row.name()), Rows.fixed(row.done(), Styles.QUIET));
    }

    private void follow() {
        following = true;
        // A list that shows all its rows would hide the first ones when scrolled. What was scrolled to already is not
        // again: somebody may be looking through the others.
        boolean scrolls =
                list.getItems().size() > MOST_ROWS && !workspace.mediaId().get().equals(followed);
        followed = workspace.mediaId().get();
        try {
            list.getSelectionModel().clearSelection();
            for (int i = 0; i < list.getItems().size(); i++) {
                if (workspace
                        .mediaId()
                        .get()
                        .filter(list.getItems().get(i).id()::equals)
                        .isPresent()) {
                    list.getSelectionModel().select(i);
                    if (scrolls) {
                        list.scrollTo(i);
                    }
                }
            }
        } finally {
            following = false;
        }
    }

    private ErrorPresenter errors() {
        return workspace.errors();
    }
}
