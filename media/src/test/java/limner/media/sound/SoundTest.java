package limner.media.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import limner.media.session.SoundSession;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoundTest {
    private static final long SEED = 41;

    @TempDir
    Path folder;

    @Test
    void aToneIsWhereItIs() throws IOException {
        Path file = Tones.wav(folder.resolve("tone.wav"), Tones.samples(4, 1.234));
        try (SoundSession session = SoundSession.open(file, folder.resolve("cache"))) {
            check(session, 0, 1.234, 1.0 / Tones.RATE);
        }
    }

    /// The tone begins at 1.25 s of the sound; the third column is by how much the sound begins later than the
    /// pictures. The timestamps of an MP3 file by itself begin behind what its decoder leaves out.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "aac.mp4      | -c:a aac -b:a 128k                                   | 0   | 0.003",
                "edited.mp4   | -c:a aac -b:a 128k                                   | 0.7 | 0.003",
                "later.mkv    | -c:a pcm_s16le                                       | 1.5 | 0.0015",
                "vorbis.mkv   | -c:a libvorbis -q:a 6                                | 0.3 | 0.006",
                "opus.mkv     | -c:a libopus -b:a 128k                               | 0   | 0.003",
                "flac.mkv     | -c:a flac                                            | 0   | 0.0015",
                "layer3.mp4   | -c:a libmp3lame -b:a 128k                            | 0.4 | 0.004",
                "programme.ts | -c:a mp2 -b:a 192k                                   | 0.5 | 0.004",
                "surround.mkv | -c:a ac3 -ac 6                                       | 0   | 0.006",
                "adpcm.avi    | -c:a adpcm_ms                                        | 0   | 0.002",
                "float.mov    | -c:a pcm_f32be -ac 1                                 | 0   | 0.002",
                "lone.mp3     | -vn -c:a libmp3lame -b:a 128k                        | 0.025057 | 0.004",
                "lone.ogg     | -vn -c:a libvorbis                                   | 0   | 0.006",
            })
    void aToneIsOnTheClockOfThePictures(String name, String options, double later, double within) throws Exception {
        Path sound = Tones.wav(folder.resolve("tone.wav"), Tones.samples(6, 1.25, 3.5));
        List<String> line = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=8"));
        line.addAll(List.of("-itsoffset", Double.toString(later), "-i", sound.toString()));
        line.addAll(List.of("-map", "0:v", "-map", "1:a", "-c:v", "mpeg4"));
        line.addAll(List.of(options.strip().split(" +")));
        if (line.contains("-vn")) {
            line.removeAll(List.of("-map", "0:v", "1:a"));
        }
        Path file = Tones.ffmpeg(folder.resolve(name), line.toArray(String[]::new));
        int stream = name.startsWith("lone") ? 0 : 1;
        // A transport stream counts from where its writer likes; the pictures tell from where.
        double zero = name.endsWith(".ts") ? firstPicture(file) : 0;
        try (SoundSession session = SoundSession.open(file, folder.resolve("cache"))) {
            check(session, stream, zero + later + 1.25, within);
            seeksExactly(session, stream, Tones.RATE, options.contains("pcm") || options.contains("flac") ? 0 : 600);
        }
    }

    private static double firstPicture(Path file) {
        try (var session = limner.media.session.MediaSession.open(
                file,
                limner.media.session.SessionOptions.usual()
                        .withIndexFolder(file.resolveSibling("cache"))
                        .withoutPrefetch())) {
            return session.index().join().seconds(0);
        }
    }

    private static void check(SoundSession session, int stream, double time, double within) {
        Waveform waveform = session.waveform(stream, _ -> {}, new Cancellation());
        assertEquals(time, Tones.firstLoud(waveform), Waveform.FINEST + within, "by the waveform");
        try (SoundReader reader = session.reader(stream, SoundFormat.USUAL)) {
            assertEquals(time, Tones.firstLoud(reader, 9), within, "read from the beginning");
            for (double before : new double[] {0.4, 0.011, 0.02, 1.1}) {
                reader.seek(time - before);
                assertEquals(time, Tones.firstLoud(reader, 2), within, "after a jump to " + before + " s before it");
            }
        }
        assertEquals(0, session.openHandles());
    }

    /// What is read after a jump is what is read from the beginning.
    private static void seeksExactly(SoundSession session, int stream, int rate, int differs) {
        Random random = new Random(SEED);
        try (SoundReader reader = session.reader(stream, new SoundFormat(rate, 1))) {
            List<SoundPiece> all = new ArrayList<>();
            for (SoundPiece p = reader.next(); p != null; p = reader.next()) {
                all.add(p);
            }
            double begin = all.getFirst().start();
            double end = all.getLast().end();
            for (int i = 0; i < 12; i++) {
                double time = begin + random.nextDouble() * (end - begin - 0.2);
                reader.seek(time);
                SoundPiece piece = reader.next();
                assertNotNull(piece, "there is sound at " + time + ", seed " + SEED);
                assertEquals(time, piece.start(), 1.0 / rate, "seed " + SEED);
                for (int m = 0; m < piece.moments(); m += 7) {
                    double at = piece.start() + (double) m / rate;
                    assertEquals(
                            at(all, at), piece.sample(m, 0), differs, "at " + at + " after " + time + ", seed " + SEED);
                }
            }
        }
    }

    private static short at(List<SoundPiece> all, double time) {
        for (SoundPiece p : all) {
            int moment = (int) Math.round((time - p.start()) * p.format().rate());
            if (moment >= 0 && moment < p.moments()) {
                return p.sample(moment, 0);
            }
        }
        return 0;
    }

    @Test
    void theSoundOfSharedMediaSeeksExactly() {
        Path shared = Path.of(System.getProperty("limner.media", "../shared/media"));
        assumeTrue(Files.isDirectory(shared), "without the shared media their sound is left out");
        for (var each : List.of(
                List.of("ntsc_av.mp4", "1", "48000"),
                List.of("audio_only.m4a", "0", "44100"),
                List.of("audio_cover.mp3", "0", "44100"))) {
            Path file = shared.resolve(each.getFirst());
            assumeTrue(Files.exists(file), each.getFirst() + " is not there: left out");
            try (SoundSession session = SoundSession.open(file, folder.resolve("cache"))) {
                seeksExactly(session, Integer.parseInt(each.get(1)), Integer.parseInt(each.getLast()), 600);
                assertEquals(0, session.openHandles());
            }
        }
    }

    @Test
    void whatIsNoSoundIsRefusedInASentence() throws IOException {
        Path file = Tones.wav(folder.resolve("tone.wav"), Tones.samples(1, 0.5));
        try (SoundSession session = SoundSession.open(file, folder.resolve("cache"))) {
            var e = assertThrows(MediaException.NoSound.class, () -> session.reader(3, SoundFormat.USUAL));
            assertTrue(String.valueOf(e.getMessage()).contains("stream 3 holds none"), e.getMessage());
            assertEquals(0, session.openHandles());
        }
    }

    @Test
    void aCancelledWaveformIsNotKept() throws IOException {
        Path file = Tones.wav(folder.resolve("tone.wav"), Tones.samples(30, 0.5));
        Path cache = folder.resolve("cache");
        try (SoundSession session = SoundSession.open(file, cache)) {
            Cancellation stop = new Cancellation();
            assertThrows(MediaException.Cancelled.class, () -> session.waveform(0, done -> stop.cancel(), stop));
            assertEquals(0, session.openHandles());
            assertTrue(Files.notExists(cache), "nothing was written");
            assertTrue(session.waveform(0, _ -> {}, new Cancellation()).count() >= 5_990);
        }
    }

    @Test
    void anInterruptedReaderReadsNoMore() throws IOException {
        Path file = Tones.wav(folder.resolve("tone.wav"), Tones.samples(30, 0.5));
        try (SoundSession session = SoundSession.open(file, folder.resolve("cache"));
                SoundReader reader = session.reader(0, SoundFormat.USUAL)) {
            assertNotNull(reader.next());
            reader.interrupt();
            assertThrows(MediaException.Cancelled.class, () -> {
                while (reader.next() != null) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void aDamagedCacheIsMadeAnew() throws IOException {
        Path file = Tones.wav(folder.resolve("tone.wav"), Tones.samples(2, 1.1));
        Path cache = folder.resolve("cache");
        double time;
        try (SoundSession session = SoundSession.open(file, cache)) {
            time = Tones.firstLoud(session.waveform(0, _ -> {}, new Cancellation()));
        }
        Path kept;
        try (var list = Files.list(cache)) {
            kept = list.toList().getFirst();
        }
        byte[] whole = Files.readAllBytes(kept);
        for (int at = 0; at < whole.length; at += 37) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(kept, flipped);
            expect(file, cache, kept, whole, time);
            Files.write(kept, Arrays.copyOf(whole, at));
            expect(file, cache, kept, whole, time);
        }
        // A whole file is believed: nothing is decoded, which a listener of progress would hear.
        try (SoundSession session = SoundSession.open(file, cache)) {
            session.waveform(0, done -> assertTrue(false, "it was decoded again"), new Cancellation());
        }
    }

    private static void expect(Path file, Path cache, Path kept, byte[] whole, double time) throws IOException {
        try (SoundSession session = SoundSession.open(file, cache)) {
            assertEquals(time, Tones.firstLoud(session.waveform(0, _ -> {}, new Cancellation())));
            assertArrayEquals(whole, Files.readAllBytes(kept));
        }
    }

    @Test
    void brokenFilesEndInSentencesAndLeaveNothingOpen() throws Exception {
        List<Path> files = new ArrayList<>();
        files.add(Tones.wav(folder.resolve("tone.wav"), Tones.samples(2, 1)));
        Path shared = Path.of(System.getProperty("limner.media", "../shared/media"), "audio_only.m4a");
        if (Files.exists(shared)) {
            files.add(shared);
        }
        Random random = new Random(SEED);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 60; i++) {
                byte[] broken = i % 3 == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
                for (int flips = 1 + random.nextInt(40); flips > 0 && i % 3 != 0; flips--) {
                    int range = i % 3 == 1 ? Math.min(2_000, broken.length) : broken.length;
                    broken[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
                }
                Path bad = Files.write(folder.resolve("broken-" + file.getFileName()), broken);
                read(bad);
            }
        }
    }

    private void read(Path file) {
        try (SoundSession session = SoundSession.open(file, folder.resolve("cache"))) {
            try {
                Waveform waveform = session.waveform(0, _ -> {}, new Cancellation());
                assertTrue(waveform.count() <= Waveform.MOST_BUCKETS);
                try (SoundReader reader = session.reader(0, SoundFormat.USUAL)) {
                    reader.seek(waveform.start() + 0.5);
                    reader.next();
                }
            } catch (MediaException e) {
                assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), "seed " + SEED + ": " + e);
            }
            assertEquals(0, session.openHandles(), "seed " + SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.75", "1.5", "2"})
    void anotherTempoKeepsThePitch(double factor) {
        SoundFormat format = new SoundFormat(48_000, 1);
        short[] wave = new short[48_000 * 3];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (short) Math.round(16_000 * Math.sin(2 * Math.PI * 440 * i / 48_000));
        }
        try (SoundSession session = SoundSession.open(wavOf(wave), folder.resolve("cache"));
                Tempo tempo = session.tempo(format, factor)) {
            int got = 0;
            int rises = 0;
            short before = 0;
            for (int i = 0; i < wave.length; i += 960) {
                for (short s : tempo.push(Arrays.copyOfRange(wave, i, i + 960))) {
                    rises += before < 0 && s >= 0 ? 1 : 0;
                    before = s;
                    got++;
                }
            }
            double seconds = got / 48_000.0;
            assertEquals(3 / factor, seconds, 0.15, "length");
            assertEquals(440, rises / seconds, 6, "pitch");
        }
    }

    private Path wavOf(short[] samples) {
        try {
            return Tones.wav(folder.resolve("wave.wav"), samples);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
