package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Theme;
import limner.model.command.Command;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gives classes attributes, answers them and merges classes, by keyboard and pointer, and reads the store back.
final class AttributesDeskTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Ontology ontology() {
        return Toolkit.on(() -> desk.workspace().session().state().ontology());
    }

    private LabelClass drawn(int index) {
        return ontology().classes().stream()
                .filter(c -> c.kind().drawn() && !c.retired())
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Node> find(String selector) {
        return Toolkit.on(() -> Optional.ofNullable(desk.stage().getScene().lookup(selector)));
    }

    private void focus(String selector) {
        desk.await(selector + " is there", () -> desk.stage().getScene().lookup(selector) != null);
        Toolkit.run(() ->
                Objects.requireNonNull(desk.stage().getScene().lookup(selector)).requestFocus());
        Toolkit.pulses(2);
    }

    private void write(String selector, String text) {
        focus(selector);
        Toolkit.run(() ->
                ((TextField) Objects.requireNonNull(desk.stage().getScene().lookup(selector))).setText(text));
    }

    private void choose(String selector, int index) {
        focus(selector);
        Toolkit.run(() -> ((ComboBox<?>)
                        Objects.requireNonNull(desk.stage().getScene().lookup(selector)))
                .getSelectionModel()
                .select(index));
        Toolkit.pulses(2);
    }

    private void tick(String selector) {
        focus(selector);
        Toolkit.run(
                () -> ((CheckBox) Objects.requireNonNull(desk.stage().getScene().lookup(selector))).fire());
        Toolkit.pulses(1);
    }

    /// Whether all of a node lies within the part of the page that is on the screen.
    private boolean inView(String selector) {
        Node page = desk.node(".side-sheet .scroll-pane");
        Node node = desk.node(selector);
        return Toolkit.on(
                () -> page.localToScene(page.getBoundsInLocal()).contains(node.localToScene(node.getBoundsInLocal())));
    }

    private void add(String name, int kind, String values) {
        int before = drawn(0).attributes().size();
        choose("#onto-kind", kind);
        write("#onto-values", values);
        write("#onto-name", name);
        desk.key(KeyCode.ENTER);
        desk.await(
                name + " is stored",
                () -> desk.workspace().ontology().attributes().size() > before);
        desk.settle();
    }

    private LabelId draw(ClassId classId, int frame) {
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), frame, id, classId, Extent.TRACK, Desk.box(30, 30, 60, 60)));
        desk.settle();
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(id)));
        Toolkit.pulses(3);
        return id;
    }

    private Label stored(LabelId id) {
        return desk.stored().label(id).orElseThrow();
    }

    @Test
    void attributesAreAddedOnThePageOfAClassAndSetInTheInspector() {
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.O);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#onto-class") != null);
        ClassId car = drawn(0).id();
        tick("#onto-required");
        add("colour", 0, "red, blue");
        tick("#onto-required");
        tick("#onto-changing");
        add("speed", 2, "0..300 step 5");
        write("#onto-when", "colour: red");
        add("parked", 4, "");
        List<Attribute> asked = drawn(0).attributes();
        assertEquals(
                List.of("colour", "speed", "parked"),
                asked.stream().map(Attribute::name).toList());
        assertTrue(asked.getFirst().required());
        assertFalse(asked.getFirst().changing());
        assertTrue(asked.get(1).changing());
        desk.key(KeyCode.ESCAPE);

        LabelId id = draw(car, 0);
        String colour = "#attribute-" + asked.getFirst().id();
        String parked = "#attribute-" + asked.get(2).id();
        desk.await("colour is asked", () -> desk.stage().getScene().lookup(colour) != null);
        assertTrue(desk.says("colour: required, missing"));
        assertTrue(find(parked).isEmpty(), "parked is asked of red things only");
        desk.key(KeyCode.ALT, KeyCode.A);
        Toolkit.pulses(2);
        desk.key(KeyCode.DIGIT1);
        desk.settle();
        assertEquals(
                Optional.of(new AttributeValue.Choice(1)),
                stored(id).attributes().of(asked.getFirst().id()));
        desk.await("parked is asked", () -> desk.stage().getScene().lookup(parked) != null);
        assertFalse(desk.says("colour: required, missing"));

        desk.show(5);
        write("#attribute-" + asked.get(1).id(), "45");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                Optional.of(new AttributeValue.Number(45)),
                stored(id).attributesAt(7).of(asked.get(1).id()));
        assertEquals(
                Optional.empty(), stored(id).attributesAt(4).of(asked.get(1).id()));
        assertTrue(Toolkit.on(() -> desk.workspace().snapshot().get().history().toString())
                .contains("Set speed 45, "));
    }

    @Test
    void aClassIsMergedAfterAPreviewAndPutBelowAnother() {
        ClassId from = drawn(0).id();
        LabelClass into = drawn(1);
        LabelId id = draw(from, 0);
        int number = stored(id).number();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.O);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#onto-into") != null);
        choose("#onto-parent", 1);
        desk.settle();
        assertEquals(into.id(), ontology().find(from).orElseThrow().parent());
        choose("#onto-into", 0);
        assertTrue(desk.says("1 label, no tags, no events and no open suggestions in 1 video:"), desk::toString);
        // What lies below the edge of the page comes into view when the keyboard gets there.
        desk.key(KeyCode.TAB);
        Toolkit.pulses(3);
        assertTrue(inView("#onto-merge"), "the button is in view");
        Toolkit.run(() -> desk.window().theme(Theme.DARK));
        Toolkit.pulses(4);
        Pngs.write(desk.stage(), PICTURES.resolve("ontology-dark.png"));
        Toolkit.run(() -> desk.window().theme(Theme.LIGHT));
        Toolkit.pulses(4);
        Pngs.write(desk.stage(), PICTURES.resolve("ontology-light.png"));
        desk.clickNode("#onto-merge");
        desk.settle();
        assertEquals(into.id(), stored(id).classId());
        assertEquals(number, stored(id).number());
        assertTrue(ontology().find(from).orElseThrow().retired());
        Toolkit.run(() -> {
            var _ = desk.workspace().undo();
        });
        desk.settle();
        assertEquals(from, stored(id).classId());
        assertFalse(ontology().find(from).orElseThrow().retired());
    }

    private Attribute ask(Attribute attribute) {
        LabelClass person = drawn(0);
        List<Attribute> all = new java.util.ArrayList<>(person.attributes());
        all.add(attribute);
        desk.store(new Command.EditClasses(
                List.of(person.withDetails(person.details().withAttributes(all)))));
        desk.settle();
        return attribute;
    }

    @Test
    void whatIsBeingWrittenStaysWhenSomethingChangesElsewhere() {
        Attribute note = ask(Attribute.of(1, "note", new AttributeType.Text()));
        LabelId id = draw(drawn(0).id(), 0);
        String field = "#attribute-" + note.id();
        focus(field);
        desk.type("half hid");
        Node before = desk.node(field);
        ask(Attribute.of(2, "another", new AttributeType.Text()));
        desk.await(
                "the pane was made anew",
                () -> !before.equals(desk.stage().getScene().lookup(field)));
        desk.type("den");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                Optional.of(new AttributeValue.Text("half hidden")),
                stored(id).attributes().of(note.id()));
    }

    @Test
    void twoChoicesInOneBreathAreBothKept() {
        Attribute seen = ask(Attribute.of(
                1,
                "seen",
                new AttributeType.MultiSelect(
                        List.of(new AttributeOption(1, "front"), new AttributeOption(2, "back")))));
        LabelId id = draw(drawn(0).id(), 0);
        Toolkit.run(() -> {
            ((CheckBox) desk.node("#attribute-1-1")).fire();
            ((CheckBox) desk.node("#attribute-1-2")).fire();
        });
        desk.settle();
        assertEquals(
                Optional.of(new AttributeValue.Choices(new java.util.TreeSet<>(List.of(1, 2)))),
                stored(id).attributes().of(seen.id()));
    }

    @Test
    void whatIsAnsweredWhileTheVideoPlaysIsMeantForTheFrameThatIsSeen() {
        Attribute speed = ask(new Attribute(
                new limner.model.id.AttributeId(1),
                "fast",
                new AttributeType.YesNo(),
                Attribute.Holding.CHANGING,
                false,
                null,
                null));
        LabelId id = draw(drawn(0).id(), 0);
        desk.await("it is asked", () -> desk.stage().getScene().lookup("#attribute-1") != null);
        desk.key(KeyCode.SPACE);
        desk.await("some frames have gone by", () -> desk.shownFrame() >= 3);
        Toolkit.run(() -> {
            assertTrue(desk.workspace().playing().get());
            ((CheckBox) desk.node("#attribute-1")).fire();
            desk.workspace().playing().set(false);
        });
        desk.settle();
        assertEquals(Optional.empty(), stored(id).attributesAt(0).of(speed.id()));
        assertEquals(
                Optional.of(new AttributeValue.YesNo(true)),
                stored(id).attributesAt(200).of(speed.id()));
    }

    private void askAll() {
        List<AttributeOption> sides = List.of(new AttributeOption(1, "front"), new AttributeOption(2, "back"));
        ask(Attribute.of(1, "note", new AttributeType.Text()));
        ask(Attribute.of(2, "side", new AttributeType.Select(sides)));
        ask(Attribute.of(3, "seen", new AttributeType.MultiSelect(sides)));
        ask(Attribute.of(4, "parked", new AttributeType.YesNo()));
        ask(Attribute.of(5, "speed", new AttributeType.Number(0, 300, 5)));
    }

    private boolean answersNothing() {
        return ((TextField) desk.node("#attribute-1")).getText().isEmpty()
                && ((ComboBox<?>) desk.node("#attribute-2")).getValue() == null
                && !((CheckBox) desk.node("#attribute-3-2")).isSelected()
                && ((CheckBox) desk.node("#attribute-4")).isIndeterminate()
                && ((TextField) desk.node("#attribute-5")).getText().isEmpty();
    }

    @Test
    void whatWasRefusedIsNotShownAsIfItWereStored() {
        askAll();
        LabelId id = draw(drawn(0).id(), 0);
        desk.key(KeyCode.SHIFT, KeyCode.K);
        desk.await("the last one is asked", () -> desk.stage().getScene().lookup("#attribute-5") != null);
        Toolkit.pulses(2);
        for (String field : List.of("#attribute-1", "#attribute-5")) {
            write(field, "10");
            desk.key(KeyCode.ENTER);
            desk.await(field + " is empty again", this::answersNothing);
        }
        choose("#attribute-2", 1);
        desk.await("no side is chosen", this::answersNothing);
        // What takes an answer back that was never given changes nothing either.
        choose("#attribute-2", 0);
        desk.await("none is chosen", this::answersNothing);
        for (String box : List.of("#attribute-3-2", "#attribute-4")) {
            tick(box);
            desk.await(box + " is open again", this::answersNothing);
        }
        for (String box : List.of("#inspect-label-occluded", "#inspect-label-outside", "#inspect-label-keyframe")) {
            boolean before = Toolkit.on(() -> ((CheckBox) desk.node(box)).isSelected());
            tick(box);
            desk.await(box + " is as before", () -> ((CheckBox) desk.node(box)).isSelected() == before);
        }
        assertTrue(desk.says("Locked or pinned"));
        assertTrue(stored(id).attributes().isEmpty());
        assertFalse(stored(id).at(0).orElseThrow().occluded());
    }

    @Test
    void whatIsRefusedWhileTheVideoPlaysIsNotShownUntilItStands() {
        ask(Attribute.of(4, "parked", new AttributeType.YesNo()));
        LabelId id = draw(drawn(0).id(), 0);
        desk.key(KeyCode.SHIFT, KeyCode.K);
        desk.await("it is asked", () -> desk.stage().getScene().lookup("#attribute-4") != null);
        desk.key(KeyCode.SHIFT, KeyCode.L);
        desk.key(KeyCode.SPACE);
        desk.await("some frames have gone by", () -> desk.shownFrame() >= 3);
        Toolkit.run(() -> ((CheckBox) desk.node("#attribute-4")).fire());
        desk.await(
                "it is open again while the video plays",
                () -> ((CheckBox) desk.node("#attribute-4")).isIndeterminate()
                        && desk.workspace().playing().get());
        desk.key(KeyCode.SPACE);
        desk.await("it stands", () -> !desk.workspace().playing().get());
        assertTrue(stored(id).attributes().isEmpty());
    }

    @Test
    void anotherObjectOfTheSameKindIsShownByTheSameControls() {
        askAll();
        LabelId first = draw(drawn(0).id(), 0);
        for (String answer : List.of("note: van", "side: back", "seen: back", "parked: yes", "speed: 20")) {
            answer(first, answer);
        }
        desk.settle();
        LabelId second = draw(drawn(0).id(), 0);
        desk.await("nothing is answered", this::answersNothing);
        List<String> all = List.of(
                "#inspect-class",
                "#inspect-x",
                "#inspect-height",
                "#inspect-label-occluded",
                "#inspect-label-keyframe",
                "#inspect-between",
                "#attribute-1",
                "#attribute-2",
                "#attribute-3-2",
                "#attribute-4",
                "#attribute-5");
        List<Node> before = all.stream().map(desk::node).toList();
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 0, second, Desk.box(100, 30, 60, 70)));
        desk.await("the number follows", () -> number("#inspect-x").equals("100"));
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(first)));
        desk.await("the first is shown", () -> number("#inspect-x").equals("30"));
        assertEquals(before, all.stream().map(desk::node).toList(), "no control was made anew");
        assertEquals("van", Toolkit.on(() -> number("#attribute-1")));
        assertEquals("back", Toolkit.on(() -> ((ComboBox<?>) desk.node("#attribute-2")).getValue()));
        assertTrue(Toolkit.on(() -> ((CheckBox) desk.node("#attribute-3-2")).isSelected()));
        assertTrue(Toolkit.on(() -> ((CheckBox) desk.node("#attribute-4")).isSelected()));
        // What is said now is said about the one that is shown.
        focus("#attribute-5");
        desk.key(KeyCode.UP);
        desk.settle();
        write("#attribute-1", "bus");
        desk.key(KeyCode.ENTER);
        desk.settle();
        tick("#attribute-4");
        tick("#inspect-label-occluded");
        write("#inspect-x", "44");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                Optional.of(new AttributeValue.Number(25)),
                stored(first).attributes().of(new AttributeId(5)));
        assertEquals(
                Optional.of(new AttributeValue.Text("bus")),
                stored(first).attributes().of(new AttributeId(1)));
        assertEquals(
                Optional.of(new AttributeValue.YesNo(false)),
                stored(first).attributes().of(new AttributeId(4)));
        assertTrue(stored(first).at(0).orElseThrow().occluded());
        assertEquals(44, stored(first).at(0).orElseThrow().shape().bounds().x());
        assertTrue(stored(second).attributes().isEmpty());
        assertFalse(stored(second).at(0).orElseThrow().occluded());
        assertEquals(100, stored(second).at(0).orElseThrow().shape().bounds().x());
    }

    private String number(String field) {
        return ((TextField) desk.node(field)).getText();
    }

    private void answer(LabelId id, String words) {
        String[] said = words.split(": ");
        Attribute a = drawn(0).attributes().stream()
                .filter(one -> one.name().equals(said[0]))
                .findFirst()
                .orElseThrow();
        AttributeValue value = a.type() instanceof AttributeType.MultiSelect
                ? new AttributeValue.Choices(new java.util.TreeSet<>(List.of(2)))
                : a.type().read(said[1]).orElseThrow();
        desk.store(new Command.SetAttribute(Toolkit.on(desk::mediaId), 0, java.util.Set.of(id), a.id(), value));
    }
}
