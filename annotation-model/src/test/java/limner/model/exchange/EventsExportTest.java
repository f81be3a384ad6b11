package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import limner.model.budget.EventWords;
import limner.model.exchange.events.EventsExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Writes events as a table, for ELAN and for Praat, and holds them to the rules of these formats.
final class EventsExportTest {

    private static final double LENGTH = 20;

    @TempDir
    Path folder;

    private static Entry.Interval event(String category, int first, int last, boolean isMoment, String subject) {
        return new Entry.Interval(
                new Entry.At("x", ""),
                "1",
                category,
                first,
                last,
                Optional.of(new EventWords(
                        isMoment,
                        first / 30.0,
                        isMoment ? first / 30.0 : (last + 1) / 30.0,
                        LENGTH,
                        subject,
                        List.of("ape 1", "ape 2"),
                        List.of(),
                        List.of("hand=left, \"up\""))));
    }

    private static List<Entry> heads() {
        return new ArrayList<>(List.of(
                Entry.Category.of("1", "walk"),
                Entry.Category.of("2", "look \"<&>\"\nup"),
                new Entry.Video("1", "clip: one.mp4", 16, 16, 600)));
    }

    private static List<Entry> random(Random random) {
        List<Entry> all = heads();
        for (int i = random.nextInt(40); i > 0; i--) {
            int first = random.nextInt(500);
            boolean isMoment = random.nextBoolean();
            all.add(event(
                    random.nextBoolean() ? "1" : "2",
                    first,
                    isMoment ? first : first + random.nextInt(90),
                    isMoment,
                    random.nextBoolean() ? "Ann" : ""));
        }
        return all;
    }

    private Path written(List<Entry> all, EventsExport.Kind kind, String name) throws Exception {
        return Exported.of(Exported.told(all), new EventsExport(kind), Choices.FAITHFUL, folder.resolve(name))
                .folder();
    }

    private static List<Element> elements(Document of, String name) {
        NodeList nodes = of.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    @Test
    void everyEventIsOnceInElanAndNothingOverlapsOnATier() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = random(random);
            List<Entry.Interval> events = GoldenSet.of(Entry.Interval.class, all);
            Path file = written(all, EventsExport.Kind.ELAN, "elan" + round).resolve("clip_ one.eaf");
            assertEquals(!events.isEmpty(), Files.exists(file), told);
            if (events.isEmpty()) {
                continue;
            }
            Document eaf =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            assertEquals("3.0", eaf.getDocumentElement().getAttribute("FORMAT"));
            Map<String, Long> slots = new HashMap<>();
            for (Element slot : elements(eaf, "TIME_SLOT")) {
                assertEquals(
                        null,
                        slots.put(slot.getAttribute("TIME_SLOT_ID"), Long.valueOf(slot.getAttribute("TIME_VALUE"))),
                        told);
            }
            Set<String> ids = new HashSet<>();
            Set<String> tiers = new HashSet<>();
            for (Element tier : elements(eaf, "TIER")) {
                assertTrue(tiers.add(tier.getAttribute("TIER_ID")), told);
                long last = 0;
                NodeList notes = tier.getElementsByTagName("ALIGNABLE_ANNOTATION");
                for (int i = 0; i < notes.getLength(); i++) {
                    Element note = (Element) notes.item(i);
                    assertTrue(ids.add(note.getAttribute("ANNOTATION_ID")), told);
                    long from = slots.getOrDefault(note.getAttribute("TIME_SLOT_REF1"), -1L);
                    long to = slots.getOrDefault(note.getAttribute("TIME_SLOT_REF2"), -1L);
                    assertTrue(from >= last && to > from, told + ": " + from + " to " + to + " after " + last);
                    last = to;
                }
            }
            assertEquals(events.size(), ids.size(), told);
            assertEquals(
                    events.stream()
                            .map(e -> Math.round(e.words().orElseThrow().start() * 1000))
                            .sorted()
                            .toList(),
                    elements(eaf, "ALIGNABLE_ANNOTATION").stream()
                            .map(n -> slots.getOrDefault(n.getAttribute("TIME_SLOT_REF1"), -1L))
                            .sorted()
                            .toList(),
                    told);
        }
    }

    private static final Pattern TIER = Pattern.compile(
            "(?s) class = \"(\\w+)\"\n\\s+name = \"((?:[^\"]|\"\")*)\"\n\\s+xmin = 0\n\\s+xmax = (\\S+)\n"
                    + "\\s+(?:points|intervals): size = (\\d+)\n(.*?)(?=\n    item |\\z)");
    private static final Pattern INTERVAL =
            Pattern.compile("xmin = (\\S+)\n\\s+xmax = (\\S+)\n\\s+text = \"((?:[^\"]|\"\")*)\"");
    private static final Pattern POINT = Pattern.compile("number = (\\S+)\n\\s+mark = \"((?:[^\"]|\"\")*)\"");

    @Test
    void intervalsOfPraatFillTheWholeTimeAndPointsAscend() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = random(random);
            List<Entry.Interval> events = GoldenSet.of(Entry.Interval.class, all);
            if (events.isEmpty()) {
                continue;
            }
            String text = Files.readString(
                    written(all, EventsExport.Kind.TEXT_GRID, "praat" + round).resolve("clip_ one.TextGrid"));
            assertTrue(text.startsWith(
                    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 20\n"));
            int tiers = 0;
            int said = 0;
            Matcher tier = TIER.matcher(text);
            while (tier.find()) {
                tiers++;
                assertEquals(LENGTH, Double.parseDouble(tier.group(3)), told);
                boolean isOfPoints = tier.group(1).equals("TextTier");
                Matcher one = (isOfPoints ? POINT : INTERVAL).matcher(tier.group(5));
                int count = 0;
                double last = isOfPoints ? -1 : 0;
                while (one.find()) {
                    count++;
                    double from = Double.parseDouble(one.group(1));
                    if (isOfPoints) {
                        assertTrue(from > last, told);
                        last = from;
                        said++;
                    } else {
                        assertEquals(last, from, told);
                        last = Double.parseDouble(one.group(2));
                        assertTrue(last > from, told);
                        said += one.group(3).isEmpty() ? 0 : 1;
                    }
                }
                assertEquals(Integer.parseInt(tier.group(4)), count, told);
                if (!isOfPoints) {
                    assertEquals(LENGTH, last, told);
                }
            }
            assertTrue(text.contains("\nsize = " + tiers + "\n"), told);
            assertEquals(events.size(), said, told);
        }
    }

    @Test
    void theTableHasARowForEachEventAndQuotesWhatNeedsIt() throws Exception {
        List<Entry> all = heads();
        all.add(event("2", 30, 59, false, "Ann"));
        all.add(event("1", 60, 60, true, ""));
        String table =
                Files.readString(written(all, EventsExport.Kind.TABLE, "table").resolve("events.csv"));
        assertEquals(
                "video,class,kind,first_frame,last_frame,start_s,end_s,duration_s,subject,actors,targets,modifiers\r\n"
                        + "clip: one.mp4,\"look \"\"<&>\"\"\nup\",interval,30,59,1.000000,2.000000,1.000000,Ann,"
                        + "ape 1; ape 2,,\"hand=left, \"\"up\"\"\"\r\n"
                        + "clip: one.mp4,walk,point,60,60,2.000000,2.000000,0.000000,,"
                        + "ape 1; ape 2,,\"hand=left, \"\"up\"\"\"\r\n",
                table);
    }

    @Test
    void whatIsNoEventAndEventsWithoutTimesAreToldAsLost() throws Exception {
        List<Entry> all = RandomEntries.of(new Random(3));
        Exported exported = Exported.of(
                Exported.told(all), new EventsExport(EventsExport.Kind.ELAN), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(1, exported.report().count(Loss.EVENTS));
        assertEquals(0, exported.report().written());
        assertTrue(exported.report().count(Loss.OBJECT) > 0);
        assertEquals(all, exported.sidecar(), "all of it is beside");
    }
}
