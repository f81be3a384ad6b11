package limner.app.ui.common;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
import limner.model.id.MediaId;

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
    private final ReadOnlyBooleanWrapper unreadable = new ReadOnlyBooleanWrapper();
    private final Map<MediaId, Integer> chosen = new HashMap<>();
    private final Optional<Machine> machine;
    private BiConsumer<MediaId, OptionalInt> onChosen = (_, _) -> {};

    /// What makes sound.
    private record Machine(Workspace workspace, Tasks tasks, NewestTask making, Path folder, SoundPlayer player) {}

    /// @param folder where waveforms are remembered
    /// @param sinks where sound goes
    public Sound(Workspace workspace, Tasks tasks, Path folder, SoundSink.Opener sinks) {
        SoundPlayer player = new SoundPlayer(folder, sinks, why -> tasks.onScreen(() -> trouble.set(why.orElse(""))));
        this.machine = Optional.of(new Machine(workspace, tasks, new NewestTask(tasks), folder, player));
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

    /// Whether the waveform could not be made.
    public ReadOnlyBooleanProperty unreadable() {
        return unreadable.getReadOnlyProperty();
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
            forget();
            stream.set(next.map(this::usual));
        }
        listen();
        draw();
    }

    /// The stream that was chosen for this video before, else the one that is offered first.
    private AudioStream usual(SoundSource of) {
        Optional<Integer> number = video().flatMap(v -> Optional.ofNullable(chosen.get(v)));
        return of.streams().stream()
                .filter(s -> number.equals(Optional.of(s.number())))
                .findFirst()
                .orElse(of.streams().getFirst());
    }

    private Optional<MediaId> video() {
        return machine.flatMap(m -> m.workspace().mediaId().get());
    }

    /// Takes another stream of the same video, and remembers it for this video.
    public void choose(AudioStream next) {
        if (!stream.get().equals(Optional.of(next))) {
            video().ifPresent(v -> {
                chosen.put(v, next.number());
                boolean first = streams().indexOf(next) == 0;
                onChosen.accept(v, first ? OptionalInt.empty() : OptionalInt.of(next.number()));
            });
            hear(next);
        }
    }

    /// Takes over what was chosen before by video, where nothing was chosen since.
    public void recall(Map<MediaId, Integer> known) {
        known.forEach(chosen::putIfAbsent);
        source.get()
                .map(this::usual)
                .filter(s -> !stream.get().equals(Optional.of(s)))
                .ifPresent(this::hear);
    }

    /// Says who is told of a choice: the video and the number of its stream, none where it is the first again.
    public void onChosen(BiConsumer<MediaId, OptionalInt> told) {
        onChosen = told;
    }

    private void hear(AudioStream next) {
        stream.set(Optional.of(next));
        forget();
        listen();
        draw();
    }

    private void forget() {
        waveform.set(Optional.empty());
        unreadable.set(false);
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
                            // The video is no worse for it: no notice, only a word in the lane.
                            if (!Tasks.cancelled(failure) && isHeard(file, number.getAsInt())) {
                                unreadable.set(true);
                            }
                        });
    }

    private void show(Path file, int number, Waveform made) {
        if (isHeard(file, number)) {
            waveform.set(Optional.of(made));
        }
    }

    /// Another video or stream may have been taken in the meantime.
    private boolean isHeard(Path file, int number) {
        return source.get().filter(s -> s.file().equals(file)).isPresent() && number().equals(OptionalInt.of(number));
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
