package limner.app.usecase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
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
import limner.model.geometry.PixelBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Glances at a media session. Nothing goes to the disk before the index is proved: what is kept is bound to the
/// checksum
/// of the exact picture.
final class SessionPictures implements QuickPictures {

    /// Larger pictures are shown in parts, and a lossy copy of all of them would not help.
    private static final long LARGEST = 1L << 25;

    private static final Logger LOG = LoggerFactory.getLogger(SessionPictures.class);

    private final CompletableFuture<FrameIndex> proof;
    private final FrameIndex index;
    private final QuietReader reader;
    private final ProxyStore store;
    private final Upright upright;
    private final double aspect;
    private final ProxyKey file;
    private final AtomicBoolean looked = new AtomicBoolean();
    private ByteBuffer coded = ByteBuffer.allocateDirect(0);
    private ByteBuffer turned = ByteBuffer.allocateDirect(0);

    SessionPictures(FrameSession session, FrameIndex index, ProxyStore store) {
        // Asked for once: each wait leaves a listener behind in the session.
        this.proof = session.proved();
        this.index = index;
        this.store = store;
        this.reader = session.quiet(index);
        this.upright = Upright.of(session.info());
        this.aspect = Upright.pixelAspect(session.info());
        this.file = ProxyKey.of(session.identity() + " stream " + session.info().stream(), 0, 0, ProxyKey.Kind.WHOLE);
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
        if (kept.isPresent()) {
            return kept;
        }
        try (Frame found = reader.read(frame, stop).orElse(null)) {
            if (found == null) {
                return Optional.empty();
            }
            ScreenPixels small = small(found.picture());
            key.ifPresent(k -> put(k, small));
            return Optional.of(small);
        } catch (MediaException e) {
            // Whoever asks for the exact picture is told.
            LOG.debug("no glance at frame {}", frame, e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<Crop>> crops(int frame, List<PixelBox> areas, int side, BooleanSupplier stop) {
        try (Frame found = reader.read(frame, stop).orElse(null)) {
            if (found == null) {
                return Optional.empty();
            }
            Picture whole = found.picture();
            return Optional.of(areas.stream().map(a -> crop(whole, a, side)).toList());
        } catch (MediaException e) {
            LOG.debug("no crops of frame {}", frame, e);
            return Optional.empty();
        }
    }

    private synchronized Crop crop(Picture whole, PixelBox area, int side) {
        Upright own = upright.of(whole);
        int right = own.width(whole.width(), whole.height());
        int bottom = own.height(whole.width(), whole.height());
        int x = Math.clamp(area.x(), 0, right - 1);
        int y = Math.clamp(area.y(), 0, bottom - 1);
        int width = Math.clamp(area.right() - (long) x, 1, right - x);
        int height = Math.clamp(area.bottom() - (long) y, 1, bottom - y);
        int step = Math.max(1, Math.max(width, height) / (Shrinking.LOOKS * side));
        ScreenPixels part;
        try (Picture sampled = own.part(whole, x, y, width, height, step)) {
            part = pixels(sampled, own);
        }
        double scale = Math.min(1, Math.min(side / (width * aspect), side / (double) height));
        ScreenPixels small = Shrinking.of(part, (int) Math.clamp(Math.round(width * aspect * scale), 1, side), (int)
                Math.clamp(Math.round(height * scale), 1, side));
        return new Crop(new PixelBox(x, y, width, height), small);
    }

    /// Of large pictures not every pixel is looked at.
    private ScreenPixels small(Picture picture) {
        int step = Math.min(
                Math.max(picture.width(), picture.height()) / (Shrinking.LOOKS * WIDEST),
                Math.min(picture.width(), picture.height()) / (Shrinking.LOOKS * HIGHEST));
        if (step < 2) {
            return small(picture, upright.of(picture));
        }
        try (Picture sampled = picture.sampled(0, 0, picture.width(), picture.height(), step)) {
            return small(sampled, upright.of(picture));
        }
    }

    private synchronized ScreenPixels small(Picture picture, Upright own) {
        ScreenPixels whole = pixels(picture, own);
        double scale = Math.min(1, Math.min(WIDEST / (whole.width() * aspect), (double) HIGHEST / whole.height()));
        int width = (int) Math.clamp(Math.round(whole.width() * aspect * scale), 1, WIDEST);
        int height = (int) Math.clamp(Math.round(whole.height() * scale), 1, HIGHEST);
        return Shrinking.of(whole, width, height);
    }

    /// Upright pixels, good until the next call.
    private ScreenPixels pixels(Picture picture, Upright own) {
        int bytes = Math.multiplyExact(Math.multiplyExact(picture.width(), picture.height()), 4);
        if (coded.capacity() < bytes) {
            coded = ByteBuffer.allocateDirect(bytes);
        }
        picture.toBgra(coded);
        ByteBuffer upwards = coded;
        if (own != Upright.AS_CODED) {
            if (turned.capacity() < bytes) {
                turned = ByteBuffer.allocateDirect(bytes);
            }
            own.turn(coded, turned, picture.width(), picture.height(), 4);
            upwards = turned;
        }
        return new ScreenPixels(
                own.width(picture.width(), picture.height()), own.height(picture.width(), picture.height()), upwards);
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
                .ifPresent(k -> keep(k, exact));
    }

    private synchronized void keep(ProxyKey key, Picture exact) {
        put(key, pixels(exact, upright.of(exact)));
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
        synchronized (this) {
            coded = ByteBuffer.allocateDirect(0);
            turned = coded;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
