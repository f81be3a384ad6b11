package limner.app.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.media.session.SoundSession;
import limner.media.sound.SoundFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A video whose sound is a tone of a tenth of a second every two seconds, played by a clock that is turned by hand
/// into
/// a WAV file: each tone must be in it when the pictures are at its place.
final class SoundFollowerTest {
    private static final int RATE = 48_000;
    private static final long TURN = 4_000_000;

    @TempDir
    Path folder;

    private long now = 7_000_000_000L;
    private SoundSession session;
    private WavSink sink;
    private SoundFollower follower;

    @BeforeEach
    void open() throws IOException {
        session = SoundSession.open(tones(), folder.resolve("cache"));
        use(1);
    }

    private void use(double pace) {
        sink = new WavSink(SoundFormat.USUAL, () -> now, pace);
        // Sound that begins half a second before the first picture.
        follower = new SoundFollower(session, 0, sink, place -> place + 0.5, () -> now);
    }

    @AfterEach
    void close() {
        follower.close();
        session.close();
        assertEquals(0, session.openHandles());
    }

    /// Half a minute; tones at 1, 3, 5 … of the file.
    private Path tones() throws IOException {
        short[] mono = new short[RATE * 30];
        for (int t = 1; t < 30; t += 2) {
            for (int i = 0; i < RATE / 10; i++) {
                // It begins at once and ends softly.
                double loud = 20_000 * Math.min(1, (RATE / 10 - i) / 480.0);
                mono[t * RATE + i] = (short) Math.round(loud * Math.cos(2 * Math.PI * 1000 * i / RATE));
            }
        }
        WavSink file = new WavSink(new SoundFormat(RATE, 1), () -> now, 1);
        for (int at = 0; at < mono.length; at += 960) {
            file.write(java.util.Arrays.copyOfRange(mono, at, at + 960));
            now += 20_000_000;
            file.queued();
        }
        return file.save(folder.resolve("tones.wav"));
    }

    private void turn(double seconds) {
        long until = now + Math.round(seconds * 1e9);
        while (now < until) {
            while (follower.step()) {
                Thread.onSpinWait();
            }
            now += TURN;
        }
    }

    private void play(double place, double factor, double until) {
        follower.follow(Optional.of(new PlayPlace(place, now, factor, until)));
    }

    /// Times at which something gets loud after silence.
    private List<Double> tonesHeard() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(sink.save(folder.resolve("heard.wav"))))
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Double> found = new ArrayList<>();
        int quiet = RATE;
        for (int i = 0; 44 + 2 * i < bytes.limit(); i++) {
            boolean loud = Math.abs(bytes.getShort(44 + 2 * i)) > 4_000;
            if (loud && quiet > RATE / 20) {
                found.add((double) i / RATE);
            }
            quiet = loud ? 0 : quiet + 1;
        }
        return found;
    }

    private static void near(List<Double> wanted, List<Double> found, double within) {
        assertEquals(wanted.size(), found.size(), "wanted " + wanted + ", heard " + found);
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i), found.get(i), within, "wanted " + wanted + ", heard " + found);
        }
    }

    @Test
    void atItsOwnSpeedEveryToneIsHeardWithItsPicture() throws IOException {
        play(0, 1, 100);
        turn(8);
        near(List.of(0.5, 2.5, 4.5, 6.5), tonesHeard(), 0.005);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.8", "1.5", "2"})
    void atOtherSpeedsTooWithinAWindowOfTheFilter(double factor) throws IOException {
        play(0, factor, 100);
        turn(9 / factor);
        near(List.of(0.5 / factor, 2.5 / factor, 4.5 / factor, 6.5 / factor, 8.5 / factor), tonesHeard(), 0.045);
    }

    /// A device that is a thousandth too slow would be 25 ms behind after this; 0.1 % is ten times what devices are.
    @ParameterizedTest
    @CsvSource({"0.999", "1.001"})
    void aDeviceWithAPaceOfItsOwnDoesNotDrift(double pace) throws IOException {
        follower.close();
        use(pace);
        play(0, 1, 100);
        turn(25);
        List<Double> heard = tonesHeard().stream().map(t -> t / pace).toList();
        near(List.of(.5, 2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5, 20.5, 22.5, 24.5), heard, 0.008);
    }

    @Test
    void aJumpIsFollowedAndWhatWasQueuedIsAllThatIsStillHeard() throws IOException {
        play(0, 1, 100);
        turn(1);
        play(10, 1, 100);
        turn(2);
        near(List.of(0.5, 1.5), tonesHeard(), 0.005);
    }

    @Test
    void nothingIsHeardBehindTheEndOfALoop() throws IOException {
        for (int i = 0; i < 3; i++) {
            play(0, 1, 0.45);
            turn(0.45);
        }
        follower.follow(Optional.empty());
        turn(0.5);
        near(List.of(), tonesHeard(), 0);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0.4", "2.5", "8"})
    void backwardsAndTooFastOrSlowItIsSilent(double factor) throws IOException {
        play(4, factor, 100);
        turn(4);
        near(List.of(), tonesHeard(), 0);
    }

    @Test
    void mutedItKeepsItsPlaceAndItsVolumeMovesWithoutAClick() throws IOException {
        follower.volume(0);
        play(0, 1, 100);
        turn(1);
        follower.volume(1);
        turn(2);
        follower.volume(0);
        turn(2);
        near(List.of(2.5), tonesHeard(), 0.005);
    }

    @Test
    void noStepIsSteeperThanAFadeAllows() throws IOException {
        play(0.52, 1, 100);
        turn(0.05);
        play(2.53, 1, 100);
        turn(0.03);
        follower.follow(Optional.empty());
        turn(0.4);
        byte[] all = Files.readAllBytes(sink.save(folder.resolve("heard.wav")));
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        // A kilohertz of 20,000 moves by at most 2,618 from sample to sample.
        for (int i = 1; 44 + 2 * i < all.length; i++) {
            int step = Math.abs(bytes.getShort(44 + 2 * i) - bytes.getShort(42 + 2 * i));
            assertTrue(step < 2_900, "a step of " + step + " at " + i);
        }
    }
}
