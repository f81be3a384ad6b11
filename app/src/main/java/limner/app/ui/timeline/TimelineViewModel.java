package limner.app.ui.timeline;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Workspace;
import limner.model.check.EventChecks;
import limner.model.command.Command;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;

/// What the timeline shows and what its gestures mean, without a window. Coordinates are pixels of the whole timeline,
/// names included. A gesture changes nothing but a preview; letting go makes one command, and the preview stays until
/// the store has answered. JavaFX thread only.
final class TimelineViewModel {

    static final double NAMES = 148;
    static final double RULER = 22;
    static final double STATES = 8;
    static final double TOP = RULER + STATES;
    static final double ROW = 18;

    /// Height of the strip of small pictures.
    static final double FILM = 36;

    private static final double GRIP = 6;
    private static final double NEAR = 6;

    private final Workspace workspace;
    private final Sound sound;
    private final RowBuilder builder = new RowBuilder();
    private final Set<Row.Group.Kind> folded = EnumSet.noneOf(Row.Group.Kind.class);
    private final Map<IntervalId, IntervalEvent> pending = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();

    private List<Row> rows = List.of();
    private TimeScale scale = TimeScale.whole(1, 1);
    private double width = NAMES + 1;
    private double height = TOP;
    private double scroll;
    private boolean film;
    private Gesture gesture = new Gesture.Idle();
    private Optional<Cursor> cursor = Optional.empty();
    private Optional<Checked> checked = Optional.empty();

    /// Where the keyboard is: a row, and on it one thing or none (-1).
    record Cursor(String row, int item) {}

    TimelineViewModel(Workspace workspace) {
        this(workspace, Sound.none());
    }

    /// @param sound whose waveform is shown
    TimelineViewModel(Workspace workspace, Sound sound) {
        this.workspace = workspace;
        this.sound = sound;
        sound.source().addListener((_, _, _) -> rebuild());
        sound.lane().addListener((_, _, _) -> rebuild());
        sound.waveform().addListener((_, _, _) -> changed());
        sound.unreadable().addListener((_, _, _) -> changed());
        workspace.snapshot().addListener((_, _, _) -> rebuild());
        workspace.mediaId().addListener((_, _, _) -> {
            cancel();
            pending.clear();
            cursor = Optional.empty();
            scroll = 0;
            rebuild();
            scale = TimeScale.whole(width - NAMES, frameCount());
        });
        workspace.selection().addListener((_, _, _) -> reveal());
        // Whoever codes by keys sees the event go on.
        workspace
                .begun()
                .addListener((_, _, now) -> now.ifPresent(id ->
                        showFirst(row -> row instanceof Row.Lane(var _, var events) && isAmong(events, id))));
        workspace.shown().addListener((_, _, _) -> followPlayhead());
        workspace.range().addListener((_, _, _) -> changed());
        workspace.stops().addListener((_, _, _) -> changed());
        workspace.openEvents().addListener(_ -> {
            checked = Optional.empty();
            changed();
        });
        rebuild();
    }

    /// Rises whenever there is something new to draw.
    ReadOnlyIntegerProperty revision() {
        return revision.getReadOnlyProperty();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    private void rebuild() {
        List<Sequence> sequences = workspace
                .mediaId()
                .get()
                .map(m -> workspace.state().sequencesOf(m))
                .orElse(List.of());
        rows = workspace.mediaId().get().isEmpty()
                ? List.of()
                : withSound(builder.rows(workspace.labels(), sequences, workspace.ontology(), folded));
        scale = scale.in(width - NAMES, frameCount());
        scrollTo(scroll);
        changed();
    }

    private List<Row> withSound(List<Row> others) {
        if (!sound.lane().get() || sound.source().get().isEmpty()) {
            return others;
        }
        List<Row> all = new java.util.ArrayList<>();
        all.add(new Row.Sound(Row.Sound.Half.UPPER));
        all.add(new Row.Sound(Row.Sound.Half.LOWER));
        all.addAll(others);
        return List.copyOf(all);
    }

    Sound sound() {
        return sound;
    }

    int frameCount() {
        return workspace.media().map(Media::frameCount).orElse(1);
    }

    boolean isEmpty() {
        return workspace.mediaId().get().isEmpty();
    }

    void resize(double newWidth, double newHeight) {
        width = Math.max(NAMES + 1, newWidth);
        height = Math.max(TOP, newHeight);
        scale = scale.in(width - NAMES, frameCount());
        scrollTo(scroll);
    }

    /// Shows or hides the strip of small pictures between ruler and rows.
    void film(boolean shown) {
        if (shown != film) {
            film = shown;
            scrollTo(scroll);
            changed();
        }
    }

    /// Height of the strip; 0 when it is hidden, or when it would leave no room for rows.
    double filmHeight() {
        return film && !isEmpty() && height >= TOP + FILM + 2 * ROW ? FILM : 0;
    }

    /// Where the rows begin.
    double top() {
        return TOP + filmHeight();
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    TimeScale scale() {
        return scale;
    }

    List<Row> rows() {
        return rows;
    }

    StateRuns states() {
        return builder.states();
    }

    /// The row of suggestions and verdicts, which stays at the bottom while the others scroll; empty when no model
    /// suggested anything.
    Optional<Row.Reviews> footer() {
        return builder.reviews().size() == 0 || isEmpty() ? Optional.empty() : Optional.of(builder.reviews());
    }

    /// Where the scrolled rows end.
    double bottom() {
        return Math.max(top(), height - (footer().isPresent() ? ROW : 0));
    }

    double scroll() {
        return scroll;
    }

    double scrollMax() {
        return Math.max(0, rows.size() * ROW - (bottom() - top()));
    }

    void scrollTo(double to) {
        double next = Math.clamp(to, 0, scrollMax());
        if (next != scroll) {
            scroll = next;
            changed();
        }
    }

    double rowY(int index) {
        return top() + index * ROW - scroll;
    }

    void scale(TimeScale next) {
        if (!next.equals(scale)) {
            scale = next;
            changed();
        }
    }

    /// Closer (factor above 1) or wider around x.
    void zoom(double x, double factor) {
        scale(scale.zoomed(Math.max(0, x - NAMES), factor));
    }

    /// Around the playhead when it is in view, else around the middle.
    void zoomAtPlayhead(double factor) {
        int at = playhead();
        double x = scale.shows(at) ? scale.centre(at) : scale.width() / 2;
        scale(scale.zoomed(x, factor));
    }

    void showAll() {
        scale(TimeScale.whole(width - NAMES, frameCount()));
    }

    /// The frame on the screen.
    int playhead() {
        return workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .orElse(workspace.wanted().get());
    }

    private void followPlayhead() {
        int at = playhead();
        if (gesture instanceof Gesture.Idle && !scale.shows(at)) {
            double lead =
                    !workspace.playing().get() ? 0.5 : workspace.speed().get().forwards() ? 0.05 : 0.95;
            scale = scale.from(at - scale.visible() * lead);
            changed();
        }
    }

    Gesture gesture() {
        return gesture;
    }

    private void begin(Gesture next) {
        boolean before = gesture.changes();
        gesture = next;
        // An outline that is half drawn on the picture is a gesture too, and not ours to end.
        if (before != next.changes()) {
            workspace.gesture(next.changes());
        }
        changed();
    }

    /// Ends what is under way without a trace.
    ///
    /// @return whether something was
    boolean cancel() {
        if (gesture instanceof Gesture.Idle) {
            return false;
        }
        Gesture dropped = gesture;
        begin(new Gesture.Idle());
        if (dropped instanceof Gesture.Marking(int _, Optional<FrameRange> before)) {
            workspace.range().set(before);
        }
        return true;
    }

    /// The events of a lane as they are drawn: stored ones, with those on their way to the store as they will be.
    List<IntervalEvent> events(Row.Lane lane) {
        List<IntervalEvent> shown = new java.util.ArrayList<>();
        for (IntervalEvent e : lane.events()) {
            shown.add(preview(e));
        }
        pending.values().stream()
                .filter(e -> e.classId().equals(lane.labelClass().id()))
                .filter(e -> !workspace.labels().intervals().containsKey(e.id()))
                .forEach(shown::add);
        return shown;
    }

    /// Whether something is wrong with a stored event, as [EventChecks] says.
    boolean isWrong(IntervalEvent e) {
        MediaLabels labels = workspace.labels();
        if (checked.filter(c -> c.intervals() == labels.intervals()).isEmpty()) {
            checked = Optional.of(new Checked(
                    labels.intervals(),
                    EventChecks.of(workspace.ontology(), labels.intervals().values(), workspace.openEvents()::isOpen)
                            .stream()
                            .map(i -> i.event().id())
                            .collect(Collectors.toSet())));
        }
        return checked.filter(c -> c.wrong().contains(e.id())).isPresent();
    }

    /// What was found to be wrong with these events.
    private record Checked(Map<IntervalId, IntervalEvent> intervals, Set<IntervalId> wrong) {}

    private IntervalEvent preview(IntervalEvent e) {
        if (gesture instanceof Gesture.Moving m && m.event().id().equals(e.id())) {
            return e.withRange(m.range());
        }
        IntervalEvent waiting = pending.get(e.id());
        return waiting == null ? e : waiting;
    }

    /// What lies on a lane and is not an event yet: one that is being dragged out, or that was started by key.
    Optional<FrameRange> growing(Row.Lane lane) {
        if (gesture instanceof Gesture.Drawing d
                && d.stage() == Gesture.Stage.DRAGGED
                && d.labelClass().id().equals(lane.labelClass().id())) {
            return Optional.of(d.range());
        }
        OptionalInt since = workspace.openEvents().since(lane.labelClass().id());
        return since.isPresent() ? Optional.of(Gesture.spanning(since.getAsInt(), playhead())) : Optional.empty();
    }

    // Finding.

    Hit hit(double x, double y) {
        if (isEmpty() || x < 0 || y < 0 || x > width || y > height) {
            return new Hit.Nowhere();
        }
        double lane = x - NAMES;
        int frame = scale.frameAt(lane);
        if (y < top()) {
            return lane < 0
                    ? new Hit.Nowhere()
                    : y < RULER ? new Hit.OnRuler(frame) : y < TOP ? new Hit.OnStates(frame) : new Hit.OnFilm(frame);
        }
        Optional<Row> row = rowAt(y);
        if (row.isEmpty()) {
            return lane < 0 ? new Hit.Nowhere() : new Hit.OnTime(frame);
        }
        return lane < 0 ? new Hit.OnName(row.get()) : on(row.get(), lane, frame);
    }

    private Optional<Row> rowAt(double y) {
        if (y >= bottom()) {
            return footer().map(f -> f);
        }
        int index = (int) Math.floor((y - top() + scroll) / ROW);
        return index >= 0 && index < rows.size() ? Optional.of(rows.get(index)) : Optional.empty();
    }

    private Hit on(Row row, double x, int frame) {
        int near = (int) Math.ceil(NEAR / scale.perFrame());
        return switch (row) {
            case Row.Sequences(var sequences) ->
                sequences.stream()
                        .filter(s -> s.range().contains(frame))
                        .findFirst()
                        .<Hit>map(s -> new Hit.OnSequence(s, frame))
                        .orElse(new Hit.OnTime(frame));
            case Row.Group g -> amount(g, g.content(), frame, near);
            case Row.Strip s -> amount(s, s.content(), frame, near);
            case Row.Reviews r -> amount(r, r.all(), frame, near);
            case Row.Track(TrackBar bar) -> {
                int key = bar.nearest(frame, near);
                if (key >= 0 && Math.abs(scale.centre(bar.frame(key)) - x) <= Math.max(NEAR, scale.perFrame() / 2)) {
                    yield new Hit.OnKeyframe(bar, key);
                }
                int before = bar.before(frame);
                yield before >= 0 && !bar.outside(before) ? new Hit.OnTrack(bar, frame) : new Hit.OnTime(frame);
            }
            case Row.Lane lane -> onLane(lane, x, frame);
            case Row.Sound _ -> new Hit.OnTime(frame);
        };
    }

    private static Hit amount(Row row, Density content, int frame, int near) {
        OptionalInt found = content.nearest(frame, near);
        return found.isPresent()
                ? new Hit.OnAmount(row, found.getAsInt(), content.between(found.getAsInt(), found.getAsInt()))
                : new Hit.OnTime(frame);
    }

    /// The selected event first, then the one that begins last: it is drawn on top.
    private Hit onLane(Row.Lane lane, double x, int frame) {
        Hit found = new Hit.OnLane(lane, frame);
        for (IntervalEvent e : events(lane)) {
            double left = scale.x(e.range().first());
            double right = Math.max(left + 4, scale.x(e.range().last() + 1.0));
            if (x < left - GRIP || x > right + GRIP) {
                continue;
            }
            boolean point = lane.labelClass().kind() == ClassKind.POINT_EVENT;
            double inside = Math.min(GRIP, (right - left) / 4);
            Hit.Part part = point
                    ? Hit.Part.BODY
                    : x < left + inside ? Hit.Part.START : x > right - inside ? Hit.Part.END : Hit.Part.BODY;
            found = new Hit.OnEvent(e, part, frame);
            if (workspace.selection().get().interval().filter(e.id()::equals).isPresent()) {
                return found;
            }
        }
        return found;
    }

    // The pointer.

    /// How the pointer was pressed.
    enum Press {
        PLAIN,
        DOUBLE,
        MARK,
        PAN
    }

    void press(double x, double y, Press how) {
        if (!(gesture instanceof Gesture.Idle)) {
            return;
        }
        if (how == Press.PAN) {
            begin(new Gesture.Panning(x, y));
            return;
        }
        Hit hit = hit(x, y);
        if (how == Press.MARK && x >= NAMES && !isEmpty()) {
            int frame = scale.frameAt(x - NAMES);
            begin(new Gesture.Marking(frame, workspace.range().get()));
            workspace.range().set(Optional.empty());
            return;
        }
        switch (hit) {
            case Hit.OnName(Row row) -> pressName(row);
            case Hit.OnRuler(int frame) -> scrub(frame);
            case Hit.OnStates(int frame) -> scrub(frame);
            case Hit.OnFilm(int frame) -> scrub(frame);
            case Hit.OnTime(int frame) -> scrub(frame);
            case Hit.OnSequence(Sequence sequence, int frame) -> {
                if (how == Press.DOUBLE) {
                    workspace.range().set(Optional.of(sequence.range()));
                } else {
                    scrub(frame);
                }
            }
            case Hit.OnKeyframe(TrackBar bar, int index) -> {
                select(bar.label().id());
                workspace.goTo(bar.frame(index));
            }
            case Hit.OnTrack(TrackBar bar, int frame) -> {
                select(bar.label().id());
                if (how == Press.DOUBLE) {
                    workspace.goTo(frame);
                }
            }
            case Hit.OnEvent(IntervalEvent event, Hit.Part part, int frame) -> {
                workspace.selection().set(new Selection.OfInterval(event.id()));
                if (how == Press.DOUBLE) {
                    workspace.goTo(
                            part == Hit.Part.END
                                    ? event.range().last()
                                    : event.range().first());
                } else if (stored(event.id())) {
                    begin(new Gesture.Moving(event, part, frame, event.range()));
                }
            }
            case Hit.OnLane(Row.Lane lane, int frame) -> {
                if (how == Press.DOUBLE && lane.labelClass().kind() == ClassKind.POINT_EVENT) {
                    add(lane.labelClass(), FrameRange.of(frame));
                } else {
                    begin(new Gesture.Drawing(
                            lane.labelClass(), frame, x, FrameRange.of(frame), Gesture.Stage.PRESSED));
                }
            }
            case Hit.OnAmount(var _, int frame, var _) -> workspace.goTo(frame);
            case Hit.Nowhere() -> {}
        }
    }

    private boolean stored(IntervalId id) {
        return workspace.labels().intervals().containsKey(id);
    }

    private void scrub(int frame) {
        begin(new Gesture.Scrubbing());
        workspace.goTo(frame);
    }

    private void pressName(Row row) {
        switch (row) {
            case Row.Group g -> fold(g.kind());
            case Row.Track(TrackBar bar) -> select(bar.label().id());
            case Row.Lane _, Row.Strip _, Row.Reviews _, Row.Sequences _, Row.Sound _ -> {}
        }
    }

    private void select(LabelId id) {
        workspace.selection().set(Selection.of(id));
    }

    void fold(Row.Group.Kind kind) {
        if (!folded.remove(kind)) {
            folded.add(kind);
        }
        rebuild();
    }

    void drag(double x, double y) {
        double lane = x - NAMES;
        if (!(gesture instanceof Gesture.Panning) && !(gesture instanceof Gesture.Idle)) {
            // Past the edge the view comes along.
            double over = lane < 0 ? lane : Math.max(0, lane - scale.width());
            if (over != 0) {
                scale(scale.panned(Math.clamp(over * 0.2, -40, 40)));
            }
        }
        int frame = scale.frameAt(Math.clamp(lane, 0, scale.width()));
        switch (gesture) {
            case Gesture.Idle _ -> {}
            case Gesture.Scrubbing _ -> workspace.goTo(frame);
            case Gesture.Marking(int anchor, var _) ->
                workspace.range().set(Optional.of(Gesture.spanning(anchor, frame)));
            case Gesture.Panning(double px, double py) -> {
                scale(scale.panned(px - x));
                scrollTo(scroll + py - y);
                gesture = new Gesture.Panning(x, y);
            }
            case Gesture.Moving m -> {
                gesture = new Gesture.Moving(
                        m.event(),
                        m.part(),
                        m.grabbed(),
                        Gesture.moved(m.event().range(), m.part(), m.grabbed(), frame, frameCount()));
                changed();
            }
            case Gesture.Drawing d -> {
                if (d.labelClass().kind() == ClassKind.POINT_EVENT) {
                    scrub(frame);
                } else if (d.stage() == Gesture.Stage.DRAGGED || Math.abs(x - d.x()) > 3) {
                    gesture = new Gesture.Drawing(
                            d.labelClass(),
                            d.anchor(),
                            d.x(),
                            Gesture.spanning(d.anchor(), frame),
                            Gesture.Stage.DRAGGED);
                    changed();
                }
            }
        }
    }

    void release() {
        Gesture ended = gesture;
        begin(new Gesture.Idle());
        switch (ended) {
            case Gesture.Idle _, Gesture.Scrubbing _, Gesture.Marking _, Gesture.Panning _ -> {}
            case Gesture.Moving m -> move(m.event(), m.range());
            case Gesture.Drawing d -> {
                if (d.stage() == Gesture.Stage.DRAGGED) {
                    add(d.labelClass(), d.range());
                } else {
                    workspace.goTo(d.anchor());
                }
            }
        }
    }

    private void move(IntervalEvent event, FrameRange to) {
        if (event.range().equals(to)) {
            return;
        }
        IntervalEvent next = event.withRange(to);
        send(next, new Command.MoveInterval(event.media(), event.id(), to));
    }

    private void add(LabelClass labelClass, FrameRange range) {
        workspace.mediaId().get().ifPresent(media -> {
            IntervalEvent next = new IntervalEvent(IntervalId.random(), media, labelClass.id(), range);
            send(next, new Command.AddInterval(media, next.id(), labelClass.id(), range));
        });
    }

    /// Shows the event as it will be until the store has answered, whatever the answer is.
    private void send(IntervalEvent next, Command command) {
        pending.put(next.id(), next);
        changed();
        workspace.edit(command).whenComplete((_, _) -> {
            pending.remove(next.id(), next);
            if (command instanceof Command.AddInterval && stored(next.id())) {
                workspace.selection().set(new Selection.OfInterval(next.id()));
            }
            changed();
        });
    }

    // The keyboard.

    /// Moves the selected event, or one end of it, by frames.
    ///
    /// @return whether an event was selected
    boolean nudge(Hit.Part part, int frames) {
        Optional<IntervalEvent> selected = selectedEvent();
        selected.map(e -> pending.getOrDefault(e.id(), e)).ifPresent(e -> {
            ClassKind kind =
                    workspace.ontology().find(e.classId()).map(LabelClass::kind).orElse(ClassKind.INTERVAL_EVENT);
            Hit.Part held = kind == ClassKind.POINT_EVENT ? Hit.Part.BODY : part;
            move(e, Gesture.moved(e.range(), held, 0, frames, frameCount()));
        });
        return selected.isPresent();
    }

    Optional<IntervalEvent> selectedEvent() {
        return workspace
                .selection()
                .get()
                .interval()
                .map(id -> workspace.labels().intervals().get(id));
    }

    Optional<Cursor> cursor() {
        return cursor;
    }

    /// The keyboard has gone elsewhere.
    void leave() {
        if (cursor.isPresent()) {
            cursor = Optional.empty();
            changed();
        }
    }

    /// Every row the keyboard can go to, from the top down.
    private List<Row> walked() {
        List<Row> all = new java.util.ArrayList<>(rows);
        footer().ifPresent(all::add);
        return all;
    }

    Optional<Row> cursorRow() {
        return cursor.flatMap(
                c -> walked().stream().filter(r -> r.key().equals(c.row())).findFirst());
    }

    /// The thing the keyboard is on.
    Optional<Row.Item> cursorItem() {
        return cursorRow().flatMap(r -> {
            int item = cursor.map(Cursor::item).orElse(-1);
            return item >= 0 && item < r.size() ? Optional.of(r.item(item)) : Optional.empty();
        });
    }

    /// Moves the view through time by a part of what is seen.
    void pan(double share) {
        scale(scale.panned(share * scale.width()));
    }

    /// Goes up (below 0) or down the rows, to what is nearest to the playhead there.
    void walkRows(int by) {
        List<Row> all = walked();
        if (all.isEmpty()) {
            return;
        }
        int now = cursorRow().map(all::indexOf).orElse(by > 0 ? -1 : all.size());
        int next = Math.clamp((long) now + by, 0, all.size() - 1);
        Row row = all.get(next);
        cursor = Optional.of(new Cursor(row.key(), lastAt(row, playhead())));
        if (next < rows.size()) {
            showRow(next);
        }
        changed();
    }

    /// Goes to the next (above 0) or previous thing, across rows.
    ///
    /// @return false at either end: the keyboard goes on to the next part of the desk
    boolean walkItems(int by) {
        List<Row> all = walked();
        int row = cursorRow().map(all::indexOf).orElse(-1);
        if (row < 0) {
            row = by > 0 ? 0 : all.size() - 1;
            cursor = Optional.empty();
        }
        while (row >= 0 && row < all.size()) {
            Row here = all.get(row);
            int from = cursor.filter(c -> c.row().equals(here.key()))
                    .map(Cursor::item)
                    .orElse(by > 0 ? -1 : here.size());
            int next = from + by;
            if (next >= 0 && next < here.size()) {
                cursor = Optional.of(new Cursor(here.key(), next));
                showItem(row, here.item(next));
                return true;
            }
            row += by;
        }
        return false;
    }

    private void showItem(int row, Row.Item item) {
        if (row < rows.size()) {
            showRow(row);
        }
        if (!scale.shows(item.range().first())) {
            scale = scale.from(item.range().first() - scale.visible() / 2);
        }
        changed();
    }

    private void showRow(int index) {
        double top = index * ROW;
        double room = bottom() - top();
        if (top < scroll) {
            scrollTo(top);
        } else if (top + ROW > scroll + room) {
            scrollTo(top + ROW - room);
        }
    }

    /// Index of the last thing that begins at this frame or before, or the first thing, or -1 on an empty row.
    private static int lastAt(Row row, int frame) {
        int low = 0;
        int high = row.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (row.item(middle).range().first() <= frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return row.size() == 0 ? -1 : Math.max(0, low - 1);
    }

    /// Selects what the keyboard is on and goes there; on an empty lane, starts or closes an event.
    ///
    /// @return whether there was something to choose
    boolean choose() {
        Optional<Row> row = cursorRow();
        if (row.isEmpty()) {
            return false;
        }
        Optional<Row.Item> item = cursorItem();
        if (item.isEmpty()) {
            return toggleEvent();
        }
        FrameRange range = item.get().range();
        switch (row.get()) {
            case Row.Track(TrackBar bar) -> select(bar.label().id());
            case Row.Lane _ ->
                item.get().interval().ifPresent(id -> workspace.selection().set(new Selection.OfInterval(id)));
            case Row.Sequences _ -> workspace.range().set(Optional.of(range));
            case Row.Reviews _ -> best(range.first());
            case Row.Group _, Row.Strip _, Row.Sound _ -> {}
        }
        workspace.goTo(range.first());
        return true;
    }

    /// Selects the suggestion of a frame that is the surest.
    private void best(int frame) {
        workspace.labels().openOn(frame).stream()
                .findFirst()
                .ifPresent(s -> workspace.selection().set(new Selection.OfSuggestion(s.id())));
    }

    /// On an event lane: puts a point event at the playhead, or starts an interval there, or closes the one started.
    ///
    /// @return whether the keyboard is on a lane
    boolean toggleEvent() {
        if (cursorRow().orElse(null) instanceof Row.Lane(LabelClass c, var _)) {
            int at = playhead();
            if (c.kind() == ClassKind.POINT_EVENT) {
                add(c, FrameRange.of(at));
                return true;
            }
            workspace.openEvents().press(c.id(), at);
            return true;
        }
        return false;
    }

    /// Folds or unfolds the group the keyboard is on.
    boolean foldHere() {
        if (cursorRow().orElse(null) instanceof Row.Group g) {
            fold(g.kind());
            return true;
        }
        return false;
    }

    /// Brings the row of what was selected elsewhere into view.
    private void reveal() {
        Selection selection = workspace.selection().get();
        showFirst(row -> switch (row) {
            case Row.Track(TrackBar bar) ->
                selection.label().filter(bar.label().id()::equals).isPresent();
            case Row.Lane(var _, var events) ->
                selection.interval().filter(id -> isAmong(events, id)).isPresent();
            case Row.Group _, Row.Strip _, Row.Reviews _, Row.Sequences _, Row.Sound _ -> false;
        });
    }

    private static boolean isAmong(List<IntervalEvent> events, IntervalId id) {
        return events.stream().anyMatch(e -> e.id().equals(id));
    }

    private void showFirst(Predicate<Row> wanted) {
        IntStream.range(0, rows.size())
                .filter(i -> wanted.test(rows.get(i)))
                .findFirst()
                .ifPresent(this::showRow);
        changed();
    }

    boolean selected(TrackBar bar) {
        return workspace.selection().get().labels().contains(bar.label().id());
    }

    boolean selected(IntervalEvent event) {
        return workspace.selection().get().interval().filter(event.id()::equals).isPresent();
    }

    /// Tells the canvas which label the pointer is on.
    void hover(Hit hit) {
        Optional<LabelId> label = switch (hit) {
            case Hit.OnKeyframe(TrackBar bar, var _) -> Optional.of(bar.label().id());
            case Hit.OnTrack(TrackBar bar, var _) -> Optional.of(bar.label().id());
            case Hit.OnName(Row.Track(TrackBar bar)) -> Optional.of(bar.label().id());
            case Hit.OnName _, Hit.OnRuler _, Hit.OnStates _, Hit.OnFilm _, Hit.OnSequence _ -> Optional.empty();
            case Hit.OnEvent _, Hit.OnLane _, Hit.OnAmount _, Hit.OnTime _, Hit.Nowhere _ -> Optional.empty();
        };
        if (!workspace.hovered().get().equals(label)) {
            workspace.hovered().set(label);
        }
    }

    Workspace workspace() {
        return workspace;
    }
}
