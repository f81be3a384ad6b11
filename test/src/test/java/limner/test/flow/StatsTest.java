package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import limner.model.command.Command;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.EventDetails;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How much time events take, by the command line, over all videos of a project.
final class StatsTest {

    private static final ClassId TURN = new ClassId(71);
    private static final ClassId ANN = new ClassId(72);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theBudgetIsOverAllVideosForEachOfThemAndForEachSubject() throws Exception {
        Path project = folder.resolve("walk.limner");
        Path second = folder.resolve("second.mp4");
        try (InputStream in =
                Objects.requireNonNull(StatsTest.class.getResourceAsStream("/limner/test/ui/portrait.mp4"))) {
            Files.copy(in, second);
        }
        Limner limner = new Limner(folder.resolve("home"));
        assertEquals(0, limner.run("import", project, Clips.gallery(), second).exit());
        code(project);
        Path budget = folder.resolve("budget.csv");
        Path events = folder.resolve("events.csv");
        Limner.Run told = limner.run("stats", project, "--budget", budget, "--events", events);
        assertEquals(0, told.exit(), told.err());
        assertEquals("All videos", told.lines().getFirst());
        assertTrue(told.lines().contains("All videos, Ann"), told.out());
        assertTrue(told.lines().contains("second.mp4"), told.out());
        JsonNode rows = JsonMapper.shared()
                .readTree(limner.run("stats", project, "--json").out())
                .path("budget");
        JsonNode all = row(rows, "", "");
        assertEquals(3, all.path("count").asInt());
        // 50 and 25 frames of a video of 300 at an even rate, and 3 of another.
        JsonNode one = row(rows, "gallery.mp4", "");
        double other = row(rows, "second.mp4", "").path("seconds").asDouble();
        assertEquals(75.0 / 300, one.path("share").asDouble(), 1e-3);
        assertEquals(one.path("seconds").asDouble() + other, all.path("seconds").asDouble(), 1e-6);
        assertEquals(
                length(one) + length(row(rows, "second.mp4", "")),
                length(all),
                1e-6,
                "the share is of all time together");
        double ann = row(rows, "gallery.mp4", "Ann").path("seconds").asDouble();
        assertEquals(one.path("seconds").asDouble() * 50 / 75, ann, 1e-3);
        assertEquals(ann + other, row(rows, "", "Ann").path("seconds").asDouble(), 1e-6);
        assertTrue(Files.readString(budget).startsWith("video,subject,class,count,"));
        assertEquals(4, Files.readAllLines(events).size());
        Limner.Run over = limner.run("stats", project, "--events", project);
        assertEquals(2, over.exit());
        assertTrue(over.err().contains("is the project itself"), over.err());
        assertEquals(1, over.complaints().size(), over.err());
    }

    @Test
    void eventsGoOutWithTheTimesThatTheTableHas() throws Exception {
        Path project = folder.resolve("walk.limner");
        Limner limner = new Limner(folder.resolve("home"));
        assertEquals(0, limner.run("import", project, Clips.gallery()).exit());
        code(project);
        Path table = folder.resolve("events.csv");
        assertEquals(0, limner.run("stats", project, "--events", table).exit());
        Path out = folder.resolve("out");
        for (String format : List.of("events-csv", "elan", "textgrid")) {
            Limner.Run written =
                    limner.run("export", project, out.resolve(format), "--format", format, "--accept-losses");
            assertEquals(0, written.exit(), written.err());
        }
        assertEquals(
                Files.readAllLines(table).stream()
                        .map(l -> l.replaceFirst("(,id,|,[0-9a-f]{8}-[-0-9a-f]{27},)", ","))
                        .toList(),
                Files.readAllLines(out.resolve("events-csv/events.csv")));
        String start = Files.readAllLines(table).get(1).split(",")[5];
        long milliseconds = Math.round(Double.parseDouble(start) * 1000);
        assertTrue(milliseconds > 0, start);
        String elan = Files.readString(out.resolve("elan/gallery.eaf"));
        assertTrue(elan.contains("TIME_VALUE=\"" + milliseconds + "\""), elan);
        assertTrue(elan.contains("PARTICIPANT=\"Ann\" TIER_ID=\"Turn (Ann)\""), elan);
        String praat = Files.readString(out.resolve("textgrid/gallery.TextGrid"));
        assertTrue(praat.contains("name = \"Turn (Ann)\""), praat);
        assertTrue(Files.exists(out.resolve("elan/limner-sidecar.jsonl")));
    }

    /// Of the videos, where no two events overlap.
    private static double length(JsonNode budget) {
        return budget.path("seconds").asDouble() / budget.path("share").asDouble();
    }

    private static JsonNode row(JsonNode rows, String media, String subject) {
        for (JsonNode r : rows) {
            if (r.path("media").asString().equals(media)
                    && r.path("subject").asString().equals(subject)
                    && r.path("class").asString().equals("Turn")) {
                return r;
            }
        }
        throw new AssertionError("no row of " + media + ", " + subject + " in " + rows);
    }

    private static void code(Path project) {
        try (ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(project, Access.WRITE),
                new ActorId(UUID.randomUUID()),
                Clock.systemUTC())) {
            edit(
                    session,
                    new Command.EditClasses(List.of(
                            LabelClass.of(71, "Turn", "#e69f00", ClassKind.INTERVAL_EVENT),
                            LabelClass.of(72, "Ann", "#56b4e9", ClassKind.SUBJECT))));
            for (Media m : session.state().mediaInOrder()) {
                boolean first = m.name().equals("gallery.mp4");
                edit(
                        session,
                        new Command.AddInterval(
                                m.id(),
                                IntervalId.random(),
                                TURN,
                                first ? new FrameRange(10, 59) : new FrameRange(1, 3),
                                EventDetails.of(ANN)));
                if (first) {
                    edit(session, new Command.AddInterval(m.id(), IntervalId.random(), TURN, new FrameRange(200, 224)));
                }
            }
        }
    }

    private static void edit(ProjectSession session, Command command) {
        if (session.edit(command).join() instanceof Outcome.Refused(String reason)) {
            throw new AssertionError(reason);
        }
    }
}
