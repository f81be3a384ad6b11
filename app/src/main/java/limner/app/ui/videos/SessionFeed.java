package limner.app.ui.videos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import limner.app.sound.SoundSource;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Texts;
import limner.app.usecase.QuickPictures;
import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.pace.PlayTimes;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.media.source.AudioStream;

/// The pictures of a media session, whose owner is the open project.
final class SessionFeed implements FrameFeed {

    private static final Texts TEXTS = Texts.beside(SessionFeed.class);

    private final FrameSession session;
    private final FrameIndex index;
    private final PlayTimes times;
    private final Glances glances;

    /// Makes glances at what an index numbers.
    interface Glances {
        QuickPictures of(FrameSession session, FrameIndex index);
    }

    SessionFeed(FrameSession session, FrameIndex index, Glances glances) {
        this.session = session;
        this.glances = glances;
        this.index = index;
        this.times = PlayTimes.of(index);
    }

    boolean isProved() {
        return index.isProved();
    }

    /// The pictures by the proved index, where that tells anything else than this one; without effect before the proof.
    Optional<SessionFeed> corrected() {
        FrameIndex proof = session.proved().getNow(index);
        boolean same = proof.numbersAs(index)
                && proof.damage().isEmpty()
                && session.corrected().isEmpty();
        return same ? Optional.empty() : Optional.of(new SessionFeed(session, proof, glances));
    }

    @Override
    public int frameCount() {
        return index.count();
    }

    @Override
    public double seconds(int frame) {
        return index.seconds(frame) - index.seconds(0);
    }

    @Override
    public double durationSeconds(int frame) {
        return index.durationSeconds(frame);
    }

    @Override
    public int frameAt(double seconds) {
        return index.frameAt(seconds + index.seconds(0));
    }

    @Override
    public PlayTimes times() {
        return times;
    }

    @Override
    public Upright upright() {
        return Upright.of(session.info());
    }

    @Override
    public double pixelAspect() {
        return Upright.pixelAspect(session.info());
    }

    @Override
    public CompletableFuture<Picture> picture(int frame) {
        return session.frame(frame, Priority.NOW).thenApply(Frame::picture);
    }

    @Override
    public Optional<String> name(int frame) {
        return session.name(frame);
    }

    @Override
    public CompletableFuture<Picture> played(int frame) {
        return session.frame(frame, Priority.PLAYBACK).thenApply(Frame::picture);
    }

    @Override
    public Optional<QuickPictures> quick() {
        return Optional.of(glances.of(session, index));
    }

    @Override
    public String decoder() {
        return session.info().codec().toUpperCase(Locale.ROOT) + (index.damage().isEmpty() ? "" : TEXTS.get("damaged"));
    }

    @Override
    public Optional<SoundSource> sound() {
        List<AudioStream> streams = AudioStream.offered(session.info().audioStreams());
        return streams.isEmpty()
                ? Optional.empty()
                : Optional.of(new SoundSource(session.path(), streams, this::fileSeconds));
    }

    /// On the clock of the file, which may jump where timestamps do.
    private double fileSeconds(double place) {
        int frame = times.at(place);
        return index.seconds(frame) + place - times.start(frame);
    }

    @Override
    public void close() {
        // The session belongs to the project and closes with it.
    }
}
