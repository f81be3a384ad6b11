package limner.app.usecase.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.exchange.Adoption;
import limner.model.exchange.ClassPlan;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.EntrySource;
import limner.model.exchange.Intake;
import limner.model.exchange.OwnFormat;
import limner.model.exchange.ProjectPart;
import limner.model.exchange.Survey;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.coco.PanopticFormat;
import limner.model.exchange.cvat.CvatFormat;
import limner.model.exchange.datumaro.DatumaroFormat;
import limner.model.exchange.labelme.LabelmeFormat;
import limner.model.exchange.labelstudio.LabelStudioFormat;
import limner.model.exchange.mot.MotFormat;
import limner.model.exchange.mots.MotsPngFormat;
import limner.model.exchange.mots.MotsTextFormat;
import limner.model.exchange.png.ClassMasksFormat;
import limner.model.exchange.png.InstanceMasksFormat;
import limner.model.exchange.png.ObjectMasksFormat;
import limner.model.exchange.released.ReleaseFormat;
import limner.model.exchange.sidecar.SidecarFormat;
import limner.model.exchange.voc.VocFormat;
import limner.model.exchange.yolo.YoloFormat;
import limner.model.exchange.youtubevis.YoutubeVisFormat;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import org.jspecify.annotations.Nullable;

/// Takes the labels of data set files into a project, as one change. The caller's thread waits.
public final class TakeInLabels {

    /// So many categories are named where something is wrong with them.
    private static final int NAMED = 8;

    /// So many things are named where none has a place.
    private static final int REASONS = 3;

    private TakeInLabels() {}

    /// The formats that can be read.
    public static List<DatasetFormat> formats() {
        return List.of(
                new CocoFormat(),
                new PanopticFormat(),
                new LabelmeFormat(),
                new CvatFormat(),
                new DatumaroFormat(),
                new LabelStudioFormat(),
                new YoloFormat(YoloFormat.FourCorners.OUTLINE),
                new YoloFormat(YoloFormat.FourCorners.TURNED_BOX),
                new VocFormat(VocFormat.Corners.PIXELS_FROM_ONE),
                new VocFormat(VocFormat.Corners.EDGES),
                new MotFormat(),
                new MotsTextFormat(),
                new MotsPngFormat(),
                new YoutubeVisFormat(),
                new ObjectMasksFormat(),
                new ClassMasksFormat(),
                new InstanceMasksFormat(),
                new SidecarFormat(),
                new ReleaseFormat());
    }

    /// What would be taken. Changes nothing.
    ///
    /// @throws AppException when the file cannot be read or understood
    public static TakeInReport look(OpenProject project, TakeInRequest request, Progress progress) {
        return read(project, request, progress).report(0);
    }

    /// Takes all that has a place.
    ///
    /// @throws AppException when the file cannot be read or understood, when categories have no class, when nothing has
    ///     a place or the project refuses; the project is unchanged then
    public static TakeInReport run(OpenProject project, TakeInRequest request, Progress progress) {
        Read read = read(project, request, progress.part(0, 0.8));
        demandSomething(read, request.file());
        boolean isFirst =
                read.untaken().whole() && project.state().ontology().classes().isEmpty();
        if (request.newClasses() == TakeInRequest.NewClasses.ASK && !isFirst) {
            demandClasses(read);
        }
        progress.report(0.8, "Writing to the project");
        return read.report(project.perform(read.command()).lastEvent());
    }

    /// Reads a file once and keeps what it says, so that any choice of classes can be looked at without reading it
    /// again.
    ///
    /// @throws AppException when the file cannot be read or understood
    public static Opened open(OpenProject project, Path file, Optional<String> format, Progress progress) {
        return new Opened(project, Scan.of(project, file, format, true, progress));
    }

    /// A file that was read.
    public static final class Opened {
        private final OpenProject project;
        private final Scan scan;

        private Opened(OpenProject project, Scan scan) {
            this.project = project;
            this.scan = scan;
        }

        /// What would be taken with these choices, to be looked at and then taken as it was seen. The caller's thread
        /// works; the file is not read again.
        ///
        /// @param request the same file and format as were opened
        /// @throws AppException when a category or class that was chosen is not there
        public Prepared prepare(TakeInRequest request, Progress progress) {
            ProjectState state = project.state();
            Read read = read(project, scan, request, progress);
            // What speaks against it is told where somebody takes it.
            return new Prepared(
                    project, read, Decider.rule(state, read.command()).after());
        }
    }

    /// What was read and can be taken.
    public static final class Prepared {
        private final OpenProject project;
        private final Read read;
        private final ProjectState after;

        private Prepared(OpenProject project, Read read, ProjectState after) {
            this.project = project;
            this.read = read;
            this.after = after;
        }

        public TakeInReport report() {
            return read.report(0);
        }

        /// Where the pictures of the file are in the project; of none where the whole of a project was read.
        public Resolved pictures() {
            return read.pictures();
        }

        /// The project as it would be, or as it is where it would refuse.
        public ProjectState after() {
            return after;
        }

        /// Takes all that has a place, as one change. New classes have been agreed to by who calls this.
        ///
        /// @throws AppException when the project refuses, as when somebody changed it since; it is unchanged then
        public TakeInReport run() {
            return read.report(project.perform(read.command()).lastEvent());
        }
    }

    /// What was read: a change, and what is to be told of it.
    private record Read(Survey survey, ClassPlan plan, Command command, TakeInReport untaken, Resolved pictures) {

        TakeInReport report(long event) {
            TakeInReport r = untaken;
            return new TakeInReport(
                    r.format(),
                    r.survey(),
                    r.plan(),
                    r.taken(),
                    r.labels(),
                    r.notTaken(),
                    r.notTakenCount(),
                    r.saidMore(),
                    r.whole(),
                    r.remarks(),
                    event);
        }
    }

    private static Read read(OpenProject project, TakeInRequest request, Progress progress) {
        Scan scan = Scan.of(project, request.file(), request.format(), false, progress.part(0, 0.5));
        return read(project, scan, request, progress.part(0.5, 1));
    }

    /// What a file holds, and how to hear all of it again.
    private record Scan(
            Path file,
            DatasetFormat format,
            Survey survey,
            Statements statements,
            Optional<ProjectPart> part,
            EntrySource source) {

        /// @param kept whether what the file says is kept in memory, so that it is not read again
        static Scan of(OpenProject project, Path given, Optional<String> named, boolean kept, Progress progress) {
            if (!Files.exists(given)) {
                throw new AppException(AppException.Kind.BAD_INPUT, "There is no " + given + ".");
            }
            Path file = given.toAbsolutePath().normalize();
            return understood(file, () -> {
                DatasetFormat format = formatOf(file, named);
                progress.report(0, "Looking through " + file.getFileName());
                ProjectPictures pictures = new ProjectPictures(project);
                Survey survey = new Survey();
                Statements statements = new Statements(new HashMap<>());
                Looked looked = new Looked(kept);
                Consumer<Entry> heard = roomy(file, looked.and(counting(survey, format)));
                Optional<ProjectPart> part = Optional.empty();
                if (format instanceof OwnFormat own) {
                    part = own.readWhole(file, pictures, watched(statements.and(heard), progress));
                    if (!kept) {
                        // The part says it all, mostly.
                        looked.forget();
                    }
                } else {
                    format.read(file, pictures, watched(heard, progress));
                }
                EntrySource source = into -> {
                    if (!looked.tell(into)) {
                        format.read(file, pictures, into);
                    }
                };
                return new Scan(file, format, survey, statements, part, source);
            });
        }
    }

    private static Consumer<Entry> counting(Survey survey, DatasetFormat format) {
        return entry -> {
            if (!(entry instanceof Entry.Picture p && format instanceof OwnFormat own) || own.holds(p)) {
                survey.accept(entry);
            }
        };
    }

    private static Read read(OpenProject project, Scan scan, TakeInRequest request, Progress progress) {
        String name = String.valueOf(scan.file().getFileName());
        return understood(scan.file(), () -> {
            Survey survey = scan.survey();
            Map<String, ClassPlan.Target> chosen = chosen(project.state().ontology(), survey, request);
            List<String> remarks = new ArrayList<>();
            if (scan.part().isPresent()) {
                ProjectPart part = scan.part().get();
                Optional<String> obstacle = obstacle(project, part, request);
                if (obstacle.isEmpty()) {
                    return adopted(project, scan.format(), survey, scan.statements(), part, name);
                }
                remarks.add(
                        "Taken by the names of its classes and as single statements, without what only Limner knows,"
                                + " because " + obstacle.get() + ".");
            }
            ClassPlan plan = ClassPlan.propose(project.state().ontology(), survey, chosen);
            progress.report(0, "Reading " + name);
            Resolved.Keeper resolved = new Resolved.Keeper(new ProjectPictures(project));
            Intake intake = new Intake(project.state(), plan, resolved, name, request.prefer());
            scan.source().tell(watched(roomy(scan.file(), intake), progress));
            return stated(scan.format(), survey, plan, intake, remarks, resolved.resolved());
        });
    }

    private interface Reading<T> {
        T read() throws IOException, UnreadableException;
    }

    /// Says of a file that cannot be read or understood what is wrong with it.
    private static <T> T understood(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (UnreadableException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    e.getMessage() + ". Nothing of it was taken; the project is as it was.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    file.getFileName() + " cannot be taken in: " + e.getMessage()
                            + ". Nothing of it was taken; the project is as it was.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError e) {
            // A single large piece may find no room where there seemed to be some. What was gathered is given up here.
            throw MemoryRoom.refusal(String.valueOf(file.getFileName()), e);
        }
    }

    private static Read stated(
            DatasetFormat format,
            Survey survey,
            ClassPlan plan,
            Intake intake,
            List<String> remarks,
            Resolved pictures) {
        Command.TakeIn command = intake.command();
        TreeMap<String, Integer> more = new TreeMap<>();
        intake.leftovers().forEach(l -> l.what().forEach(w -> more.merge(w, 1, Integer::sum)));
        if (intake.fieldsBeside() > 0) {
            more.merge(Intake.OTHER_FIELDS, intake.fieldsBeside(), Integer::sum);
        }
        return new Read(
                survey,
                plan,
                command,
                new TakeInReport(
                        format,
                        survey,
                        plan,
                        intake.taken(),
                        command.labels().size(),
                        intake.notTaken(),
                        intake.notTakenCount(),
                        more,
                        false,
                        remarks,
                        0),
                pictures);
    }

    /// What stands in the way of taking a part of a project as it was there.
    private static Optional<String> obstacle(OpenProject project, ProjectPart part, TakeInRequest request) {
        return request.classes().isEmpty() && request.leftOut().isEmpty()
                ? Adoption.obstacle(project.state().ontology(), part.state().ontology())
                : Optional.of("classes were chosen for its categories");
    }

    /// What a file said when it was looked through, so that one of usual size need not be read again. Its shapes become
    /// those of the labels, so that it hardly takes memory of its own.
    private static final class Looked {

        /// Of more than these, what finds no place in the project would take much memory for nothing.
        private static final int MOST = 200_000;

        private final boolean again;
        private @Nullable List<Entry> entries = new ArrayList<>();

        /// @param again whether it may be asked for more than once
        Looked(boolean again) {
            this.again = again;
        }

        Consumer<Entry> and(Consumer<Entry> next) {
            return entry -> {
                List<Entry> known = entries;
                if (known != null && known.size() < MOST) {
                    known.add(entry);
                } else {
                    forget();
                }
                next.accept(entry);
            };
        }

        void forget() {
            entries = null;
        }

        /// Tells everything again; once, unless it is kept for more.
        ///
        /// @return whether all is known
        boolean tell(Consumer<Entry> into) {
            List<Entry> known = entries;
            if (!again) {
                forget();
            }
            if (known == null) {
                return false;
            }
            known.forEach(into);
            return true;
        }
    }

    /// How many statements there are of each label, and of each video, as they say themselves whose they are. A tag and
    /// an event are one each, wherever others are.
    private record Statements(Map<String, Integer> counts) {

        Consumer<Entry> and(Consumer<Entry> next) {
            return entry -> {
                switch (entry) {
                    case Entry.Annotation a ->
                        count(
                                a.at(),
                                a.at().where()
                                        .substring(a.at().where().indexOf(", ") + 1)
                                        .strip());
                    case Entry.Tag t -> count(t.at());
                    case Entry.Interval i -> count(i.at());
                    case Entry.About _, Entry.Category _, Entry.Video _, Entry.Picture _, Entry.NotTaken _ -> {}
                }
                next.accept(entry);
            };
        }

        private void count(Entry.At at, String what) {
            counts.merge(at.file() + "\n" + what, 1, Integer::sum);
            count(at);
        }

        private void count(Entry.At at) {
            counts.merge(at.file() + "\n", 1, Integer::sum);
        }

        int of(Entry.NotTaken n) {
            return counts.getOrDefault(n.at().file() + "\n" + n.at().where(), 1);
        }
    }

    private static Read adopted(
            OpenProject project,
            DatasetFormat format,
            Survey survey,
            Statements statements,
            ProjectPart part,
            String source) {
        Adoption adoption = Adoption.of(project.state(), part.state(), source);
        SequencedMap<String, ClassPlan.Target> targets = new LinkedHashMap<>();
        for (Entry.Category c : survey.categories()) {
            targets.put(
                    c.key(),
                    adoption.command()
                            .part()
                            .ontology()
                            .find(c.name())
                            .<ClassPlan.Target>map(
                                    k -> project.state().ontology().find(k.id()).isPresent()
                                            ? new ClassPlan.Target.Known(k.id())
                                            : new ClassPlan.Target.Added(k))
                            .orElseGet(ClassPlan.Target.LeftOut::new));
        }
        ClassPlan plan = new ClassPlan(targets);
        int labels = adoption.command().part().labels().values().stream()
                .mapToInt(m -> m.labels().size())
                .sum();
        List<Entry.NotTaken> notTaken = new ArrayList<>(survey.notTaken());
        notTaken.addAll(adoption.notTaken());
        int all = survey.annotations() + survey.tags() + survey.intervals();
        boolean isAnything = !adoption.command().part().labels().isEmpty();
        int refused = isAnything
                ? Math.min(
                        all,
                        adoption.notTaken().stream().mapToInt(statements::of).sum())
                : all;
        List<String> remarks = new ArrayList<>(part.lacks());
        if (adoption.otherStates() > 0) {
            remarks.add(adoption.otherStates()
                    + (adoption.otherStates() == 1 ? " frame is" : " frames are")
                    + " further or less far in this project, and stay as they are.");
        }
        return new Read(
                survey,
                plan,
                adoption.command(),
                new TakeInReport(
                        format,
                        survey,
                        plan,
                        all - refused,
                        labels,
                        notTaken.subList(0, Math.min(notTaken.size(), Survey.KEPT)),
                        survey.notTakenCount() + refused,
                        new TreeMap<>(),
                        true,
                        remarks,
                        0),
                Resolved.NONE);
    }

    /// Refuses a file whose labels do not fit into memory.
    private static Consumer<Entry> roomy(Path file, Consumer<Entry> into) {
        MemoryRoom room = new MemoryRoom(String.valueOf(file.getFileName()));
        return entry -> {
            room.check();
            into.accept(entry);
        };
    }

    /// Gives way to whoever wants to stop.
    private static Consumer<Entry> watched(Consumer<Entry> into, Progress progress) {
        return entry -> {
            progress.check();
            into.accept(entry);
        };
    }

    /// A source that gives way to whoever wants to stop.
    static EntrySource watched(EntrySource source, Progress progress) {
        return into -> source.tell(watched(into, progress));
    }

    /// The format of a file, as it was named or as the file looks. A release, or a record of an export, says more than
    /// what lies beside it, and is taken before that.
    static DatasetFormat formatOf(Path file, Optional<String> named) throws IOException {
        List<DatasetFormat> all = formats();
        String ids = all.stream().map(DatasetFormat::id).collect(Collectors.joining(", "));
        if (named.isPresent()) {
            String id = named.get();
            return all.stream()
                    .filter(f -> f.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AppException(
                            AppException.Kind.BAD_INPUT, "There is no format " + id + ". Formats: " + ids + "."));
        }
        List<DatasetFormat> likely = new ArrayList<>();
        for (DatasetFormat f : all) {
            if (f.recognises(file)) {
                likely.add(f);
            }
        }
        for (DatasetFormat f : likely) {
            if (likely.size() == 1 || f instanceof OwnFormat) {
                return f;
            }
        }
        throw new AppException(
                AppException.Kind.BAD_INPUT,
                likely.isEmpty()
                        ? file + " looks like none of the formats that can be read: " + ids + "."
                        : file + " may be "
                                + likely.stream().map(DatasetFormat::id).collect(Collectors.joining(", "))
                                + ": say which.");
    }

    private static Map<String, ClassPlan.Target> chosen(Ontology ontology, Survey survey, TakeInRequest request) {
        Set<String> there =
                survey.categories().stream().map(Entry.Category::name).collect(Collectors.toSet());
        Set<String> said = new HashSet<>(request.classes().keySet());
        said.addAll(request.leftOut());
        for (String name : said) {
            if (!there.contains(name)) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        "The file has no category " + name + ". It has: " + some(List.copyOf(there)) + ".");
            }
        }
        Map<String, ClassPlan.Target> chosen = new HashMap<>();
        request.leftOut().forEach(name -> chosen.put(name, new ClassPlan.Target.LeftOut()));
        request.classes().forEach((name, to) -> {
            Optional<LabelClass> known = ontology.find(to);
            if (known.isEmpty()) {
                throw new AppException(AppException.Kind.BAD_INPUT, "The project has no class " + to + ".");
            }
            chosen.put(name, new ClassPlan.Target.Known(known.get().id()));
        });
        return chosen;
    }

    /// Says why nothing of a file has a place, before anybody is asked for classes of what would not be taken anyway.
    private static void demandSomething(Read read, Path file) {
        boolean isEmpty = read.command() instanceof Command.TakeIn c
                && c.labels().isEmpty()
                && c.tags().isEmpty()
                && c.intervals().isEmpty();
        if (isEmpty) {
            TakeInReport report = read.untaken();
            List<Entry.NotTaken> first =
                    report.notTaken().stream().limit(REASONS).toList();
            int more = report.notTakenCount() - first.size();
            String why = first.isEmpty()
                    ? "it holds no annotations"
                    : first.stream().map(n -> n.at() + ": " + n.reason()).collect(Collectors.joining("; "))
                            + (more > 0 ? "; and " + more + " more" : "");
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "There is nothing in " + file.getFileName() + " that this project can take (" + why
                            + "). Nothing was taken; the project is as it was.");
        }
    }

    private static void demandClasses(Read read) {
        List<String> without = read.survey().categories().stream()
                .filter(c -> read.plan().targets().get(c.key()) instanceof ClassPlan.Target.Added)
                .map(c -> c.name() + " (" + read.survey().uses(c.key()) + ")")
                .toList();
        if (!without.isEmpty()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "The project has no class for " + some(without)
                            + ". Nothing was taken. Say which class each becomes, leave it out, or let new classes be"
                            + " added.");
        }
    }

    private static String some(List<String> names) {
        List<String> first = names.stream().sorted().limit(NAMED).toList();
        return String.join(", ", first) + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
