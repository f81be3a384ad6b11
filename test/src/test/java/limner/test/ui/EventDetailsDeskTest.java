package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Theme;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.Extent;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For whom events are coded, which tracks they are about, and what is wrong with them.
final class EventDetailsDeskTest {

    private static final ClassId ANN = new ClassId(6);
    private static final ClassId BO = new ClassId(7);
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 900);
        List<LabelClass> classes =
                new ArrayList<>(Toolkit.on(() -> desk.workspace().ontology().classes()));
        classes.add(LabelClass.of(6, "Ann", "#e69f00", ClassKind.SUBJECT).withHotkey("6"));
        classes.add(LabelClass.of(7, "Bo", "#56b4e9", ClassKind.SUBJECT).withHotkey("7"));
        desk.store(new Command.EditClasses(classes));
        desk.await("they are there", () -> desk.workspace().ontology().classes().size() == 6);
        Toolkit.pulses(3);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private IntervalId add(int first, int last) {
        IntervalId id = IntervalId.random();
        desk.store(new Command.AddInterval(Toolkit.on(desk::mediaId), id, Desk.MOVING, new FrameRange(first, last)));
        return id;
    }

    private IntervalEvent event(IntervalId id) {
        return Objects.requireNonNull(desk.stored().intervals().get(id), "the event");
    }

    private List<FrameRange> rangesOf(ClassId subject) {
        return desk.stored().intervalsInOrder().stream()
                .filter(e -> e.subject().equals(Optional.of(subject)))
                .map(IntervalEvent::range)
                .toList();
    }

    private ListView<?> table() {
        return (ListView<?>) desk.node("#events");
    }

    private void select(int... rows) {
        Toolkit.run(() -> {
            table().requestFocus();
            table().getSelectionModel().clearSelection();
            for (int row : rows) {
                table().getSelectionModel().select(row);
            }
        });
        Toolkit.pulses(2);
    }

    private void openTable(int rows) {
        desk.key(KeyCode.SHIFT, KeyCode.E);
        desk.await("the table is there", () -> table().getItems().size() == rows);
        Toolkit.pulses(3);
    }

    @Test
    void theSameIsCodedForTwoIndividualsAtATime() {
        desk.show(10);
        desk.key(KeyCode.DIGIT6);
        assertEquals(
                Optional.of(ANN), Toolkit.on(() -> desk.workspace().subject().get()));
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        desk.show(20);
        desk.key(KeyCode.DIGIT7);
        assertTrue(desk.says("coded"), "the list of classes tells for whom");
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        desk.show(30);
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        desk.show(40);
        desk.key(KeyCode.DIGIT6);
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        assertEquals(List.of(new FrameRange(10, 40)), rangesOf(ANN));
        assertEquals(List.of(new FrameRange(20, 30)), rangesOf(BO));
        desk.key(KeyCode.DIGIT6);
        assertEquals(
                Optional.empty(), Toolkit.on(() -> desk.workspace().subject().get()), "for nobody any more");
    }

    @Test
    void theTableSaysForWhomAndAboutWhichTracksAndOneUndoTakesItBack() {
        LabelId track = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 5, track, Desk.PERSON, Extent.TRACK, new Box(40, 40, 60, 50)));
        IntervalId first = add(10, 20);
        IntervalId second = add(40, 60);
        openTable(2);
        select(0);
        desk.awaitFrame(10);
        select(0, 1);
        @SuppressWarnings("unchecked")
        ComboBox<Object> subject = (ComboBox<Object>) desk.node("#event-subject");
        Toolkit.run(() -> subject.getSelectionModel().select(1));
        desk.settle();
        assertEquals(List.of(new FrameRange(10, 20), new FrameRange(40, 60)), rangesOf(ANN));
        select(0);
        MenuButton actors = (MenuButton) desk.node("#event-actors");
        Toolkit.run(() -> {
            actors.show();
            CheckMenuItem item = (CheckMenuItem) actors.getItems().getFirst();
            assertEquals("Person 1", item.getText());
            item.setSelected(true);
            item.getOnAction().handle(new javafx.event.ActionEvent());
        });
        desk.settle();
        assertEquals(
                new EventDetails(ANN, List.of(new EventLink(EventLink.Role.ACTOR, track))),
                event(first).details());
        assertEquals("Who: Person 1", Toolkit.on(actors::getText));
        assertTrue(
                desk.texts(table()).stream().anyMatch(t -> t.equals("Ann, Person 1")),
                () -> desk.texts(table()).toString());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(
                List.of(EventDetails.NONE, EventDetails.NONE),
                List.of(event(first).details(), event(second).details()),
                "both are of nobody again by one undo");
    }

    @Test
    void whatIsWrongIsFoundAndMendedByOneKeyOnAnExactFrame() {
        IntervalId early = add(10, 30);
        IntervalId late = add(25, 50);
        IntervalId begun = add(80, 80);
        openTable(3);
        desk.await(
                "two are wrong",
                () -> ((Label) desk.node("#event-issues")).getText().startsWith("2 events are"));
        desk.key(KeyCode.ALT, KeyCode.E);
        desk.awaitFrame(25);
        assertTrue(desk.says("begins while another one of the same goes on"));
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.E);
        desk.settle();
        assertEquals(new FrameRange(10, 24), event(early).range());
        assertEquals(new FrameRange(25, 50), event(late).range());
        desk.key(KeyCode.ALT, KeyCode.E);
        desk.awaitFrame(80);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.E);
        desk.settle();
        assertEquals(FrameRange.of(80), event(begun).range(), "it cannot end where it began");
        desk.show(95);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.E);
        desk.settle();
        assertEquals(new FrameRange(80, 95), event(begun).range());
        desk.await(
                "nothing is wrong",
                () -> ((Label) desk.node("#event-issues")).getText().isEmpty());
    }

    @Test
    void modifiersAreAskedForWhileTheVideoPlaysOn() {
        Attribute hand = Attribute.of(
                1,
                "hand",
                new AttributeType.Select(List.of(new AttributeOption(1, "left"), new AttributeOption(2, "right"))));
        Attribute sure = Attribute.of(2, "sure", new AttributeType.YesNo());
        desk.store(
                new Command.EditClasses(List.of(LabelClass.of(4, "Camera moving", "#009e73", ClassKind.INTERVAL_EVENT)
                        .withDetails(ClassDetails.NONE.withAttributes(List.of(hand, sure))))));
        Toolkit.pulses(3);
        Toolkit.run(() -> desk.workspace().play(Speed.NORMAL.at(0.25)));
        desk.key(KeyCode.DIGIT4);
        desk.await("the first is asked", () -> desk.node("#modifiers").isVisible());
        assertTrue(desk.says("Camera moving: hand?"));
        desk.key(KeyCode.DIGIT2);
        desk.await("the second is asked", () -> desk.says("Camera moving: sure?"));
        desk.key(KeyCode.DIGIT1);
        desk.await("nothing more is asked", () -> !desk.node("#modifiers").isVisible());
        assertTrue(Toolkit.on(() -> desk.workspace().playing().get()), "it plays on");
        desk.key(KeyCode.DIGIT4);
        Toolkit.run(() -> desk.workspace().playing().set(false));
        desk.settle();
        IntervalEvent coded = desk.stored().intervalsInOrder().getFirst();
        assertEquals(
                AttributeValues.none()
                        .with(hand.id(), new AttributeValue.Choice(2))
                        .with(sure.id(), new AttributeValue.YesNo(true)),
                coded.details().modifiers());
        desk.key(KeyCode.DIGIT4);
        desk.await("it is asked again", () -> desk.node("#modifiers").isVisible());
        desk.key(KeyCode.ESCAPE);
        desk.await("Esc leaves the question", () -> !desk.node("#modifiers").isVisible());
        desk.settle();
        assertEquals(2, desk.stored().intervals().size(), "and keeps the event");
    }

    @Test
    void anEventThatExcludesAnotherEndsItOnTheFrameBefore() {
        desk.store(new Command.EditClasses(List.of(LabelClass.of(8, "Still", "#cc79a7", ClassKind.INTERVAL_EVENT)
                .withHotkey("8")
                .withDetails(ClassDetails.NONE.withExcludes(List.of(Desk.MOVING))))));
        Toolkit.pulses(3);
        desk.show(10);
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        desk.show(30);
        desk.key(KeyCode.DIGIT8);
        desk.settle();
        desk.show(50);
        desk.key(KeyCode.DIGIT8);
        desk.settle();
        assertEquals(
                List.of(new FrameRange(10, 29), new FrameRange(30, 50)),
                desk.stored().intervalsInOrder().stream()
                        .map(IntervalEvent::range)
                        .toList());
    }

    @Test
    void thePageReadsWellInLightAndDark() {
        LabelId track = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 5, track, Desk.PERSON, Extent.TRACK, new Box(40, 40, 60, 50)));
        desk.store(new Command.AddInterval(
                Toolkit.on(desk::mediaId),
                IntervalId.random(),
                Desk.MOVING,
                new FrameRange(10, 60),
                new EventDetails(ANN, List.of(new EventLink(EventLink.Role.TARGET, track)))));
        add(50, 90);
        add(70, 120);
        openTable(3);
        select(0);
        desk.awaitFrame(10);
        Scenes scenes = new Scenes(PICTURES, "");
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            scenes.theme(desk, theme);
            scenes.shoot(desk, "event-details-" + theme.name().toLowerCase(Locale.ROOT));
            assertEquals(List.of(), Look.cutOff(desk.stage()));
            assertEquals(List.of(), Look.faint(desk.stage()));
            assertEquals(List.of(), Look.tooSmall(desk.stage()));
        }
    }

    private void ask(Attribute attribute) {
        LabelClass moving =
                Toolkit.on(() -> desk.workspace().ontology().find(Desk.MOVING).orElseThrow());
        desk.store(new Command.EditClasses(
                List.of(moving.withDetails(moving.details().withAttributes(List.of(attribute))))));
        desk.settle();
    }

    @Test
    void ofSeveralEventsEachKeepsWhatElseWasChosen() {
        ask(Attribute.of(
                1,
                "how",
                new AttributeType.MultiSelect(List.of(
                        new AttributeOption(1, "slow"),
                        new AttributeOption(2, "shaking"),
                        new AttributeOption(3, "far")))));
        IntervalId first = add(10, 20);
        IntervalId second = add(40, 60);
        TreeMap<IntervalId, EventDetails> said = new TreeMap<>();
        said.put(first, modified(1, new AttributeValue.Choices(new TreeSet<>(List.of(1)))));
        said.put(second, modified(1, new AttributeValue.Choices(new TreeSet<>(List.of(2)))));
        desk.store(new Command.DescribeIntervals(Toolkit.on(desk::mediaId), said));
        openTable(2);
        select(0, 1);
        MenuButton how = (MenuButton) desk.node("#modifier-1");
        Toolkit.run(() -> how.getItems().getLast().getOnAction().handle(new javafx.event.ActionEvent()));
        desk.settle();
        assertEquals(
                modified(1, new AttributeValue.Choices(new TreeSet<>(List.of(1, 3)))),
                event(first).details());
        assertEquals(
                modified(1, new AttributeValue.Choices(new TreeSet<>(List.of(2, 3)))),
                event(second).details());
    }

    private static EventDetails modified(int attribute, AttributeValue value) {
        return EventDetails.NONE.withModifiers(
                EventDetails.NONE.modifiers().with(new limner.model.id.AttributeId(attribute), value));
    }

    @Test
    void whatIsBeingWrittenAboutAnEventStaysWhenSomethingChangesElsewhere() {
        ask(Attribute.of(1, "note", new AttributeType.Text()));
        IntervalId id = add(10, 20);
        openTable(1);
        select(0);
        desk.await("it is asked", () -> desk.stage().getScene().lookup("#modifier-1") != null);
        Node before = desk.node("#modifier-1");
        Toolkit.run(() -> {
            before.requestFocus();
            ((TextField) before).setText("by hand");
        });
        desk.store(new Command.Tag(Toolkit.on(desk::mediaId), 3, Desk.BLURRED));
        desk.await(
                "the field was made anew",
                () -> !before.equals(desk.stage().getScene().lookup("#modifier-1")));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(modified(1, new AttributeValue.Text("by hand")), event(id).details());
    }

    @Test
    void aQuestionToBeWrittenLeavesTheKeyboardToCodingUntilEnter() {
        ask(Attribute.of(1, "note", new AttributeType.Text()));
        desk.show(10);
        desk.key(KeyCode.DIGIT4);
        desk.await("it is asked", () -> desk.stage().getScene().lookup("#modifier-text") != null);
        desk.settle();
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(11);
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        assertEquals(
                List.of(new FrameRange(10, 11)),
                desk.stored().intervalsInOrder().stream()
                        .map(IntervalEvent::range)
                        .toList(),
                "the same key closes it");
        desk.key(KeyCode.ENTER);
        desk.await(
                "the field has the keyboard", () -> desk.node("#modifier-text").isFocused());
        desk.type("ok");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                modified(1, new AttributeValue.Text("ok")),
                desk.stored().intervalsInOrder().getFirst().details());
    }
}
