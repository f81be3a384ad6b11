package limner.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.query.Parsed;
import limner.model.query.Query;
import limner.model.query.QueryParser;
import limner.model.query.Search;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A project of 100,000 labels in its file: opening it, stepping, searching, changing the class of all there is, and
/// one edit until it is durable. Prints a table of its own for each [ManyLabels]; JMH's score is only how long all of
/// it took. The first opening is that of a Java machine that has done nothing else yet.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ManyLabelsBench {
    private static final int OPENINGS = 7;
    private static final int STEPS = 300;
    private static final int SEARCHES = 15;
    private static final int EDITS = 100;
    private static final double TARGET_OPEN = 2_000;
    private static final double TARGET_STEP = 50;
    private static final double TARGET_SEARCH = 100;
    private static final double TARGET_EDIT = 20;

    private static final List<String> QUERIES = List.of(
            "class:class3",
            "label",
            "\"7 12\"",
            "area<400",
            "area>5000",
            "attr.paint:red",
            "attr.speed>150",
            "incomplete",
            "(class:class1,class2 or occluded) -(state:done area<900)",
            "has:class4 no:class5 -state:done");

    private final SqliteProjects projects = new SqliteProjects(Clock.systemUTC());

    /// Each project, one after the other.
    @Benchmark
    public int projects() throws IOException {
        int measured = 0;
        for (ManyLabels kind : ManyLabels.values()) {
            try (ScratchFolder scratch = ScratchFolder.make()) {
                Path file = scratch.path().resolve("many.limner");
                Files.copy(kind.file(projects), file);
                Table table = new Table(kind + ": " + kind.describe() + ", " + Files.size(file) / 1_000_000 + " MB");
                openings(file, table);
                try (ProjectSession session = open(file)) {
                    MediaId media = session.state().mediaInOrder().getFirst().id();
                    steps(session.state(), media, table);
                    searches(session.state(), table);
                    edits(session, media, table);
                }
                table.print(System.out);
                measured++;
            }
        }
        return measured;
    }

    private ProjectSession open(Path file) {
        return new ProjectSession(projects.open(file, Access.WRITE), ActorId.random(), Clock.systemUTC());
    }

    private void openings(Path file, Table table) {
        Figures openings = new Figures();
        for (int i = 0; i < OPENINGS; i++) {
            long before = System.nanoTime();
            try (ProjectSession _ = open(file)) {
                long nanos = System.nanoTime() - before;
                openings.add(nanos);
                if (i == 0) {
                    table.row("open, the first time", nanos / 1e6, TARGET_OPEN, "ms", "");
                }
            }
        }
        table.row("open, median", openings.median(), TARGET_OPEN, "ms", openings.note());
    }

    /// What the screen asks of a frame before it paints it.
    private static void steps(ProjectState state, MediaId media, Table table) {
        MediaLabels labels = state.labelsOf(media);
        int last = Math.min(STEPS, state.mediaInOrder().getFirst().frameCount());
        Figures steps = new Figures();
        int seen = 0;
        for (int frame = 0; frame < last; frame++) {
            long before = System.nanoTime();
            seen += labels.on(frame).size()
                    + labels.openOn(frame).size()
                    + labels.openPlacesOn(frame).size()
                    + labels.tagsOn(frame).size();
            steps.add(System.nanoTime() - before);
        }
        table.row("all there is on the next frame, p95", steps.p95(), TARGET_STEP, "ms", steps.note());
        table.row("the same, on one frame", seen / (double) last, "", "");
    }

    private static void searches(ProjectState state, Table table) {
        long begun = System.nanoTime();
        Search.lookAhead(state, () -> {});
        table.row("looked ahead, as when somebody is about to search", (System.nanoTime() - begun) / 1e6, "ms", "");
        for (String query : QUERIES) {
            Query parsed = parse(query);
            Figures searches = new Figures();
            int hits = 0;
            for (int i = 0; i < SEARCHES; i++) {
                long before = System.nanoTime();
                hits = Search.find(state, parsed).hitCount();
                long nanos = System.nanoTime() - before;
                searches.add(nanos);
                if (i == 0) {
                    table.row(query + ", the first time", nanos / 1e6, TARGET_SEARCH, "ms", "");
                }
            }
            table.row(query, searches.median(), TARGET_SEARCH, "ms", hits + " found, " + searches.note());
        }
    }

    private static Query parse(String text) {
        if (QueryParser.parse(text) instanceof Parsed.Understood(Query understood)) {
            return understood;
        }
        throw new IllegalArgumentException(text);
    }

    private static void edits(ProjectSession session, MediaId media, Table table) {
        Figures drawn = new Figures();
        Figures moved = new Figures();
        for (int i = 0; i < EDITS; i++) {
            LabelId id = LabelId.random();
            Box box = new Box(20 + i, 30, 40, 50);
            drawn.add(edit(session, new Command.Draw(media, 0, id, new ClassId(1), Extent.FRAME, box)));
            moved.add(edit(session, new Command.Reshape(media, 0, id, new Box(21 + i, 30, 40, 50))));
        }
        table.row("draw one box, until durable", drawn.median(), TARGET_EDIT, "ms", drawn.note());
        table.row("move it, until durable", moved.median(), TARGET_EDIT, "ms", moved.note());
        Figures classes = new Figures();
        for (int n = 2; n < 7; n++) {
            Label one = session.state().labelsOf(media).labelsInOrder().get(n);
            ClassId other = new ClassId(one.classId().value() == 1 ? 2 : 1);
            classes.add(edit(session, new Command.Reclassify(media, Set.of(one.id()), other)));
        }
        table.row("another class for one", classes.median(), TARGET_EDIT, "ms", classes.note());
        long undo = System.nanoTime();
        session.undo().join();
        table.row("undo it", (System.nanoTime() - undo) / 1e6, TARGET_EDIT, "ms", "");
        long renamed = edit(
                session,
                new Command.EditClasses(List.of(session.state()
                        .ontology()
                        .find(new ClassId(3))
                        .orElseThrow()
                        .withName("renamed"))));
        table.row("another name for a class", renamed / 1e6, TARGET_EDIT, "ms", "");
        long merged = edit(session, new Command.MergeClasses(new ClassId(4), new ClassId(5)));
        table.row("merge a class of a twentieth of all", merged / 1e6, "ms", "");
    }

    private static long edit(ProjectSession session, Command command) {
        long before = System.nanoTime();
        Outcome outcome = session.edit(command).join();
        long nanos = System.nanoTime() - before;
        if (outcome instanceof Outcome.Refused(String reason)) {
            throw new IllegalStateException(reason);
        }
        return nanos;
    }
}
