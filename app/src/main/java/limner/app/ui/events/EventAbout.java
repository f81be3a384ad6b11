package limner.app.ui.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.util.StringConverter;
import limner.app.ui.common.Draft;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.jspecify.annotations.Nullable;

/// For whom the selected events are coded and which tracks they are about: who did it, and to whom. What is chosen is
/// said of all of them as one change. JavaFX thread only.
final class EventAbout extends FlowPane {

    private static final Texts TEXTS = Texts.beside(EventAbout.class);

    private final Workspace workspace;
    private final ComboBox<Choice> subject = new ComboBox<>();
    private final MenuButton actors = new MenuButton();
    private final MenuButton targets = new MenuButton();
    private final MenuButton excludes = new MenuButton();
    private final FlowPane modifiers = new FlowPane(6, 4);
    private List<IntervalEvent> events = List.of();
    private boolean filling;

    /// An individual, or nobody.
    private record Choice(@Nullable ClassId classId, String name) {}

    EventAbout(Workspace workspace) {
        super(6, 4);
        this.workspace = workspace;
        setAlignment(Pos.CENTER_LEFT);
        subject.setId("event-subject");
        subject.setAccessibleText(TEXTS.get("subject"));
        subject.setMaxWidth(150);
        subject.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice choice) {
                return choice == null ? "" : choice.name();
            }

            @Override
            public Choice fromString(String text) {
                throw new UnsupportedOperationException("nothing is written here");
            }
        });
        subject.valueProperty().addListener((_, _, now) -> {
            if (!filling && now != null) {
                say(d -> d.withSubject(now.classId()));
            }
        });
        actors.setId("event-actors");
        targets.setId("event-targets");
        getChildren()
                .setAll(Rows.fixed(TEXTS.get("subject"), Styles.QUIET), subject, actors, targets, excludes, modifiers);
        excludes.setId("event-excludes");
        excludes.setTooltip(new Tooltip(TEXTS.get("excludes.tip")));
        modifiers.setId("event-modifiers");
        // Without it a pane in a pane asks for 400 pixels, and the page gets wider than its panel.
        modifiers.setPrefWrapLength(220);
    }

    /// Shows what is said of these; they are those that the fields change.
    void show(List<IntervalEvent> now) {
        Optional<Draft> draft = ids(now).equals(ids(events)) ? Draft.below(modifiers) : Optional.empty();
        events = List.copyOf(now);
        setDisable(events.isEmpty() || !workspace.writable());
        filling = true;
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(null, TEXTS.get("nobody")));
        for (LabelClass c : workspace.ontology().classes()) {
            boolean said = events.stream()
                    .anyMatch(e -> e.subject().filter(c.id()::equals).isPresent());
            if (c.kind() == ClassKind.SUBJECT && (!c.retired() || said)) {
                choices.add(new Choice(c.id(), c.name()));
            }
        }
        if (!choices.equals(subject.getItems())) {
            subject.getItems().setAll(choices);
        }
        boolean same = events.stream().map(IntervalEvent::subject).distinct().count() == 1;
        subject.setValue(
                same
                        ? choices.stream()
                                .filter(c -> Objects.equals(
                                        c.classId(), events.getFirst().details().subject()))
                                .findFirst()
                                .orElse(null)
                        : null);
        fill(actors, EventLink.Role.ACTOR);
        fill(targets, EventLink.Role.TARGET);
        fillModifiers();
        fillExcludes();
        filling = false;
        draft.ifPresent(d -> d.goOn(modifiers));
    }

    private static List<IntervalId> ids(List<IntervalEvent> of) {
        return of.stream().map(IntervalEvent::id).toList();
    }

    /// Says which labels are chosen. Which there are to choose from is looked up when somebody opens the list: there
    /// may
    /// be a hundred thousand.
    private void fill(MenuButton button, EventLink.Role role) {
        String names = events.stream()
                .flatMap(e -> e.details().links().stream())
                .filter(l -> l.role() == role)
                .map(EventLink::label)
                .distinct()
                .flatMap(id -> workspace.labels().label(id).stream())
                .map(l -> LabelNames.of(workspace.ontology(), l))
                .collect(Collectors.joining(", "));
        button.getItems().clear();
        button.setOnShowing(_ -> offer(button, role));
        button.setText(TEXTS.get("about." + role, names));
        button.setAccessibleText(TEXTS.get("about." + role, names));
    }

    /// Tracks that are there while one of the events goes on, and those that are chosen.
    private void offer(MenuButton button, EventLink.Role role) {
        List<MenuItem> items = new ArrayList<>();
        for (Label label : workspace.labels().labelsInOrder()) {
            EventLink link = new EventLink(role, label.id());
            boolean some = events.stream().anyMatch(e -> e.details().links().contains(link));
            if (!some && !(label.tracked() && events.stream().anyMatch(e -> reaches(label, e)))) {
                continue;
            }
            CheckMenuItem item = new CheckMenuItem(LabelNames.of(workspace.ontology(), label));
            item.setMnemonicParsing(false);
            item.setSelected(events.stream().allMatch(e -> e.details().links().contains(link)));
            item.setOnAction(_ -> say(d -> {
                List<EventLink> links = new ArrayList<>(d.links());
                links.remove(link);
                if (item.isSelected()) {
                    links.add(link);
                }
                return d.withLinks(links);
            }));
            items.add(item);
        }
        if (items.isEmpty()) {
            MenuItem none = new MenuItem(TEXTS.get("about.noTracks"));
            none.setDisable(true);
            items.add(none);
        }
        button.getItems().setAll(items);
    }

    /// What the class of the events asks; nothing where several classes are selected.
    private void fillModifiers() {
        modifiers.getChildren().clear();
        Optional<IntervalEvent> first = events.stream().findFirst();
        if (first.isEmpty()
                || events.stream().map(IntervalEvent::classId).distinct().count() > 1) {
            return;
        }
        List<Attribute> all = workspace.ontology().attributesOf(first.get().classId());
        for (Attribute a : first.get().details().modifiers().asked(all)) {
            boolean same = events.stream()
                            .map(e -> e.details().modifiers().of(a.id()))
                            .distinct()
                            .count()
                    == 1;
            Optional<AttributeValue> value =
                    same ? first.get().details().modifiers().of(a.id()) : Optional.empty();
            String words = value.map(a.type()::words).orElse(TEXTS.get(same ? "about.unsaid" : "about.differ"));
            switch (a.type()) {
                case AttributeType.Select(var options) ->
                    modifiers.getChildren().add(choices(a, words, options));
                case AttributeType.MultiSelect(var options) ->
                    modifiers.getChildren().add(choices(a, words, options));
                case AttributeType.YesNo _, AttributeType.Number _, AttributeType.Text _ -> {
                    TextField field =
                            Draft.begun(new TextField(value.map(a.type()::words).orElse("")));
                    field.setPromptText(same ? a.name() : words);
                    field.setAccessibleText(a.name());
                    field.setId("modifier-" + a.id());
                    field.setPrefColumnCount(8);
                    field.setOnAction(_ -> write(a, field));
                    field.focusedProperty().addListener((_, _, focused) -> {
                        if (!focused) {
                            write(a, field);
                        }
                    });
                    modifiers.getChildren().addAll(Rows.fixed(a.name(), Styles.QUIET), field);
                }
            }
        }
    }

    /// Stores what was written, when it means something.
    private void write(Attribute a, TextField field) {
        // One that goes because something changed elsewhere is followed by another one, in which writing goes on.
        if (field.getScene() == null || !Draft.isWritten(field)) {
            return;
        }
        Draft.begun(field);
        if (field.getText().isBlank()) {
            say(d -> d.withModifiers(d.modifiers().without(a.id())));
            return;
        }
        a.type()
                .read(field.getText())
                .ifPresentOrElse(v -> say(d -> d.withModifiers(d.modifiers().with(a.id(), v))), () -> {
                    if (!field.getStyleClass().contains(Styles.ERROR)) {
                        field.getStyleClass().add(Styles.ERROR);
                    }
                });
    }

    private static TreeSet<Integer> chosen(EventDetails of, Attribute a) {
        return of.modifiers()
                .of(a.id())
                .filter(AttributeValue.Choices.class::isInstance)
                .map(AttributeValue.Choices.class::cast)
                .map(c -> new TreeSet<>(c.options()))
                .orElseGet(TreeSet::new);
    }

    private MenuButton choices(Attribute a, String words, List<AttributeOption> options) {
        MenuButton button = new MenuButton(TEXTS.get("about.modifier", a.name(), words));
        button.setId("modifier-" + a.id());
        boolean many = a.type() instanceof AttributeType.MultiSelect;
        MenuItem none = new MenuItem(TEXTS.get("about.none"));
        none.setOnAction(_ -> say(d -> d.withModifiers(d.modifiers().without(a.id()))));
        button.getItems().add(none);
        for (AttributeOption option : options) {
            AttributeValue one = new AttributeValue.Choice(option.id());
            CheckMenuItem item = new CheckMenuItem(option.name());
            item.setMnemonicParsing(false);
            item.setSelected(events.stream()
                    .map(IntervalEvent::details)
                    .allMatch(d -> many
                            ? chosen(d, a).contains(option.id())
                            : d.modifiers().of(a.id()).filter(one::equals).isPresent()));
            boolean was = item.isSelected();
            // Of each event it is said beside what else is said of that one.
            item.setOnAction(_ -> say(d -> {
                if (!many) {
                    return d.withModifiers(d.modifiers().with(a.id(), one));
                }
                TreeSet<Integer> next = chosen(d, a);
                if (was) {
                    next.remove(option.id());
                } else {
                    next.add(option.id());
                }
                return d.withModifiers(d.modifiers().with(a.id(), new AttributeValue.Choices(next)));
            }));
            button.getItems().add(item);
        }
        return button;
    }

    /// Which other classes the class of the selected event excludes: a rule of the ontology.
    private void fillExcludes() {
        excludes.getItems().clear();
        Optional<LabelClass> own = events.stream()
                .findFirst()
                .flatMap(e -> workspace.ontology().find(e.classId()))
                .filter(c -> c.kind() == ClassKind.INTERVAL_EVENT)
                .filter(_ ->
                        events.stream().map(IntervalEvent::classId).distinct().count() == 1);
        excludes.setVisible(own.isPresent());
        excludes.setManaged(own.isPresent());
        if (own.isEmpty()) {
            return;
        }
        LabelClass c = own.get();
        List<String> names = new ArrayList<>();
        for (LabelClass other : workspace.ontology().classes()) {
            if (other.kind() != ClassKind.INTERVAL_EVENT
                    || other.retired()
                    || other.id().equals(c.id())) {
                continue;
            }
            boolean excluded = workspace.ontology().exclude(c.id(), other.id());
            if (excluded) {
                names.add(other.name());
            }
            CheckMenuItem item = new CheckMenuItem(other.name());
            item.setMnemonicParsing(false);
            item.setSelected(excluded);
            item.setOnAction(_ -> exclude(c, other, !excluded));
            excludes.getItems().add(item);
        }
        excludes.setText(TEXTS.get("excludes", String.join(", ", names)));
        excludes.setDisable(excludes.getItems().isEmpty());
    }

    private void exclude(LabelClass a, LabelClass b, boolean now) {
        List<LabelClass> changed = new ArrayList<>();
        if (now) {
            List<ClassId> next = new ArrayList<>(a.details().excludes());
            next.add(b.id());
            changed.add(a.withDetails(a.details().withExcludes(next)));
        } else {
            changed.add(without(a, b));
            changed.add(without(b, a));
        }
        workspace.submit(new Command.EditClasses(changed));
    }

    private static LabelClass without(LabelClass c, LabelClass other) {
        return c.withDetails(c.details()
                .withExcludes(c.details().excludes().stream()
                        .filter(id -> !id.equals(other.id()))
                        .toList()));
    }

    private static boolean reaches(Label track, IntervalEvent e) {
        return e.range().contains(track.firstFrame())
                || track.source(e.range().first()).isPresent()
                || track.source(e.range().last()).isPresent();
    }

    private void say(UnaryOperator<EventDetails> change) {
        SortedMap<IntervalId, EventDetails> said = new TreeMap<>();
        for (IntervalEvent shown : events) {
            // As it is stored now: what was said a moment ago may not be shown yet.
            IntervalEvent e =
                    workspace.state().labelsOf(shown.media()).intervals().getOrDefault(shown.id(), shown);
            EventDetails next = change.apply(e.details());
            if (!next.equals(e.details())) {
                said.put(e.id(), next);
            }
        }
        Optional<IntervalEvent> first = events.stream().findFirst();
        if (!said.isEmpty() && first.isPresent()) {
            workspace.submit(new Command.DescribeIntervals(first.get().media(), said));
        }
    }
}
