package limner.app.usecase.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.EventStats;
import limner.app.usecase.FrameTimes;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Presence;
import limner.media.source.MediaException;
import limner.model.budget.VideoEvents;
import limner.model.event.LabelEvent;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.LossReport;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.PanopticExport;
import limner.model.exchange.cvat.CvatExport;
import limner.model.exchange.cvat.CvatVideoExport;
import limner.model.exchange.datumaro.DatumaroExport;
import limner.model.exchange.events.EventsExport;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.labelstudio.LabelStudioExport;
import limner.model.exchange.labelstudio.LabelStudioVideoExport;
import limner.model.exchange.mot.MotExport;
import limner.model.exchange.mots.MotsExport;
import limner.model.exchange.out.Export;
import limner.model.exchange.out.FolderTarget;
import limner.model.exchange.out.Outgoing;
import limner.model.exchange.out.ProjectDetails;
import limner.model.exchange.out.ProjectFacts;
import limner.model.exchange.out.Recall;
import limner.model.exchange.out.Wanted;
import limner.model.exchange.parquet.ParquetExport;
import limner.model.exchange.png.ClassMasksExport;
import limner.model.exchange.png.InstanceMasksExport;
import limner.model.exchange.png.ObjectMasksExport;
import limner.model.exchange.sidecar.SidecarKeeper;
import limner.model.exchange.voc.VocExport;
import limner.model.exchange.voc.VocFormat;
import limner.model.exchange.yolo.YoloExport;
import limner.model.exchange.youtubevis.YoutubeVisExport;
import limner.model.folder.FolderBeside;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.LabelClass;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.release.Choice;

/// Writes the labels of a project in a format of others, with everything that the format cannot say kept beside. The
/// caller's thread waits.
public final class ExportLabels {

    private ExportLabels() {}

    /// The formats that can be written.
    public static List<DatasetWriter> writers() {
        return Stream.of(
                        Stream.of(
                                new CocoExport(),
                                new PanopticExport(),
                                new LabelmeExport(),
                                new CvatExport(),
                                new CvatVideoExport(),
                                new DatumaroExport(),
                                new LabelStudioExport(),
                                new LabelStudioVideoExport()),
                        Stream.of(YoloExport.Task.values()).map(YoloExport::new),
                        Stream.of(VocFormat.Corners.values()).map(VocExport::new),
                        Stream.of(new MotExport()),
                        Stream.of(MotsExport.Kind.values()).map(MotsExport::new),
                        Stream.of(new ClassMasksExport(), new InstanceMasksExport(), new YoutubeVisExport()),
                        Stream.of(EventsExport.Kind.values()).map(EventsExport::new),
                        Stream.of(ObjectMasksExport.Layout.values()).map(ObjectMasksExport::new),
                        Stream.of(new ParquetExport()))
                .<DatasetWriter>flatMap(s -> s)
                .toList();
    }

    /// An export that can be tried and then written. What was looked up for the one serves the other: sizes of pictures
    /// in folders are known only by opening them.
    public static final class Prepared {
        private final Export export;
        private final List<LabelEvent> facts;
        private final SortedSet<String> unasked;

        private Prepared(Export export, List<LabelEvent> facts, SortedSet<String> unasked) {
            this.export = export;
            this.facts = facts;
            this.unasked = unasked;
        }

        private Export watched(Progress progress) {
            return new Export(new WatchedSource(export.source(), progress), export.writer(), export.choices());
        }

        /// Names of files that labels were taken from and that were not given as the original: what they say beside
        /// labels, such as licences, and their numbers do not go out, for the project does not keep them.
        public SortedSet<String> unasked() {
            return unasked;
        }

        /// Whether there is anything to write: an object, a tag or an event.
        public boolean saysAnything(Progress progress) {
            return guarded(() -> {
                AtomicBoolean anything = new AtomicBoolean();
                TakeInLabels.watched(export.source(), progress).tell(entry -> {
                    switch (entry) {
                        case Entry.Annotation _, Entry.Tag _, Entry.Interval _ -> anything.set(true);
                        case Entry.About _, Entry.Category _, Entry.Video _, Entry.Picture _, Entry.NotTaken _ -> {}
                    }
                });
                return anything.get();
            });
        }

        /// What would be lost. Writes nothing.
        ///
        /// @throws AppException when it cannot be written
        public LossReport trial(Progress progress) {
            return guarded(() -> watched(progress).trial());
        }

        /// Writes a folder: the files of the format, and a record of the exported part of the project in full. Whatever
        /// the
        /// report of a trial says is lost: who calls this has agreed.
        ///
        /// @param to a new or empty folder
        /// @return what was lost
        /// @throws AppException when it cannot be written; nothing is there then
        public LossReport run(Path to, Progress progress) {
            return guarded(() -> {
                demandFree(to);
                try (FolderTarget target = FolderTarget.beside(to)) {
                    LossReport report;
                    try (SidecarKeeper keeper =
                            new SidecarKeeper(target, export.writer().id(), facts)) {
                        report = watched(progress).write(target, keeper);
                    }
                    progress.report(1, "Waiting for the disk");
                    target.publish();
                    return report;
                } catch (IOException e) {
                    throw notWritten(to, e);
                } catch (UncheckedIOException e) {
                    throw notWritten(to, Objects.requireNonNull(e.getCause()));
                }
            });
        }

        private static AppException notWritten(Path to, IOException e) {
            return new AppException(AppException.Kind.FAILED, FolderBeside.notWritten("The export", to, e), e);
        }
    }

    /// @throws AppException when the request cannot be met
    public static Prepared prepare(OpenProject project, ExportRequest request, Progress progress) {
        return guarded(() -> prepared(project, request, progress));
    }

    /// @throws AppException when something is there
    public static void demandFree(Path to) {
        boolean free;
        try (Stream<Path> inside =
                Files.isDirectory(to) ? Files.list(to) : Stream.of(to).filter(Files::exists)) {
            free = inside.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!free) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    to + (Files.isDirectory(to) ? " is not empty" : " is a file")
                            + ". Nothing was written; choose a new or empty folder.");
        }
    }

    private interface Work<T> {
        T run() throws IOException, UnreadableException;
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (UnreadableException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was written.", e);
        } catch (IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + " Nothing was written.", e);
        } catch (MediaException.Cancelled e) {
            throw e;
        } catch (MediaException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was written.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prepared prepared(OpenProject project, ExportRequest request, Progress progress)
            throws IOException, UnreadableException {
        DatasetWriter writer = writer(request.format());
        Wanted wanted =
                new Wanted(media(project, request), classes(project, request), request.states(), request.frames());
        Recall recall = recall(project, request);
        ProjectState state = project.state();
        ProjectPictureNames names = new ProjectPictureNames(
                project,
                writer.wantsTimes() ? Optional.of(timed(project, wanted, writer, progress)) : Optional.empty(),
                writer.wantsDetails() ? Optional.of(details(project, wanted, progress)) : Optional.empty(),
                progress);
        EntrySource source = new Outgoing(state, wanted, names, recall);
        SortedSet<String> unasked = sources(state, wanted);
        request.original().ifPresent(file -> unasked.remove(String.valueOf(file.getFileName())));
        return new Prepared(new Export(source, writer, request.choices()), ProjectFacts.of(state, wanted), unasked);
    }

    /// What the labels that go out say that they came from.
    private static SortedSet<String> sources(ProjectState state, Wanted wanted) {
        SortedSet<String> sources = new TreeSet<>();
        for (Media media : state.mediaInOrder()) {
            if (wanted.media().includes(media.id())) {
                for (Label label : state.labelsOf(media.id()).labels().values()) {
                    if (label.origin() instanceof Origin.Imported(String source, var _)
                            && wanted.classes().includes(label.classId())) {
                        sources.add(source);
                    }
                }
            }
        }
        return sources;
    }

    /// Of the videos that are there: who is away does not keep the others from being written, unless pictures are asked
    /// for as well.
    private static Map<MediaId, VideoEvents> timed(
            OpenProject project, Wanted wanted, DatasetWriter writer, Progress progress) {
        ProjectState state = project.state();
        List<Media> videos = state.mediaInOrder().stream()
                .filter(m -> wanted.media().includes(m.id()))
                .filter(m -> state.labelsOf(m.id()).intervalsInOrder().stream()
                        .anyMatch(i -> wanted.classes().includes(i.classId())))
                .filter(m -> writer.wantsDetails() || project.presence(m) instanceof Presence.There)
                .toList();
        List<VideoEvents> events = EventStats.of(project, videos, progress);
        Map<MediaId, VideoEvents> all = new HashMap<>();
        for (int i = 0; i < videos.size(); i++) {
            all.put(videos.get(i).id(), events.get(i));
        }
        return all;
    }

    private static ProjectDetails details(OpenProject project, Wanted wanted, Progress progress) {
        // A video of which nothing is known has no line, so nobody waits for it or needs it.
        List<Media> videos = project.state().mediaInOrder().stream()
                .filter(m -> wanted.media().includes(m.id()))
                .filter(m -> !project.state().labelsOf(m.id()).isEmpty())
                .toList();
        return new ProjectDetails(
                FrameTimes.of(project, videos, progress),
                ProjectDetails.authors(project.session().log()));
    }

    private static DatasetWriter writer(String id) {
        return writers().stream()
                .filter(w -> w.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AppException(
                        AppException.Kind.BAD_INPUT,
                        "There is no format " + id + " to write. Formats: "
                                + writers().stream().map(DatasetWriter::id).collect(Collectors.joining(", ")) + "."));
    }

    private static Recall recall(OpenProject project, ExportRequest request) throws IOException, UnreadableException {
        Optional<Path> original = request.original();
        if (original.isEmpty()) {
            return Recall.NOTHING;
        }
        Path file = original.get().toAbsolutePath().normalize();
        DatasetFormat format = TakeInLabels.formatOf(file, Optional.empty());
        ProjectPictures pictures = new ProjectPictures(project);
        return Recall.of(String.valueOf(file.getFileName()), into -> format.read(file, pictures, into), pictures);
    }

    private static Choice<MediaId> media(OpenProject project, ExportRequest request) {
        if (request.media().isEmpty()) {
            return Choice.all();
        }
        List<Media> all = project.state().mediaInOrder();
        Set<MediaId> ids = new HashSet<>();
        for (String name : request.media()) {
            ids.add(all.stream()
                    .filter(m -> m.name().equals(name))
                    .findFirst()
                    .map(Media::id)
                    .orElseThrow(() -> new AppException(
                            AppException.Kind.BAD_INPUT, "The project has no video named \"" + name + "\".")));
        }
        return Choice.only(ids);
    }

    private static Choice<ClassId> classes(OpenProject project, ExportRequest request) {
        if (request.classes().isEmpty()) {
            return Choice.all();
        }
        Set<ClassId> ids = new HashSet<>();
        for (String name : request.classes()) {
            ids.add(project.state()
                    .ontology()
                    .find(name)
                    .map(LabelClass::id)
                    .orElseThrow(() ->
                            new AppException(AppException.Kind.BAD_INPUT, "The project has no class " + name + ".")));
        }
        return Choice.only(ids);
    }
}
