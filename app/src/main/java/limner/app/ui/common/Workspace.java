package limner.app.ui.common;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import limner.app.ui.common.spoken.Spoken;
import limner.app.usecase.Failure;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.model.command.Command;
import limner.model.command.Footprint;
import limner.model.command.Scope;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.query.Found;
import limner.model.query.FoundFrames;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.session.Snapshot;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;

/// The desk's view of one open project: what is stored, what is looked at, what is selected, what is held in hand.
/// Everything here is for the JavaFX thread (or the executor given in its stead); nothing waits for disk or decoder.
///
/// The project's content is [#snapshot()], which follows the store and never runs ahead of it. [#edit] is the way to
/// change it. The frame that is asked for ([#wanted()]) and the frame that is on the screen ([#shown()]) are two
/// things:
/// what a user does is meant for the one on the screen.
public final class Workspace {

    private static final Texts TEXTS = Texts.beside(Workspace.class);
    private static final Spoken SPOKEN = Spoken.onScreen();

    /// How many labels a sentence names.
    private static final int NAMED = 5;

    private final ProjectSession session;
    private final Executor ui;
    private final ErrorPresenter errors;
    private final ViewOptions view = new ViewOptions();

    private final ReadOnlyObjectWrapper<Snapshot> snapshot;
    private final ReadOnlyObjectWrapper<Optional<MediaId>> media = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FrameFeed>> feed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper wanted = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyObjectWrapper<Optional<ShownFrame>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.nothing());
    private final ObjectProperty<Optional<LabelId>> hovered = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<ClassId>> currentClass = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<ClassId>> subject = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<IntervalId>> begun = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<ToolKind> tool = new SimpleObjectProperty<>(ToolKind.SELECT);
    private final ObjectProperty<Optional<Amendment>> amendment = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Proposal>> proposal = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Found> found = new SimpleObjectProperty<>(new Found(List.of()));
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<FrameRange>> range = new SimpleObjectProperty<>(Optional.empty());
    private int pictureWidth;
    private int pictureHeight;
    private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.NORMAL);
    private final ReadOnlyObjectWrapper<Stepping> stepping = new ReadOnlyObjectWrapper<>(new Stepping.All());
    private final ReadOnlyObjectWrapper<StepGrid> stops = new ReadOnlyObjectWrapper<>(StepGrid.all(1));
    private final ReadOnlyBooleanWrapper gesture = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
    private final Turns turns;
    private final OpenEvents openEvents = new OpenEvents(this);
    private final Map<MediaId, Integer> lastFrames = new HashMap<>();
    private final Map<MediaId, Stepping> steppings = new HashMap<>();
    private final ReadOnlyObjectWrapper<OptionalInt> glance = new ReadOnlyObjectWrapper<>(OptionalInt.empty());
    private boolean played;
    private BiConsumer<MediaId, Stepping> chosen = (_, _) -> {};
    private final Set<LabelId> coming = new HashSet<>();
    private final ObjectProperty<Optional<Notice>> obstacle = new SimpleObjectProperty<>(Optional.empty());

    /// @param ui runs work on the JavaFX thread; in tests without a window `Runnable::run`
    public Workspace(ProjectSession session, Executor ui, ErrorPresenter errors) {
        this.session = session;
        this.ui = ui;
        this.errors = errors;
        this.turns = new Turns(ui);
        this.snapshot = new ReadOnlyObjectWrapper<>(session.snapshot());
        LatestWins<Snapshot> follow = new LatestWins<>(ui, this::follow);
        session.onCommit(follow::offer);
        pickClassIfGone();
    }

    // What is stored.

    public ProjectSession session() {
        return session;
    }

    /// The project as the disk has it.
    public ReadOnlyObjectProperty<Snapshot> snapshot() {
        return snapshot.getReadOnlyProperty();
    }

    public ProjectState state() {
        return snapshot.get().state();
    }

    public Ontology ontology() {
        return state().ontology();
    }

    /// What is said about the current video; empty when there is none.
    public MediaLabels labels() {
        return media.get().map(m -> state().labelsOf(m)).orElseGet(MediaLabels::empty);
    }

    public boolean writable() {
        return session.writable();
    }

    /// Asks for a change. The future ends on the JavaFX thread, after [#snapshot()] has the change; a refusal has been
    /// said to the user by then, and a failure as well (the future then ends with a refusal of its own).
    public CompletableFuture<Outcome> edit(Command command) {
        return edit(command, Turns.Ahead.NOT_SHOWN);
    }

    /// As [#edit(Command)], for a change that is on the screen already: the next gesture builds on it without waiting.
    public CompletableFuture<Outcome> editShown(Command command) {
        return edit(command, Turns.Ahead.SHOWN);
    }

    private CompletableFuture<Outcome> edit(Command command, Turns.Ahead ahead) {
        if (glance.get().isPresent()) {
            // What is seen and what it would be meant for are two pictures for a moment.
            String waits = TEXTS.get("glance", glance.get().getAsInt());
            errors.info(waits);
            return CompletableFuture.completedFuture(refusal(waits));
        }
        Locks.Answer answer = new Locks(view.locked(), view.pinned()).to(command, this::trackOf);
        if (!answer.spared().isEmpty()) {
            String said = spared(answer.spared());
            if (answer.command().isEmpty()) {
                return CompletableFuture.completedFuture(refusal(said));
            }
        }
        return run(ahead, () -> session.edit(answer.command().orElse(command)));
    }

    private Optional<LabelId> trackOf(SuggestionId suggestion) {
        return Optional.ofNullable(labels().suggestions().get(suggestion))
                .flatMap(s -> Optional.ofNullable(s.target()));
    }

    /// Says what stays as it is because it is locked or pinned, and offers to free it.
    private String spared(Set<LabelId> labels) {
        String names = labels.stream()
                .flatMap(id -> labels().label(id).stream())
                .map(l -> LabelNames.of(ontology(), l))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        String said = labels.size() > NAMED
                ? TEXTS.get("spared.many", names, labels.size() - NAMED)
                : TEXTS.get("spared", names);
        errors.show(Notice.info(said).with(new Notice.Action(TEXTS.get("spared.free"), () -> {
            view.locked().removeAll(labels);
            view.pinned().removeAll(labels);
        })));
        return said;
    }

    /// Says in the language of the screen what the model says in English.
    public Spoken spoken() {
        return SPOKEN;
    }

    /// Asks for a change and leaves it at that: what becomes of it is seen in [#snapshot()] or was said to the user.
    public void submit(Command command) {
        edit(command).exceptionally(failure -> {
            errors.failed(failure, "");
            return new Outcome.Refused("");
        });
    }

    /// Takes the last change of all back, as [#undo(Scope)] does.
    public CompletableFuture<Outcome> undo() {
        return undo(new Scope.Project());
    }

    /// Takes the last change of a scope back. Where it lies elsewhere, the view goes there and says so.
    public CompletableFuture<Outcome> undo(Scope scope) {
        return run(Turns.Ahead.NOT_SHOWN, () -> session.undo(scope)).thenApply(this::there);
    }

    /// Does again what was taken back last. Where it lies elsewhere, the view goes there and says so.
    public CompletableFuture<Outcome> redo() {
        return run(Turns.Ahead.NOT_SHOWN, session::redo).thenApply(this::there);
    }

    /// Takes so many changes back, the newest first, or below 0 does as many again, as one operation; where it has to
    /// stop, it says how far it got. The view goes to the last of them alone.
    public CompletableFuture<Outcome> walk(int steps) {
        return run(
                        Turns.Ahead.NOT_SHOWN,
                        () -> session.walk(steps)
                                .thenApply(w -> w.done() > 0 && w.last() instanceof Outcome.Refused(String reason)
                                        ? new Outcome.Refused(TEXTS.get(
                                                steps > 0 ? "walked.back" : "walked.on",
                                                w.done(),
                                                Math.abs(steps),
                                                SPOKEN.of(reason)))
                                        : w.last()))
                .thenApply(this::there);
    }

    private Outcome there(Outcome outcome) {
        if (outcome instanceof Outcome.Done(var commit, var after)) {
            String title = SPOKEN.of(commit.change().title());
            if (lookAt(Footprint.of(commit.change().events(), after.state()))) {
                errors.info(TEXTS.get("undone.there", title, wanted.get()));
            }
        }
        return outcome;
    }

    /// Goes to where something happened, unless it is to be seen here.
    ///
    /// @return whether the view had to go elsewhere
    public boolean lookAt(Footprint place) {
        Optional<MediaId> video = place.media().filter(m -> state().media(m).isPresent());
        Optional<Integer> frame = place.first();
        int here = shown.get().map(ShownFrame::frame).orElseGet(wanted::get);
        boolean seen = media.get().filter(m -> place.touches(m, here)).isPresent();
        if (video.isEmpty() || frame.isEmpty() || seen) {
            return false;
        }
        open(video.get());
        goTo(frame.get());
        return true;
    }

    private CompletableFuture<Outcome> run(Turns.Ahead ahead, Supplier<CompletableFuture<Outcome>> work) {
        if (!session.writable()) {
            errors.problem(TEXTS.get("readOnly"));
            return CompletableFuture.completedFuture(refusal(TEXTS.get("readOnly")));
        }
        turns.asked(ahead);
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        var _ = work.get()
                .whenCompleteAsync(
                        (outcome, failure) -> {
                            // Who asked hears of it before anything that waited for it goes on.
                            try {
                                told.complete(answer(outcome, failure));
                            } catch (RuntimeException e) {
                                told.completeExceptionally(e);
                            } finally {
                                turns.answered();
                            }
                        },
                        ui);
        return told;
    }

    private Outcome answer(@Nullable Outcome outcome, @Nullable Throwable failure) {
        // Where the disk was quicker than this thread, the answer is here before its snapshot.
        if (outcome instanceof Outcome.Done(var _, Snapshot now)
                && now.lastEvent() > snapshot.get().lastEvent()) {
            follow(now);
        }
        if (failure != null) {
            // The store's own sentences say what became of the change.
            errors.failed(failure, Failure.of(failure).unexpected() ? TEXTS.get("notStored") : "");
            return refusal(TEXTS.get("notStored"));
        }
        if (outcome instanceof Outcome.Refused(String reason)) {
            String said = SPOKEN.of(reason);
            refused(said);
            return refusal(said);
        }
        return Objects.requireNonNull(outcome);
    }

    private Outcome refusal(String said) {
        refusals.set(refusals.get() + 1);
        return new Outcome.Refused(said);
    }

    private void refused(String reason) {
        Notice notice = Notice.problem(reason);
        Optional<ShownFrame> here = shown.get();
        errors.show(
                here.isPresent() && frameState() == FrameState.DONE
                        ? notice.with(
                                new Notice.Action(TEXTS.get("reopen", here.get().frame()), this::reopen))
                        : notice);
    }

    /// Makes the frame on the screen one that may be changed again.
    public void reopen() {
        shown.get()
                .ifPresent(s ->
                        submit(new Command.SetFrameState(s.media(), FrameRange.of(s.frame()), FrameState.IN_WORK)));
    }

    /// Says that a label was drawn that the store does not have yet, so that it stays selected until it has.
    public void expect(LabelId label) {
        coming.add(label);
    }

    /// Says that the store has the label now, or never will.
    public void settled(LabelId label) {
        coming.remove(label);
        pruneSelection();
    }

    /// How many edits were refused or not stored so far. A control that already shows what was asked for goes back to
    /// what is stored when this changes.
    public ReadOnlyIntegerProperty refusals() {
        return refusals.getReadOnlyProperty();
    }

    /// How many edits are on their way to the disk, with what waits for them.
    public ReadOnlyIntegerProperty waiting() {
        return turns.waiting();
    }

    /// The order of what hands do.
    public Turns turns() {
        return turns;
    }

    // What is looked at.

    public ReadOnlyObjectProperty<Optional<MediaId>> mediaId() {
        return media.getReadOnlyProperty();
    }

    /// The current video. For a sequence of pictures its size is that of the picture on the screen.
    public Optional<Media> media() {
        return media.get()
                .flatMap(m -> state().media(m))
                .map(m -> m.isSequence() && pictureWidth > 0 ? m.withSize(pictureWidth, pictureHeight) : m);
    }

    /// Looks at a video, on the frame where it was left. Its pictures come with [#feed(MediaId, FrameFeed)].
    public void open(MediaId video) {
        if (media.get().filter(video::equals).isPresent()) {
            return;
        }
        media.get().ifPresent(m -> lastFrames.put(m, wanted.get()));
        playing.set(false);
        // A proxy on the screen would refuse what closes them.
        glance.set(OptionalInt.empty());
        openEvents.closeAll();
        range.set(Optional.empty());
        selection.set(Selection.nothing());
        amendment.set(Optional.empty());
        hovered.set(Optional.empty());
        feed.set(Optional.empty());
        obstacle.set(Optional.empty());
        shown.set(Optional.empty());
        pictureWidth = 0;
        pictureHeight = 0;
        wanted.set(lastFrames.getOrDefault(video, 0));
        media.set(Optional.of(video));
        stepping.set(steppings.getOrDefault(video, new Stepping.All()));
        findStops();
    }

    /// The pictures of the current video, once its index is there.
    public ReadOnlyObjectProperty<Optional<FrameFeed>> feed() {
        return feed.getReadOnlyProperty();
    }

    /// Hands over the pictures of a video; without effect when another one is looked at by now.
    public void feed(MediaId video, FrameFeed pictures) {
        if (media.get().filter(video::equals).isPresent()) {
            obstacle.set(Optional.empty());
            feed.set(Optional.of(pictures));
            findStops();
        }
    }

    /// Why there are no pictures of the current video, and what can be done; shown in their place.
    public ObjectProperty<Optional<Notice>> obstacle() {
        return obstacle;
    }

    /// The frame that was asked for last.
    public ReadOnlyIntegerProperty wanted() {
        return wanted.getReadOnlyProperty();
    }

    /// Asks for a frame; clamped to the video. The newest request wins.
    public void goTo(int frame) {
        played = false;
        ask(frame);
    }

    private void ask(int frame) {
        media().ifPresent(m -> wanted.set(Math.clamp(frame, 0, m.frameCount() - 1)));
    }

    /// Asks for a frame as the next one of a video that plays.
    public void playTo(int frame) {
        played = true;
        ask(frame);
    }

    /// Whether the wanted frame was asked for by playing and not by hand.
    public boolean isPlayed() {
        return played;
    }

    /// Asks for the stop so many further on (or back, below 0): the next frame, unless the video is looked at in larger
    /// steps.
    public void step(int by) {
        goTo(stops.get().step(wanted.get(), by));
    }

    /// Asks for the frame so many further on (or back, below 0), stop or not.
    public void stepFrames(int by) {
        goTo(wanted.get() + by);
    }

    /// In which steps the current video is looked at. Not stored in the project.
    public ReadOnlyObjectProperty<Stepping> stepping() {
        return stepping.getReadOnlyProperty();
    }

    /// Chooses in which steps a video is looked at.
    public void stepping(MediaId video, Stepping next) {
        steppings.put(video, next);
        chosen.accept(video, next);
        if (media.get().filter(video::equals).isPresent() && !stepping.get().equals(next)) {
            stepping.set(next);
            findStops();
        }
    }

    /// Tells one listener of every choice of steps.
    public void onStepping(BiConsumer<MediaId, Stepping> listener) {
        chosen = listener;
    }

    /// The frames at which stepping and playing stop, and which are to be worked on. Until the times of the video are
    /// known a rate has no stops yet, and every frame is one.
    public ReadOnlyObjectProperty<StepGrid> stops() {
        return stops.getReadOnlyProperty();
    }

    private void findStops() {
        int frames = media().map(Media::frameCount).orElse(1);
        Stepping how = stepping.get();
        Optional<FrameFeed> times = feed.get().filter(f -> f.times().count() == frames);
        if (times.isPresent()) {
            stops.set(StepGrid.of(how, times.get().times()));
        } else {
            stops.set(how instanceof Stepping.EveryNth(int n) ? StepGrid.everyNth(n, frames) : StepGrid.all(frames));
        }
    }

    /// What a sheet asks about, shown in place of what is stored.
    public ObjectProperty<Optional<Proposal>> proposal() {
        return proposal;
    }

    /// What is looked for now, as far as it was found. Not stored in the project.
    public ObjectProperty<Found> found() {
        return found;
    }

    /// The frames of the current video that were found.
    public FoundFrames foundHere() {
        return media.get().map(found.get()::framesOf).orElse(FoundFrames.none());
    }

    /// The frame on the screen; empty before the first picture.
    public ReadOnlyObjectProperty<Optional<ShownFrame>> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Tells that a picture of this size has been drawn; called by what draws.
    ///
    /// @param width pixels of the upright picture
    /// @param height pixels of the upright picture
    public void shown(ShownFrame frame, int width, int height) {
        if (media.get().filter(frame.media()::equals).isPresent()) {
            pictureWidth = width;
            pictureHeight = height;
            shown(frame);
        }
    }

    /// Tells that a frame is on the screen whose picture has the size of the one before, or none.
    public void shown(ShownFrame frame) {
        if (media.get().filter(frame.media()::equals).isEmpty()) {
            return;
        }
        boolean other = shown.get()
                .map(ShownFrame::frame)
                .filter(f -> f == frame.frame())
                .isEmpty();
        if (other) {
            amendment.set(Optional.empty());
            leaveBehind(frame.frame());
        }
        shown.set(Optional.of(frame));
    }

    /// What belongs to another frame is no longer selected: nobody deletes what is not to be seen. Tracks and events
    /// stay, and what was selected on the frame that was asked for, whichever comes before.
    private void leaveBehind(int frame) {
        IntPredicate seen = f -> f == frame || f == wanted.get();
        Selection stays = switch (selection.get()) {
            case Selection.OfSuggestion s -> {
                Suggestion selected = labels().suggestions().get(s.id());
                yield selected != null && seen.test(selected.frame()) ? s : Selection.nothing();
            }
            case Selection.Labels selected ->
                selected.where(id -> labels().label(id)
                        .filter(l -> l.tracked() || seen.test(l.firstFrame()))
                        .isPresent());
            case Selection.Nothing n -> n;
            case Selection.OfInterval i -> i;
        };
        if (!stays.equals(selection.get())) {
            selection.set(stays);
        }
    }

    /// The frame whose lossy picture covers the one that is shown, for the moment until its exact picture is there: to
    /// be
    /// looked at, and for nothing else. What is shown, and what is done, still means the frame of [#shown()].
    public ReadOnlyObjectProperty<OptionalInt> glance() {
        return glance.getReadOnlyProperty();
    }

    /// Tells that such a picture is on the screen, or gone; called by what draws.
    public void glance(OptionalInt frame) {
        glance.set(frame);
    }

    /// State of the frame on the screen.
    public FrameState frameState() {
        return shown.get().map(s -> labels().state(s.frame())).orElse(FrameState.UNSEEN);
    }

    /// Whether the video plays; set by the transport.
    public BooleanProperty playing() {
        return playing;
    }

    /// Plays this way; when it does already, or plays backwards and is to go forwards, it pauses.
    public void togglePlay(Speed.Way way) {
        if (playing.get() && (way == Speed.Way.FORWARDS || speed.get().way() == way)) {
            playing.set(false);
        } else {
            play(speed.get().going(way));
        }
    }

    /// Plays on at this speed, or begins to; without effect before there are pictures.
    public void play(Speed how) {
        if (feed.get().isPresent()) {
            speed.set(how);
            playing.set(true);
        }
    }

    /// How fast and which way it plays when it does.
    public ObjectProperty<Speed> speed() {
        return speed;
    }

    /// The run of frames that was marked on the timeline: what is looped while playing. Not stored in the project.
    public ObjectProperty<Optional<FrameRange>> range() {
        return range;
    }

    // What is selected and held in hand.

    public ObjectProperty<Selection> selection() {
        return selection;
    }

    /// The selected label when it is exactly one.
    public Optional<Label> selectedLabel() {
        return selection.get().label().flatMap(id -> labels().label(id));
    }

    public Optional<Suggestion> selectedSuggestion() {
        return selection
                .get()
                .suggestion()
                .map(id -> labels().suggestions().get(id))
                .filter(s -> labels().verdict(s.id()) == Verdict.OPEN);
    }

    /// The label under the pointer, wherever the pointer is.
    public ObjectProperty<Optional<LabelId>> hovered() {
        return hovered;
    }

    /// The class that new labels get.
    public ObjectProperty<Optional<ClassId>> currentClass() {
        return currentClass;
    }

    /// The individual for whom events are coded now. Not stored in the project.
    public ObjectProperty<Optional<ClassId>> subject() {
        return subject;
    }

    /// The event that was coded last and may be asked for its modifiers.
    public ObjectProperty<Optional<IntervalId>> begun() {
        return begun;
    }

    public ObjectProperty<ToolKind> tool() {
        return tool;
    }

    /// The suggestion that is being corrected.
    public ObjectProperty<Optional<Amendment>> amendment() {
        return amendment;
    }

    /// Whether a gesture is under way: keys that judge or navigate wait for its end.
    public ReadOnlyBooleanProperty gesture() {
        return gesture.getReadOnlyProperty();
    }

    public void gesture(boolean underWay) {
        gesture.set(underWay);
    }

    /// Events that were begun by key and not closed yet.
    public OpenEvents openEvents() {
        return openEvents;
    }

    public ViewOptions view() {
        return view;
    }

    public ErrorPresenter errors() {
        return errors;
    }

    private void follow(Snapshot next) {
        snapshot.set(next);
        if (media().map(Media::frameCount).orElse(1) != stops.get().frameCount()) {
            // A video that was opened before the store's answer was here.
            findStops();
        }
        openEvents.follow(labels());
        pruneSelection();
        pickClassIfGone();
        if (media.get().filter(m -> next.state().media(m).isEmpty()).isPresent()) {
            selection.set(Selection.nothing());
            feed.set(Optional.empty());
            shown.set(Optional.empty());
            media.set(Optional.empty());
        }
    }

    private void pruneSelection() {
        MediaLabels now = labels();
        Selection pruned = switch (selection.get()) {
            case Selection.Nothing n -> n;
            case Selection.Labels selected -> selected.where(id -> now.label(id).isPresent() || coming.contains(id));
            case Selection.OfSuggestion s ->
                now.verdict(s.id()) == Verdict.OPEN && now.suggestions().containsKey(s.id()) ? s : Selection.nothing();
            case Selection.OfInterval i -> now.intervals().containsKey(i.id()) ? i : Selection.nothing();
        };
        if (!pruned.equals(selection.get())) {
            selection.set(pruned);
        }
        amendment.get().ifPresent(a -> {
            if (now.verdict(a.suggestion().id()) != Verdict.OPEN) {
                amendment.set(Optional.empty());
            }
        });
    }

    private void pickClassIfGone() {
        if (subject.get()
                .flatMap(id -> ontology().find(id))
                .filter(c -> !c.retired() && c.kind() == ClassKind.SUBJECT)
                .isEmpty()) {
            subject.set(Optional.empty());
        }
        Optional<ClassId> fit = currentClass
                .get()
                .flatMap(id -> ontology().find(id))
                .filter(c -> !c.retired())
                .map(LabelClass::id);
        if (fit.isEmpty()) {
            currentClass.set(ontology().classes().stream()
                    .filter(c -> c.kind().drawn() && !c.retired())
                    .map(LabelClass::id)
                    .findFirst());
        }
    }
}
