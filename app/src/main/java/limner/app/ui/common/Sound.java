package limner.app.ui.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import limner.app.sound.PlayPlace;
import limner.app.sound.SoundPlayer;
import limner.app.sound.SoundSink;
import limner.app.sound.SoundSource;
import limner.media.session.SoundSession;
import limner.media.sound.Waveform;
import limner.media.source.AudioStream;
import limner.media.source.Cancellation;

/// What is heard of the open video, how loud, and its waveform. JavaFX thread only.
public final class Sound implements AutoCloseable {

    private static final Texts TEXTS = Texts.beside(Sound.class);

    private final ReadOnlyObjectWrapper<Optional<SoundSource>> source = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AudioStream>> stream = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Waveform>> waveform = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final BooleanProperty muted = new SimpleBooleanProperty();
    private final DoubleProperty volume = new SimpleDoubleProperty(1);
    private final BooleanProperty lane = new SimpleBooleanProperty(true);
    private final Optional<Machine> machine;

    /// What makes sound.
    private record Machine(Tasks tasks, NewestTask making, Path folder, SoundPlayer player) {}

    /// @param folder where waveforms are remembered
    /// @param sinks where sound goes
    public Sound(Workspace workspace, Tasks tasks, Path folder, SoundSink.Opener sinks) {
        SoundPlayer player = new SoundPlayer(folder, sinks, why -> tasks.onScreen(() -> trouble.set(why.orElse(""))));
        this.machine = Optional.of(new Machine(tasks, new NewestTask(tasks), folder, player));
        workspace.feed().addListener((_, _, now) -> take(now.flatMap(FrameFeed::sound)));
        muted.addListener((_, _, _) -> loudness());
        volume.addListener((_, _, _) -> loudness());
        lane.addListener((_, _, _) -> draw());
        take(workspace.feed().get().flatMap(FrameFeed::sound));
    }

    private Sound() {
        machine = Optional.empty();
    }

    /// A desk without sound.
    public static Sound none() {
        return new Sound();
    }

    /// The sound of the open video; empty where it has none.
    public ReadOnlyObjectProperty<Optional<SoundSource>> source() {
        return source.getReadOnlyProperty();
    }

    /// The stream that is heard.
    public ReadOnlyObjectProperty<Optional<AudioStream>> stream() {
        return stream.getReadOnlyProperty();
    }

    /// Its waveform, once it is there.
    public ReadOnlyObjectProperty<Optional<Waveform>> waveform() {
        return waveform.getReadOnlyProperty();
    }

    /// Why nothing is heard, or an empty text.
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    public BooleanProperty muted() {
        return muted;
    }

    /// From 0 to 1.
    public DoubleProperty volume() {
        return volume;
    }

    /// Whether the timeline shows the waveform, where there is sound.
    public BooleanProperty lane() {
        return lane;
    }

    private void take(Optional<SoundSource> next) {
        Optional<SoundSource> before = source.get();
        boolean same = before.isPresent()
                && next.isPresent()
                && before.get().file().equals(next.get().file())
                && before.get().streams().equals(next.get().streams());
        source.set(next);
        if (!same) {
            trouble.set("");
            waveform.set(Optional.empty());
            stream.set(next.map(s -> s.streams().getFirst()));
        }
        listen();
        draw();
    }

    /// Takes another stream of the same video.
    public void choose(AudioStream next) {
        if (!stream.get().equals(Optional.of(next))) {
            stream.set(Optional.of(next));
            waveform.set(Optional.empty());
            listen();
            draw();
        }
    }

    private void listen() {
        machine.ifPresent(m -> {
            OptionalInt number = number();
            if (number.isPresent()) {
                SoundSource now = source.get().orElseThrow();
                m.player().play(now.file(), number.getAsInt(), now.fileSeconds());
            } else {
                m.player().playNothing();
            }
        });
    }

    private OptionalInt number() {
        return source.get().isPresent() && stream.get().isPresent()
                ? OptionalInt.of(stream.get().get().number())
                : OptionalInt.empty();
    }

    private void loudness() {
        machine.ifPresent(m -> m.player().volume(muted.get() ? 0 : volume.get()));
    }

    /// Makes the waveform where it is to be seen and not there yet.
    private void draw() {
        OptionalInt number = number();
        if (machine.isEmpty() || !lane.get() || waveform.get().isPresent() || number.isEmpty()) {
            return;
        }
        Machine m = machine.get();
        Path file = source.get().orElseThrow().file();
        m.making()
                .io(
                        TEXTS.get("waveform", file.getFileName()),
                        progress -> {
                            Cancellation stop = new Cancellation();
                            progress.onCancel(stop::cancel);
                            try (SoundSession session = SoundSession.open(file, m.folder())) {
                                return session.waveform(number.getAsInt(), done -> progress.report(done, ""), stop);
                            }
                        },
                        made -> show(file, number.getAsInt(), made),
                        failure -> {
                            // The video is no worse for it: no notice, only a word where sound is asked for.
                            if (!Tasks.cancelled(failure)) {
                                trouble.set(TEXTS.get("noWaveform"));
                            }
                        });
    }

    /// Another video or stream may have been taken in the meantime.
    private void show(Path file, int number, Waveform made) {
        boolean wanted =
                source.get().filter(s -> s.file().equals(file)).isPresent() && number().equals(OptionalInt.of(number));
        if (wanted) {
            waveform.set(Optional.of(made));
        }
    }

    /// Says where the pictures are while they play.
    ///
    /// @param seconds after the first picture
    /// @param factor of speed, negative backwards
    /// @param until where playing ends or begins anew
    public void follow(double seconds, double factor, double until) {
        machine.ifPresent(
                m -> m.player().follow(Optional.of(new PlayPlace(seconds, System.nanoTime(), factor, until))));
    }

    /// Says that the pictures stand still, or are looked for.
    public void rest() {
        machine.ifPresent(m -> m.player().follow(Optional.empty()));
    }

    /// The streams in the order in which they are offered.
    public List<AudioStream> streams() {
        return source.get().map(SoundSource::streams).orElse(List.of());
    }

    @Override
    public void close() {
        machine.ifPresent(m -> m.player().close());
    }
}
