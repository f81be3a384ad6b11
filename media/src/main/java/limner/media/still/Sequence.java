package limner.media.still;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.PacketMark;
import limner.media.source.Cancellation;
import limner.media.source.ContentDigest;
import limner.media.source.Fingerprint;
import limner.media.source.MediaException;
import limner.media.source.MediaInfo;
import limner.media.source.Rational;

/// A [PictureList] as a stream of pictures: its numbers, times and pixels. Immutable, any thread.
public final class Sequence {
    private static final Rational MICROSECONDS = new Rational(1, 1_000_000);

    /// So many files at the start may be broken before a sequence is given up.
    private static final int MOST_BROKEN = 32;

    private final PictureList list;

    public Sequence(PictureList list) {
        this.list = list;
    }

    /// The files.
    public PictureList list() {
        return list;
    }

    /// The quick identity in the form that files have: all bytes, and a digest of [PictureList#identity()].
    public Fingerprint fingerprint() {
        byte[] digest = Fingerprint.sha256().digest(list.identity().getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(list.bytes(), HexFormat.of().formatHex(digest));
    }

    /// Decodes picture `frame`; the receiver closes it.
    ///
    /// @throws MediaException when its file is gone, is not the one that was listed, or cannot be decoded
    public Picture picture(int frame, StillReader reader) {
        demandUnchanged(frame);
        return reader.read(list.file(frame));
    }

    /// How large picture `frame` is when it stands upright, where its file says so without being decoded.
    ///
    /// @throws MediaException when its file is gone or is not the one that was listed
    public Optional<PictureSize> size(int frame) {
        demandUnchanged(frame);
        return PictureSize.of(list.file(frame));
    }

    private void demandUnchanged(int frame) {
        PictureList.Item listed = list.items().get(frame);
        Path file = list.file(frame);
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() != listed.size() || now.lastModifiedTime().toMillis() != listed.modified()) {
                throw new MediaException.Changed(file);
            }
        } catch (NoSuchFileException e) {
            throw new MediaException.Missing(file);
        } catch (IOException e) {
            throw new MediaException.Unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /// The index of the sequence: picture n is the n-th file, and every file can be reached by itself. What is in the
    /// files is not known before they are decoded, so there are no checksums.
    public FrameIndex index(PictureTimes times) {
        long[] micros = times.micros();
        FrameIndexBuilder builder = new FrameIndexBuilder();
        List<PictureList.Item> items = list.items();
        for (int n = 0; n < micros.length; n++) {
            int bytes = (int) Math.min(Integer.MAX_VALUE, items.get(n).size());
            int packet = builder.packet(new PacketMark(-1, bytes, 0, micros[n], micros[n], true));
            // In the place of a checksum: no two pictures are known to be the same.
            builder.picture(packet, micros[n], n);
        }
        double span = micros.length > 1 ? (micros[micros.length - 1] - micros[0]) / 1e6 : 0;
        return builder.build(MICROSECONDS, span > 0 ? (micros.length - 1) / span : PictureTimes.USUAL_RATE, false);
    }

    /// The first picture that can be decoded, with its number.
    ///
    /// @throws MediaException the first picture's, when none of the first ones can
    public First first(StillReader reader) {
        MediaException why = null;
        for (int n = 0; n < Math.min(MOST_BROKEN, list.count()); n++) {
            try {
                return new First(n, picture(n, reader));
            } catch (MediaException e) {
                why = why == null ? e : why;
            }
        }
        if (why == null) {
            throw new IllegalStateException("a sequence has pictures");
        }
        throw list.count() == 1 ? why : new MediaException.NoPictures(list.place(), String.valueOf(why.getMessage()));
    }

    /// What there is to say about a sequence whose first good picture is `picture`. The size is that of the upright
    /// picture, since each picture is turned by itself.
    public MediaInfo info(int frame, Picture picture) {
        boolean swaps = picture.orientation().swaps();
        String format = PictureFormat.byName(list.name(frame))
                .map(f -> f.name().toLowerCase(java.util.Locale.ROOT))
                .orElse("unknown");
        return new MediaInfo(
                list.place().equals(list.file(0)) ? "picture" : "pictures",
                0,
                0,
                false,
                List.of(),
                format,
                "",
                picture.pixelFormat(),
                swaps ? picture.height() : picture.width(),
                swaps ? picture.width() : picture.height(),
                Rational.NONE,
                0,
                false,
                MICROSECONDS,
                new Rational(PictureTimes.USUAL_RATE, 1),
                List.of(),
                OptionalLong.of(list.count()),
                0,
                "progressive",
                picture.samples().bits(),
                "unknown",
                "unknown");
    }

    /// The digest of all content, see `FrameSession.digest`.
    public String digest(DoubleConsumer progress, Cancellation cancellation) {
        if (list.place().equals(list.file(0))) {
            return ContentDigest.sha256(list.place(), progress, cancellation);
        }
        MessageDigest all = Fingerprint.sha256();
        for (int n = 0; n < list.count(); n++) {
            demandUnchanged(n);
            String one = list.items().get(n).size() == 0
                    ? HexFormat.of().formatHex(Fingerprint.sha256().digest())
                    : ContentDigest.sha256(list.file(n), _ -> {}, cancellation);
            all.update((one + "  " + list.name(n) + "\n").getBytes(StandardCharsets.UTF_8));
            progress.accept((n + 1.0) / list.count());
        }
        return HexFormat.of().formatHex(all.digest());
    }

    /// A picture with its number; the receiver closes it.
    public record First(int frame, Picture picture) implements AutoCloseable {
        @Override
        public void close() {
            picture.close();
        }
    }
}
