package limner.app.ui.common.spoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limner.model.geometry.ShapeKind;
import limner.model.media.FrameState;
import limner.model.release.ReleaseReport;
import limner.model.release.Statistics;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.Test;

/// What the model says in English is found again and said in German.
final class SpokenTest {

    private static final Path MODEL = Path.of(
            System.getProperty("limner.root", ".."), "annotation-model", "src", "main", "java", "limner", "model");

    /// Where the model makes titles and refusals.
    private static final List<String> SPEAKERS = List.of(
            "command/Decider.java",
            "command/TrackDecisions.java",
            "command/ClassDecisions.java",
            "command/TakeInDecision.java",
            "command/Rewind.java",
            "command/ReshapeTitle.java",
            "command/ShapeOnPicture.java",
            "session/ProjectSession.java",
            "project/ProjectState.java",
            "ontology/Ontology.java",
            "ontology/OntologyRules.java");

    /// What is for programmers and the log.
    private static final Pattern NOT_SAID = Pattern.compile("(?s)LOG\\.error\\(.*?;|"
            + "IllegalArgumentException\\(\"(versions start|a walk has|a project needs).*?;|"
            + "IndexOutOfBoundsException\\(.*?;|StoreException\\(.*?;|\\.name\\(\"store-writer\"\\)|"
            + "requireNonNull\\([^;]*?\\)|thing\\([^;]*?, \"[^\"]*\"( \\+ e\\.frame\\(\\))?\\)|"
            + "String toString\\(\\) \\{.*?}");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*///?.*$");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\d(,number,#)?}");

    private final Spoken german = Spoken.in(Locale.GERMAN);
    private final ResourceBundle english = bundle(Locale.ROOT);

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "limner.app.ui.common.spoken.texts",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Test
    void everySentenceIsKnownAgainAndSaidInGerman() {
        ResourceBundle other = bundle(Locale.GERMAN);
        List<String> faults = new ArrayList<>();
        int sentences = 0;
        for (String key : new TreeSet<>(english.keySet())) {
            if (key.startsWith("part.")
                    || key.startsWith("thing.")
                    || key.startsWith("said.")
                    || key.startsWith("several.")) {
                continue;
            }
            boolean ofEvent = key.startsWith("event.");
            sentences++;
            String pattern = english.getString(key);
            Object[] values = {"Äpfel 12", "Birne 7", "Quitte", "Mispel"};
            Matcher m = PLACE.matcher(pattern);
            while (m.find()) {
                if (m.group(1) != null) {
                    int place = m.group().charAt(1) - '0';
                    values[place] = String.valueOf(31 + place);
                }
            }
            // The numbers stand as texts here, as they are found in a sentence.
            String said = filled(
                    PLACE.matcher(pattern).replaceAll(r -> "{" + r.group().charAt(1) + "}"), values);
            String expected = filled(other.getString(key), values);
            String heard = ofEvent ? german.ofEvent(said) : german.of(said);
            if (!heard.equals(expected)) {
                faults.add(key + " (taken for " + german.keyOf(said).orElse("nothing") + "): " + heard);
            }
        }
        assertTrue(sentences > 200, sentences + " sentences");
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    private static String filled(String pattern, Object... values) {
        return pattern.contains("{") ? new MessageFormat(pattern, Locale.ROOT).format(values) : pattern;
    }

    /// Every piece of text in the model's decisions stands in a sentence of the bundle.
    @Test
    void nothingThatTheModelSaysIsLeftOut() throws IOException {
        String known = english.keySet().stream()
                .map(english::getString)
                .map(s -> s.endsWith(".") ? s.substring(0, s.length() - 1) + " . " + s : s)
                .map(s -> PLACE.matcher(s).replaceAll("\u0001"))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        List<String> faults = new ArrayList<>();
        int pieces = 0;
        for (String speaker : SPEAKERS) {
            String code =
                    COMMENT.matcher(Files.readString(MODEL.resolve(speaker))).replaceAll("");
            code = JOINED.matcher(NOT_SAID.matcher(code).replaceAll("")).replaceAll("");
            Matcher m = STRING.matcher(code);
            while (m.find()) {
                String piece = m.group(1).replace("\\\"", "\"");
                if (!piece.chars().anyMatch(Character::isLetter)) {
                    continue;
                }
                pieces++;
                if (!known.contains(piece.toLowerCase(Locale.ROOT))) {
                    faults.add(speaker + ": " + piece);
                }
            }
        }
        assertTrue(pieces > 250, pieces + " pieces");
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    /// Every piece of text in what a log says of events stands in a sentence of the bundle.
    @Test
    void nothingThatALogSaysIsLeftOut() throws IOException {
        String known = english.keySet().stream()
                .filter(k -> k.startsWith("event.") || k.startsWith("said."))
                .map(english::getString)
                .map(s -> PLACE.matcher(s).replaceAll("\u0001"))
                .collect(Collectors.joining("\n"));
        Path speaker = MODEL.resolve("../../../../../../app/src/main/java/limner/app/usecase/EventWords.java");
        String code = COMMENT.matcher(Files.readString(speaker)).replaceAll("");
        List<String> faults = new ArrayList<>();
        int pieces = 0;
        Matcher m = STRING.matcher(JOINED.matcher(code).replaceAll(""));
        while (m.find()) {
            String piece = m.group(1).replace("\\\"", "\"");
            if (piece.chars().anyMatch(Character::isLetter)) {
                pieces++;
                if (!known.contains(piece) && !known.contains(piece.replaceFirst("^, ", ""))) {
                    faults.add(piece);
                }
            }
        }
        assertTrue(pieces > 60, pieces + " pieces");
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    @Test
    void linesOfALogAreSaidInGerman() {
        assertEquals("street.mp4, Frame 3", german.ofEvent("street.mp4 frame 3"));
        assertEquals("street.mp4", german.ofEvent("street.mp4"), "a name is a name");
        assertEquals(
                "hinzugefügt: Person 7, Box, ein Vorschlag mit 0.44, nach einer Regel angenommen",
                german.ofEvent("added Person 7, box, a suggestion scored 0.44, accepted by policy"));
        assertEquals("Frame ist fertig, war in Arbeit", german.ofEvent("frame is done, was in work"));
        assertEquals("paint auf rot gesetzt bei Car 3", german.ofEvent("set paint to rot of Car 3"));
        assertEquals(
                "paint auf rot gesetzt, speed geleert, note auf x, y gesetzt bei Car 3",
                german.ofEvent("set paint to rot, cleared speed, set note to x, y of Car 3"));
        assertEquals("Person 7 entfernt", german.ofEvent("removed Person 7"));
        assertEquals("Keyframe von einem Label entfernt", german.ofEvent("removed a keyframe of a label"));
        for (Enum<?>[] all : List.of(FrameState.values(), Verdict.values(), ShapeKind.values())) {
            for (Enum<?> one : all) {
                String words = one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                assertTrue(
                        english.keySet().stream()
                                .anyMatch(k -> k.startsWith("said.")
                                        && english.getString(k).equals(words)),
                        words);
            }
        }
    }

    @Test
    void whatStandsInASentenceIsSaidInGermanToo() {
        assertEquals("Ecke verschieben, Car 12, Frame 310", german.of("Move vertex, Car 12, frame 310"));
        assertEquals("Ende von Turns verschieben, Frame 9", german.of("Move the end of Turns, frame 9"));
        assertEquals("3 Labels löschen", german.of("Delete 3 labels"));
        assertEquals(
                "Frame 4 ist fertig: wieder öffnen, um Car 12 zu ändern.",
                german.of("Frame 4 is done: reopen it to change Car 12."));
        assertEquals(
                "Wiederholt: Zurückgenommen: Car 1 zeichnen, Frame 0 und 2 weitere",
                german.of("Redo: Undo: Draw Car 1, frame 0 and 2 more"));
        assertEquals(
                "„Car 1 zeichnen, Frame 0“ passt nicht mehr zu dem, was da ist: Die Klasse von Label 1 hat sich seither"
                        + " geändert.",
                german.of(
                        "\"Draw Car 1, frame 0\" no longer fits what is there: the class of label 1 has changed since."));
        assertEquals(
                "Das passt nicht zu Alter: Erwartet wird eine Zahl von 0 bis 5 in Schritten von 0.5.",
                german.of("This is no Alter: a number from 0 to 5 in steps of 0.5 is expected."));
        assertEquals("Alter: Erwartet wird ja oder nein.", german.of("Alter: yes or no is expected."));
        assertEquals(
                "Car 1 und Car 2 sind beide da auf Frames 3 bis 9: eines zuerst dort herausschneiden.",
                german.of("Car 1 and Car 2 are both there on frames 3 to 9: cut one of them there first."));
    }

    @Test
    void whatIsLostOrNotTakenIsSaidInGermanToo() {
        assertEquals(
                "ist eine gedrehte Box und wird zu: ein Polygon", german.of("is a turned box, and becomes a polygon"));
        assertEquals("ist weggelassen, weil es 3 Teile hat", german.of("is left out because it has 3 parts"));
        assertEquals(
                "das Projekt hat kein Bild lost.png und kein Video elsewhere.mp4",
                german.of("the project has no picture lost.png and no video elsewhere.mp4"));
        assertEquals(
                "das Projekt hat kein Bild lost, und ohne seine Größe lässt sich nichts platzieren",
                german.of("the project has no picture lost, and without its size nothing can be placed"));
        assertEquals(
                "a.json kann nicht übernommen werden: es hat keine Pixel. Nichts davon wurde übernommen; das Projekt"
                        + " ist, wie es war.",
                german.of("a.json cannot be taken in: it has no pixels. Nothing of it was taken; the project is as it"
                        + " was."));
    }

    /// Each number that a release may remark on, once and several times.
    @Test
    void whatAReleaseRemarksIsKnown() {
        for (int n : new int[] {1, 2}) {
            List<String> losses = remarked(n).losses();
            assertEquals(13, losses.size(), losses.toString());
            for (String loss : losses) {
                assertTrue(german.keyOf(loss).orElse("").startsWith("loss.release."), loss);
            }
        }
        assertEquals(
                "pycocotools zeichnet 2 Pixel an Rändern von Polygonen anders (2 Pixel liegen in Polygonen); Flächen"
                        + " und Boxen gehen nach Limners Pixelregel.",
                german.of(remarked(2).losses().getFirst()));
        assertEquals(
                "Im Teil val ist kein Video: Geteilt werden ganze Videos, und davon gibt es nicht genug, oder Gruppen"
                        + " sind zu groß.",
                german.of("No video is in the part val: whole videos are divided, and there are not enough of them, or"
                        + " groups are too large."));
        assertEquals("22 Dateien", german.of("22 files"));
        assertEquals("Frame 0, Coffee cup 1", german.of("frame 0, Coffee cup 1"));
    }

    private static ReleaseReport remarked(int n) {
        Statistics none = new Statistics(new TreeMap<>(), new TreeMap<>(), List.of(), List.of());
        return new ReleaseReport(
                new TreeMap<>(),
                n,
                n,
                n,
                new TreeMap<>(),
                new TreeMap<>(),
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                n,
                List.of(),
                new TreeMap<>(),
                none,
                List.of());
    }

    @Test
    void namesAreLeftAsTheyAreAndWhatNobodyKnowsIsSaidAsItIs() {
        assertEquals("Klasse Reopen hinzufügen", german.of("Add class Reopen"));
        assertEquals("Die Klasse Nothing changes. ist zurückgezogen.", german.of("Class Nothing changes. is retired."));
        assertEquals("Something else happened.", german.of("Something else happened."));
        assertEquals(Optional.empty(), german.keyOf("Something else happened."));
        assertEquals("Delete 3 labels", Spoken.in(Locale.JAPANESE).of("Delete 3 labels"));
        assertEquals("Delete 3 labels", Spoken.in(Locale.ENGLISH).of("Delete 3 labels"));
    }
}
