package limner.app.sound;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import limner.app.task.Lane;
import limner.media.session.SoundSession;
import limner.media.sound.SoundFormat;
import limner.media.source.MediaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays the sound of one video at a time, on a lane of its own. Any thread may call any method; none but [#close()]
/// waits. The device is held while something plays and a little longer.
public final class SoundPlayer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoundPlayer.class);
    private static final long LINGER_NANOS = 3_000_000_000L;
    private static final long BREATH_NANOS = 5_000_000L;

    /// What is to be played.
    private record Track(Path file, int stream, DoubleUnaryOperator fileSeconds) {}

    private final Path folder;
    private final SoundSink.Opener sinks;
    private final Consumer<Optional<String>> trouble;
    private final Lane lane = new Lane("sound");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Track> track = Optional.empty();
    private Optional<PlayPlace> place = Optional.empty();
    private double volume = 1;
    private boolean closed;
    private @Nullable SoundFollower current;

    /// @param folder where waveforms are remembered
    /// @param sinks where sound goes
    /// @param trouble told on the player's thread why nothing is heard, and when that is over
    public SoundPlayer(Path folder, SoundSink.Opener sinks, Consumer<Optional<String>> trouble) {
        this.folder = folder;
        this.sinks = sinks;
        this.trouble = trouble;
        lane.execute(this::run);
    }

    /// Takes another stream.
    public void play(Path file, int stream, DoubleUnaryOperator fileSeconds) {
        change(() -> {
            track = Optional.of(new Track(file, stream, fileSeconds));
            place = Optional.empty();
        });
    }

    /// Has nothing to play any more.
    public void playNothing() {
        change(() -> {
            track = Optional.empty();
            place = Optional.empty();
        });
    }

    /// Where the pictures are; empty while they stand still, are scrubbed or wait.
    public void follow(Optional<PlayPlace> now) {
        change(() -> place = now);
    }

    /// How loud, from 0 to 1.
    public void volume(double loud) {
        change(() -> volume = loud);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Optional<Track> next;
            lock.lock();
            try {
                while (!closed && (track.isEmpty() || !isHeard(place))) {
                    changed.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                next = track;
            } finally {
                lock.unlock();
            }
            next.ifPresent(this::run);
        }
    }

    private static boolean isHeard(Optional<PlayPlace> place) {
        return place.filter(p -> SoundFollower.isHeard(p.factor())).isPresent();
    }

    /// Plays one track until another one comes, or nothing was to be heard for a while.
    private void run(Track now) {
        try (SoundSink sink = sinks.open(SoundFormat.USUAL);
                SoundSession session = SoundSession.open(now.file(), folder);
                SoundFollower follower =
                        new SoundFollower(session, now.stream(), sink, now.fileSeconds(), System::nanoTime)) {
            trouble.accept(Optional.empty());
            while (goesOn(now, follower)) {
                if (!follower.step()) {
                    LockSupport.parkNanos(BREATH_NANOS);
                }
            }
        } catch (SoundSink.NoDevice e) {
            LOG.debug("no sound", e);
            trouble.accept(Optional.of(String.valueOf(e.getMessage())));
            waitForAnother(now);
        } catch (MediaException e) {
            if (!(e instanceof MediaException.Cancelled)) {
                trouble.accept(Optional.of(String.valueOf(e.getMessage())));
            }
            waitForAnother(now);
        } catch (RuntimeException e) {
            LOG.warn("the sound of {} ended", now.file(), e);
            trouble.accept(Optional.of("the sound of " + now.file() + " cannot be played"));
            waitForAnother(now);
        } finally {
            change(() -> current = null);
        }
    }

    private boolean goesOn(Track now, SoundFollower follower) {
        lock.lock();
        try {
            current = follower;
            follower.follow(place);
            follower.volume(volume);
            long left = LINGER_NANOS;
            while (!closed && track.equals(Optional.of(now)) && !isHeard(place) && !follower.isSounding() && left > 0) {
                left = changed.awaitNanos(left);
                follower.follow(place);
            }
            return !closed && track.equals(Optional.of(now)) && left > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// After a failure it is tried again when somebody plays anew.
    private void waitForAnother(Track failed) {
        lock.lock();
        try {
            while (!closed && track.equals(Optional.of(failed)) && isHeard(place)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends what plays and lets go of device and file.
    @Override
    public void close() {
        change(() -> {
            closed = true;
            SoundFollower reading = current;
            if (reading != null) {
                reading.interrupt();
            }
        });
        lane.close();
    }
}
