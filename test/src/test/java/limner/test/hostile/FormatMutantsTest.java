package limner.test.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.Folders;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.app.usecase.exchange.TakeInLabels;
import limner.app.usecase.exchange.TakeInReport;
import limner.app.usecase.exchange.TakeInRequest;
import limner.media.frame.PngWriter;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Intake;
import limner.model.id.MediaId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;
import limner.test.hostile.Specimens.Specimen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two thousand damaged data sets over all formats, as many of each kind for each, are asked of a real project: it
/// takes what is sound in one step that one undo takes back, or nothing, and says why. Tests of the formats have
/// mutants of
/// their own, which are smaller and go deeper into each.
final class FormatMutantsTest {

    private static final int MUTANTS = 2_000;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SECRET = "what-lies-outside-4711";

    @TempDir
    Path folder;

    private final List<String> faults = new ArrayList<>();

    /// What became of the mutants of one cell of the table.
    ///
    /// @param begun those of which something was read
    /// @param taken those of which something was taken
    private record Cell(int made, int begun, int taken) {

        private static final Cell NONE = new Cell(0, 0, 0);

        private Cell and(Cell more) {
            return new Cell(made + more.made, begun + more.begun, taken + more.taken);
        }
    }

    @Test
    void noDamagedDataSetOfAnyFormatCrashesHangsOrIsTakenInByHalves() throws Exception {
        long seed = Long.getLong("limner.seed", System.nanoTime());
        System.out.println("FormatMutantsTest: seed " + seed);
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Path pictures = pictures();
        Path sets = Files.createDirectory(folder.resolve("sets"));
        Map<String, Map<Damage, Cell>> table = new LinkedHashMap<>();
        try (Services services = services()) {
            List<Specimen> all;
            try (OpenProject source = services.projects().create(folder.resolve("source.limner"))) {
                MediaId video = imported(services, source, pictures);
                source.perform(new Command.EditClasses(List.of(
                        LabelClass.of(1, "thing", "#e69f00", ClassKind.THING),
                        LabelClass.of(2, "other", "#0072b2", ClassKind.THING))));
                Specimens.draw(source, video);
                all = new Specimens(sets).all(services, source);
            }
            assertEquals(
                    TakeInLabels.formats().stream().map(DatasetFormat::id).collect(Collectors.toSet()),
                    all.stream().map(Specimen::format).collect(Collectors.toSet()));
            try (OpenProject project = services.projects().create(folder.resolve("asked.limner"))) {
                imported(services, project, pictures);
                List<Cut> cuts = new ArrayList<>();
                for (Specimen specimen : all) {
                    assertTrue(ask(project, specimen, specimen.format()).taken() == 1, specimen.format() + " is sound");
                    cuts.addAll(cuts(specimen));
                }
                int each = (MUTANTS + cuts.size() - 1) / cuts.size();
                for (Cut cut : cuts) {
                    for (int i = 0; i < each; i++) {
                        table.computeIfAbsent(cut.specimen().format(), _ -> new EnumMap<>(Damage.class))
                                .merge(cut.damage(), damaged(project, cut, seed + i), Cell::and);
                    }
                }
            }
        }
        print(table);
        assertEquals(List.of(), faults, "seed " + seed);
        Cell sum = sum(table.values().stream().flatMap(row -> row.values().stream()));
        assertTrue(sum.made() >= MUTANTS, () -> sum + " of " + MUTANTS);
        assertTrue(2 * sum.taken() >= sum.made(), () -> "at least half are taken in part: " + sum + ", seed " + seed);
        for (Damage damage : Damage.values()) {
            assertTrue(of(table, damage).begun() > 0, () -> "none is read at all that is " + damage + ", seed " + seed);
        }
    }

    /// A kind of damage and the files of a data set that it can happen to.
    private record Cut(Specimen specimen, Damage damage, List<Path> files) {}

    private static List<Cut> cuts(Specimen specimen) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(specimen.folder())) {
            files = below.filter(Files::isRegularFile).sorted().toList();
        }
        List<Cut> cuts = new ArrayList<>();
        for (Damage damage : Damage.values()) {
            List<Path> fit = new ArrayList<>();
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                if (damage.fits(file.toString()) && bytes.length > 0 && damage.finds(bytes)) {
                    fit.add(file);
                }
            }
            if (!fit.isEmpty()) {
                cuts.add(new Cut(specimen, damage, fit));
            }
        }
        return cuts;
    }

    private Cell damaged(OpenProject project, Cut cut, long seed) throws IOException {
        Random random = new Random(
                seed * 31 + cut.damage().ordinal() + cut.specimen().format().hashCode() * 1_009L);
        Path file = cut.files().get(random.nextInt(cut.files().size()));
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, cut.damage().applied(sound, random));
        try {
            return ask(
                    project,
                    cut.specimen(),
                    cut.damage() + " " + cut.specimen().folder().relativize(file) + " of "
                            + cut.specimen().format() + ", seed " + seed);
        } catch (AssertionError e) {
            // The others are looked at all the same.
            faults.add(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            if (labels(project) > 0) {
                project.session().undo().join();
            }
            return new Cell(1, 0, 0);
        } finally {
            Files.write(file, sound);
        }
    }

    private static Cell ask(OpenProject project, Specimen specimen, String which) {
        return assertTimeoutPreemptively(LONG, () -> asked(project, specimen, which), which);
    }

    private static Cell asked(OpenProject project, Specimen specimen, String which) {
        long before = project.session().snapshot().lastEvent();
        TakeInRequest request = new TakeInRequest(
                specimen.open(),
                Optional.of(specimen.format()),
                Map.of(),
                Set.of(),
                TakeInRequest.NewClasses.ADD,
                Intake.Prefer.REGION);
        Seen seen = new Seen();
        try {
            TakeInReport report = TakeInLabels.run(project, request, seen);
            assertEquals(report.labels(), labels(project), which);
            assertEquals(
                    report.survey().annotations()
                            + report.survey().tags()
                            + report.survey().intervals()
                            + report.survey().notTakenCount(),
                    report.taken() + report.notTakenCount(),
                    () -> "all is taken or told: " + which);
            assertFalse(words(project, report).contains(SECRET), which);
            assertTrue(project.session().undo().join() instanceof Outcome.Done, which);
            assertEquals(0, labels(project), which);
            assertEquals(List.of(), project.state().ontology().classes(), which);
            return new Cell(1, 1, 1);
        } catch (AppException e) {
            assertEquals(before, project.session().snapshot().lastEvent(), () -> "nothing was taken of " + which);
            assertTrue(e.sentence().endsWith("."), () -> which + ": " + e.sentence());
            assertFalse(e.sentence().contains(SECRET), which);
            return new Cell(1, seen.some() ? 1 : 0, 0);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(which, e);
        }
    }

    /// Whether anything was told before the end.
    private static final class Seen implements Progress {
        private int entries;

        boolean some() {
            return entries > 1;
        }

        @Override
        public void report(double fraction, String message) {
            // Nobody looks.
        }

        /// Asked before each entry.
        @Override
        public boolean cancelled() {
            entries++;
            return false;
        }

        @Override
        public void onCancel(Runnable action) {
            // It never happens.
        }
    }

    private static String words(OpenProject project, TakeInReport report) {
        Set<String> all = new HashSet<>();
        project.state().ontology().classes().forEach(c -> all.add(c.name()));
        report.notTaken().stream().map(Entry.NotTaken::toString).forEach(all::add);
        project.state()
                .mediaInOrder()
                .forEach(m -> project.state().labelsOf(m.id()).labels().values().forEach(l -> all.add(l.toString())));
        return all.toString();
    }

    private static int labels(OpenProject project) {
        return project.state().mediaInOrder().stream()
                .mapToInt(m -> project.state().labelsOf(m.id()).labels().size())
                .sum();
    }

    private Path pictures() throws IOException {
        Path clip = Files.createDirectory(folder.resolve("clip"));
        for (int f = 0; f < Specimens.FRAMES; f++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteBuffer pixels = ByteBuffer.allocate(Specimens.WIDTH * Specimens.HEIGHT * 3);
            PngWriter.write(out, Specimens.WIDTH, Specimens.HEIGHT, pixels.put(0, (byte) f));
            Files.write(clip.resolve(String.format(Locale.ROOT, "%06d.png", f)), out.toByteArray());
        }
        return clip;
    }

    private static MediaId imported(Services services, OpenProject project, Path pictures) {
        return services.importMedia()
                .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                .getFirst()
                .id();
    }

    private Services services() {
        return new Services(
                new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data")),
                SessionOptions.usual().withoutPrefetch(),
                new ImmediateTaskRunner(),
                Clock.systemUTC());
    }

    private static Cell of(Map<String, Map<Damage, Cell>> table, Damage damage) {
        return sum(table.values().stream().map(row -> row.getOrDefault(damage, Cell.NONE)));
    }

    private static Cell sum(Stream<Cell> cells) {
        return cells.reduce(Cell.NONE, Cell::and);
    }

    /// Of each kind how many were made, how many told something before they were refused, if they were, and how many
    /// were taken, all of it or what is sound.
    private static void print(Map<String, Map<Damage, Cell>> table) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-16s", "made/begun/taken"));
        for (Damage damage : Damage.values()) {
            text.append(String.format(Locale.ROOT, "%12s", damage));
        }
        table.forEach((format, row) -> {
            text.append(String.format(Locale.ROOT, "%n%-16s", format));
            for (Damage damage : Damage.values()) {
                text.append(String.format(Locale.ROOT, "%12s", words(row.getOrDefault(damage, Cell.NONE))));
            }
        });
        text.append(String.format(Locale.ROOT, "%n%-16s", "all"));
        for (Damage damage : Damage.values()) {
            text.append(String.format(Locale.ROOT, "%12s", words(of(table, damage))));
        }
        System.out.println(text);
    }

    private static String words(Cell cell) {
        return cell.made() == 0 ? "-" : cell.made() + "/" + cell.begun() + "/" + cell.taken();
    }
}
