package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import limner.app.ui.common.PictureDisk;
import limner.app.ui.common.Theme;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.session.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small and lossy pictures in a real window, of a clip whose pictures carry their own numbers: as 16 black or white
/// cells at the top and their opposites below.
final class FilmTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();
    private static final String CLIP = "h264_gop250_b3.mp4";
    private static final int CELLS = 16;

    /// Of the clip's height, where the rows of cells are.
    private static final double CELL_ROW = 6.0 / 288;

    private static final double OPPOSITE_ROW = 18.0 / 288;
    private static final Pattern NUMBER = Pattern.compile("frame (\\d+)", Pattern.CASE_INSENSITIVE);

    @TempDir
    private Path folder = Path.of("");

    private static Path clip() {
        Path file = Path.of(System.getProperty("limner.media", "../../shared/media"), CLIP)
                .toAbsolutePath();
        assumeTrue(Files.exists(file), "left out: the shared clip " + file + " is not there");
        return file;
    }

    private Desk desk() {
        Path clip = clip();
        Desk desk = Desk.welcome(folder, 1000, 760);
        Path project = folder.resolve("work.limner");
        if (Files.exists(project)) {
            Toolkit.run(() -> desk.window().open(project));
        } else {
            Toolkit.run(() -> desk.window().create(project, List.of(clip)));
        }
        Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        desk.awaitPanels();
        desk.await("the file's digest is stored", () -> !desk.media().sha256().isEmpty());
        return desk;
    }

    /// The number that a picture of the clip carries, -1 where it cannot be read.
    private static int written(Image image) {
        PixelReader pixels = image.getPixelReader();
        int number = 0;
        for (int i = 0; i < CELLS; i++) {
            int x = (int) (image.getWidth() * (i + 0.5) / CELLS);
            boolean one =
                    pixels.getColor(x, (int) (image.getHeight() * CELL_ROW)).getBrightness() > 0.5;
            boolean opposite =
                    pixels.getColor(x, (int) (image.getHeight() * OPPOSITE_ROW)).getBrightness() > 0.5;
            if (one == opposite) {
                return -1;
            }
            number = number * 2 + (one ? 1 : 0);
        }
        return number;
    }

    private static Image onCanvas(Desk desk) {
        return desk.canvas().getChildrenUnmodifiable().stream()
                .filter(n -> n instanceof ImageView v && v.getImage() != null)
                .map(n -> ((ImageView) n).getImage())
                .findFirst()
                .orElseThrow();
    }

    private static Label label(Desk desk, String id) {
        return (Label) desk.stage().getScene().lookup(id);
    }

    private static int number(String text) {
        Matcher found = NUMBER.matcher(text);
        assertTrue(found.find(), text);
        return Integer.parseInt(found.group(1));
    }

    /// What the preview says and shows, -1 where it shows nothing.
    private record Preview(int asked, int told, int seen) {
        static Preview of(Desk desk) {
            assertTrue(desk.node("#film-peek").isVisible());
            int asked = number(label(desk, "#film-frame").getText());
            Label other = label(desk, "#film-other");
            ImageView view = (ImageView) desk.node("#film-peek").lookup(".image-view");
            if (view.getImage() == null) {
                return new Preview(asked, -1, -1);
            }
            return new Preview(asked, other.isVisible() ? number(other.getText()) : asked, written(view.getImage()));
        }
    }

    @Test
    void scrubbingShowsSmallPicturesThatSayWhichFrameTheyShow() {
        try (Desk desk = desk()) {
            List<Preview> all = new ArrayList<>();
            desk.move(desk.onRuler(5));
            for (int frame = 20; frame < 580; frame += 40) {
                Point2D at = desk.onRuler(frame + 0.5);
                desk.move(at);
                desk.await("the preview is there", () -> desk.node("#film-peek").isVisible());
                Toolkit.run(() -> all.add(Preview.of(desk)));
            }
            desk.move(desk.onRuler(431.5));
            desk.await(
                    "the preview shows its own frame",
                    () -> !label(desk, "#film-other").isVisible());
            Preview rests = Toolkit.on(() -> Preview.of(desk));
            assertEquals(431, rests.asked());
            assertEquals(431, rests.seen());
            for (Preview each : all) {
                assertEquals(each.told(), each.seen(), "what it tells is what it shows: " + each);
            }
            assertEquals(0, desk.shownFrame(), "looking moves nothing");
            desk.await("the strip is filled", () -> isFilled(desk));
            new Scenes(PICTURES, "").shoot(desk, "film-hover");
            // Not even one without words, which where nothing can be transparent is an empty box over the strip.
            assertTrue(
                    Toolkit.on(() -> Window.getWindows().stream().noneMatch(Tooltip.class::isInstance)),
                    "no tooltip beside the preview");

            desk.move(desk.onRuler(100.5));
            desk.down(MouseButton.PRIMARY);
            for (int frame = 110; frame <= 330; frame += 20) {
                desk.move(desk.onRuler(frame + 0.5));
            }
            desk.await("the frame scrubbed to is drawn", () -> desk.shownFrame() == 330);
            desk.await("and previewed", () -> !label(desk, "#film-other").isVisible());
            assertEquals(330, Toolkit.on(() -> written(onCanvas(desk))));
            new Scenes(PICTURES, "").shoot(desk, "film-scrubbing");
            Toolkit.run(() -> desk.window().theme(Theme.LIGHT));
            new Scenes(PICTURES, "").shoot(desk, "film-scrubbing-light");
            desk.up(MouseButton.PRIMARY);
            desk.move(desk.place(100, 100));
            assertFalse(Toolkit.on(() -> desk.node("#film-peek").isVisible()));

            Toolkit.run(() -> desk.window().theme(Theme.DARK));
            Point2D slider = Toolkit.on(() -> {
                var scrub = desk.node("#play-scrub");
                return scrub.localToScreen(
                        scrub.getLayoutBounds().getWidth() / 2,
                        scrub.getLayoutBounds().getHeight() / 2);
            });
            desk.move(slider);
            desk.await(
                    "the preview is over the slider too",
                    () -> desk.node("#film-peek").isVisible());
            Preview over = Toolkit.on(() -> Preview.of(desk));
            assertEquals(300, over.asked(), 20);
            desk.down(MouseButton.PRIMARY);
            desk.up(MouseButton.PRIMARY);
            assertEquals(
                    over.asked(), Toolkit.on(() -> desk.workspace().wanted().get()), 1, "it goes where it showed");
        }
    }

    /// Whether no place of the strip is blank any more: half of its columns have more than one colour.
    private static boolean isFilled(Desk desk) {
        var timeline = desk.node("#timeline");
        WritableImage seen = timeline.snapshot(null, null);
        int blank = 0;
        for (int x = 150; x < seen.getWidth() - 60; x += 7) {
            boolean one = true;
            for (int y = 34; y < 62; y++) {
                one &= seen.getPixelReader().getArgb(x, y)
                        == seen.getPixelReader().getArgb(x, 34);
            }
            blank += one ? 1 : 0;
        }
        return blank < (seen.getWidth() - 210) / 7 / 2;
    }

    @Test
    void theStripCanBeHiddenAndStaysSo() {
        try (Desk desk = desk()) {
            desk.await("the strip is filled", () -> isFilled(desk));
            desk.key(KeyCode.SHIFT, KeyCode.F);
            Toolkit.pulses(3);
            assertFalse(Toolkit.on(() -> isFilled(desk)));
        }
        try (Desk desk = desk()) {
            Toolkit.pulses(20);
            assertFalse(Toolkit.on(() -> isFilled(desk)));
        }
    }

    private long kept() {
        try (Stream<Path> files = Files.list(folder.resolve("cache").resolve("proxy"))) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void aProxyIsSeenAtOnceWithABadgeAndCountsForNothingUntilTheExactPictureIsThere() throws Exception {
        try (Desk desk = desk()) {
            desk.show(10);
            assertEquals(0, kept(), "off unless somebody switches it on");
            Toolkit.run(() -> desk.window().proxies(PictureDisk.LITTLE));
            for (int frame : new int[] {245, 490}) {
                long before = kept();
                desk.show(frame);
                desk.await("a proxy is kept", () -> kept() > before);
            }
        }
        List<String> seen = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        // A busy machine may wake the reader of proxies late: each opening decodes 240 frames anew for either picture.
        for (int opening = 0; opening < 5 && seen.isEmpty(); opening++) {
            try (Desk desk = desk()) {
                Toolkit.run(() -> desk.workspace()
                        .glance()
                        .addListener((_, _, now) -> now.ifPresent(frame -> glanced(desk, frame, seen, wrong))));
                for (int frame : new int[] {490, 245}) {
                    desk.show(frame);
                    Toolkit.pulses(2);
                    assertTrue(Toolkit.on(() -> desk.workspace().glance().get().isEmpty()));
                    assertFalse(Toolkit.on(() -> desk.node("#proxy-badge").isVisible()));
                    assertExact(desk, frame);
                }
                assertEquals(List.of(), wrong);
                assertEquals(0, desk.stored().states().size(), "nothing was changed");
            }
        }
        assertFalse(seen.isEmpty(), "no proxy came before its exact picture");
        try (Desk desk = desk()) {
            Toolkit.run(() -> desk.window().proxies(PictureDisk.NONE));
            desk.await("what was kept is gone", () -> kept() == 0);
            Toolkit.run(() -> desk.window().proxies(PictureDisk.LITTLE));
            desk.await("they are kept anew although nobody moves", () -> kept() > 100_000);
        }
    }

    private static void glanced(Desk desk, int frame, List<String> seen, List<String> wrong) {
        seen.add("frame " + frame);
        int shown = desk.shownFrame();
        check(wrong, frame == written(onCanvas(desk)), "the proxy is of another frame");
        check(wrong, shown != frame, "it counts as shown");
        check(wrong, ((TextField) desk.node("#play-frame")).getText().equals("" + shown), "the counter tells it");
        check(wrong, desk.node("#proxy-badge").isVisible(), "there is no badge");
        check(wrong, label(desk, "#proxy-badge").getText().contains(Integer.toString(frame)), "no number");
        Outcome outcome = desk.workspace()
                .edit(new Command.SetFrameState(desk.mediaId(), FrameRange.of(shown), FrameState.DONE))
                .join();
        check(wrong, outcome instanceof Outcome.Refused, "it can be worked on");
        if (seen.size() == 1) {
            Pngs.write(desk.stage(), PICTURES.resolve("proxy-badge.png"));
        }
    }

    private static void check(List<String> wrong, boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    /// Every pixel on the screen is the exact picture's.
    private void assertExact(Desk desk, int frame) throws Exception {
        Image image = Toolkit.on(() -> onCanvas(desk));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        ByteBuffer exact = ByteBuffer.allocateDirect(width * height * 4);
        try (MediaSession session =
                        MediaSession.open(clip(), SessionOptions.usual().withIndexFolder(folder.resolve("other")));
                Frame picture = session.frame(frame, Priority.NOW).get(60, TimeUnit.SECONDS)) {
            picture.picture().toBgra(exact);
        }
        int different = Toolkit.on(() -> {
            int count = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = (y * width + x) * 4;
                    int argb = (exact.get(at + 3) & 0xFF) << 24
                            | (exact.get(at + 2) & 0xFF) << 16
                            | (exact.get(at + 1) & 0xFF) << 8
                            | exact.get(at) & 0xFF;
                    count += image.getPixelReader().getArgb(x, y) == argb ? 0 : 1;
                }
            }
            return count;
        });
        assertEquals(0, different, "pixels that are not those of the exact frame " + frame);
    }
}
