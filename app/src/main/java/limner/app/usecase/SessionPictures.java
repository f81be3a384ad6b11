package limner.app.usecase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.proxy.ProxyKey;
import limner.media.proxy.ProxyStore;
import limner.media.proxy.ScreenPixels;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.QuietReader;
import limner.media.source.MediaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Glances at a media session. Nothing goes to the disk before the index is proved: what is kept is bound to the checksum
/// of the exact picture.
final class SessionPictures implements QuickPictures {

    /// Larger pictures are shown in parts, and a lossy copy of all of them would not help.
    private static final long LARGEST = 1L << 26;

    private static final Logger LOG = LoggerFactory.getLogger(SessionPictures.class);

    private final CompletableFuture<FrameIndex> proof;
    private final FrameIndex index;
    private final QuietReader reader;
    private final ProxyStore store;
    private final Upright upright;
    private final double aspect;
    private final ProxyKey file;
    private final AtomicBoolean looked = new AtomicBoolean();

    SessionPictures(FrameSession session, FrameIndex index, ProxyStore store) {
        // Asked for once: each wait leaves a listener behind in the session.
        this.proof = session.proved();
        this.index = index;
        this.store = store;
        this.reader = session.quiet(index);
        this.upright = Upright.of(session.info());
        this.aspect = Upright.pixelAspect(session.info());
        this.file = ProxyKey.of(
                session.identity() + " stream " + session.info().stream(), 0, 0, ProxyKey.Kind.WHOLE);
    }

    private Optional<ProxyKey> key(int frame, ProxyKey.Kind kind) {
        FrameIndex known = proof.isCompletedExceptionally() ? index : proof.getNow(index);
        return store.isOn() && known.isProved() && frame < known.count() && !known.isHole(frame)
                ? Optional.of(file.at(frame, known.checksum(frame), kind))
                : Optional.empty();
    }

    @Override
    public int frameCount() {
        return index.count();
    }

    @Override
    public int startOf(int frame) {
        return reader.startOf(frame);
    }

    @Override
    public Optional<ScreenPixels> thumbnail(int frame, BooleanSupplier stop) {
        Optional<ProxyKey> key = key(frame, ProxyKey.Kind.THUMBNAIL);
        Optional<ScreenPixels> kept = key.flatMap(store::get);
        return kept.isPresent() ? kept : read(frame, stop).map(whole -> smaller(whole, key));
    }

    private ScreenPixels smaller(ScreenPixels whole, Optional<ProxyKey> key) {
        double scale = Math.min(1, Math.min(WIDEST / (whole.width() * aspect), (double) HIGHEST / whole.height()));
        int width = (int) Math.clamp(Math.round(whole.width() * aspect * scale), 1, WIDEST);
        int height = (int) Math.clamp(Math.round(whole.height() * scale), 1, HIGHEST);
        ScreenPixels small = Shrinking.of(whole, width, height);
        key.ifPresent(k -> put(k, small));
        return small;
    }

    private Optional<ScreenPixels> read(int frame, BooleanSupplier stop) {
        try (Frame found = reader.read(frame, stop).orElse(null)) {
            return found == null ? Optional.empty() : Optional.of(pixels(found.picture()));
        } catch (MediaException e) {
            // Whoever asks for the exact picture is told.
            LOG.debug("no glance at frame {}", frame, e);
            return Optional.empty();
        }
    }

    private ScreenPixels pixels(Picture picture) {
        Upright own = upright.of(picture);
        int bytes = Math.multiplyExact(Math.multiplyExact(picture.width(), picture.height()), 4);
        ByteBuffer coded = ByteBuffer.allocateDirect(bytes);
        picture.toBgra(coded);
        ByteBuffer turned = coded;
        if (own != Upright.AS_CODED) {
            turned = ByteBuffer.allocateDirect(bytes);
            own.turn(coded, turned, picture.width(), picture.height(), 4);
        }
        return new ScreenPixels(
                own.width(picture.width(), picture.height()), own.height(picture.width(), picture.height()), turned);
    }

    @Override
    public Optional<ScreenPixels> proxy(int frame) {
        if (!looked.getAndSet(true)) {
            // Another program may have kept some since the last video was opened.
            store.refresh();
        }
        return key(frame, ProxyKey.Kind.WHOLE).flatMap(store::get);
    }

    @Override
    public boolean isKeeping() {
        return store.isOn();
    }

    @Override
    public boolean hasRoom() {
        return store.isOn() && store.used() < store.bytes() / 10 * 9;
    }

    @Override
    public void keep(int frame, Picture exact) {
        key(frame, ProxyKey.Kind.WHOLE)
                .filter(k -> !store.contains(k) && (long) exact.width() * exact.height() <= LARGEST)
                .ifPresent(k -> put(k, pixels(exact)));
    }

    @Override
    public void keep(int frame, BooleanSupplier stop) {
        Optional<ProxyKey> key = key(frame, ProxyKey.Kind.WHOLE);
        if (key.isEmpty() || store.contains(key.get())) {
            return;
        }
        try (Frame found = reader.read(frame, stop).orElse(null)) {
            if (found != null) {
                keep(frame, found.picture());
            }
        } catch (MediaException e) {
            LOG.debug("frame {} is not kept", frame, e);
        }
    }

    private void put(ProxyKey key, ScreenPixels pixels) {
        try {
            store.put(key, pixels, pixels.width(), pixels.height());
        } catch (IOException e) {
            // A convenience: the disk is full, or will not be written.
            LOG.info("pictures are no longer kept on disk", e);
            store.setBytes(0);
        }
    }

    @Override
    public void rest() {
        reader.rest();
    }

    @Override
    public void close() {
        reader.close();
    }
}
