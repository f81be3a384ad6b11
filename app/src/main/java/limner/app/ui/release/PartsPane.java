package limner.app.ui.release;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Form;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Places;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.project.ProjectState;
import limner.model.release.SplitPlan;

/// How the videos of a release are divided into parts.
final class PartsPane {

    private static final Texts TEXTS = Texts.beside(PartsPane.class);
    private static final List<SplitPlan.Share> USUAL =
            List.of(new SplitPlan.Share("train", 70), new SplitPlan.Share("val", 20), new SplitPlan.Share("test", 10));

    private final Form form;
    private final Runnable changed;
    private final CheckBox divide = new CheckBox(TEXTS.get("parts.divide"));
    private final VBox rows = new VBox(4);
    private final List<Part> parts = new ArrayList<>();
    private final TextField seed = new TextField("0");
    private final TextField earlier = new TextField();
    private final Map<MediaId, Stay> stays = new LinkedHashMap<>();
    private final SortedMap<MediaId, String> groupsElsewhere = new TreeMap<>();
    private final SortedMap<MediaId, String> keptElsewhere = new TreeMap<>();

    /// The name of a part and how large it is to be.
    private record Part(TextField name, NumberField share, HBox row) {}

    /// The group of a video, and the part it stays in.
    private record Stay(TextField group, ComboBox<String> part) {}

    PartsPane(ProjectState state, ErrorPresenter errors, Places places, Runnable changed) {
        this.changed = changed;
        divide.setId("release-divide");
        seed.setId("release-seed");
        earlier.setId("release-earlier");
        earlier.setPromptText(TEXTS.get("parts.earlier.none"));
        HBox.setHgrow(earlier, Priority.ALWAYS);
        Button choose = new Button(TEXTS.get("choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(
                _ -> places.folder(TEXTS.get("parts.earlier")).ifPresent(p -> earlier.setText(p.toString())));
        HBox before = new HBox(8, earlier, choose);
        before.setAlignment(Pos.CENTER_LEFT);
        Button add = new Button(TEXTS.get("parts.add"));
        add.setId("release-part-add");
        add.setOnAction(_ -> {
            add(new SplitPlan.Share(freeName(), 10));
            offer();
            parts.getLast().name().requestFocus();
            changed.run();
        });
        USUAL.forEach(this::add);
        Form inner = new Form(errors);
        inner.getStyleClass().remove("form");
        inner.field(TEXTS.get("parts.names"), new VBox(6, rows, add))
                .field(TEXTS.get("parts.seed"), seed)
                .field(TEXTS.get("parts.earlier"), before)
                .add(videos(state));
        inner.visibleProperty().bind(divide.selectedProperty());
        inner.managedProperty().bind(inner.visibleProperty());
        Label note = new Label(TEXTS.get("parts.note"));
        note.setWrapText(true);
        note.getStyleClass().add(Styles.QUIET);
        form = new Form(errors).add(divide).add(note).add(inner);
        offer();
        divide.selectedProperty().addListener((_, _, _) -> changed.run());
        seed.textProperty().addListener((_, _, _) -> changed.run());
        earlier.textProperty().addListener((_, _, _) -> changed.run());
    }

    Node node() {
        return form;
    }

    Node first() {
        return divide;
    }

    private Node videos(ProjectState state) {
        GridPane grid = new GridPane(8, 4);
        grid.addRow(
                0,
                Rows.fixed(TEXTS.get("parts.video"), Styles.QUIET),
                Rows.fixed(TEXTS.get("parts.group"), Styles.QUIET),
                Rows.fixed(TEXTS.get("parts.stays"), Styles.QUIET));
        for (Media media : state.mediaInOrder()) {
            TextField group = new TextField();
            group.setPrefColumnCount(8);
            group.setAccessibleText(TEXTS.get("parts.group.of", media.name()));
            group.textProperty().addListener((_, _, _) -> changed.run());
            ComboBox<String> part = new ComboBox<>();
            part.setAccessibleText(TEXTS.get("parts.stays.of", media.name()));
            part.setConverter(new Words<>("", p -> p.isEmpty() ? TEXTS.get("parts.free") : p));
            part.setValue("");
            part.setMinWidth(110);
            part.valueProperty().addListener((_, _, _) -> changed.run());
            group.setId("release-group-" + stays.size());
            part.setId("release-stays-" + stays.size());
            Label name = Rows.text(media.name());
            GridPane.setHgrow(name, Priority.ALWAYS);
            grid.addRow(stays.size() + 1, name, group, part);
            stays.put(media.id(), new Stay(group, part));
        }
        return grid;
    }

    private void add(SplitPlan.Share share) {
        TextField name = new TextField(share.name());
        name.setPrefColumnCount(10);
        name.setAccessibleText(TEXTS.get("parts.name"));
        name.setId("release-part-" + parts.size());
        NumberField weight = new NumberField(share.weight(), 6);
        weight.setAccessibleText(TEXTS.get("parts.share"));
        weight.setId("release-share-" + parts.size());
        Button remove = Rows.quiet(new Button(), Icon.DELETE, TEXTS.get("parts.remove"), () -> {});
        remove.setFocusTraversable(true);
        HBox row = new HBox(8, name, weight, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        Part part = new Part(name, weight, row);
        remove.setOnAction(_ -> {
            parts.remove(part);
            rows.getChildren().remove(row);
            offer();
            divide.requestFocus();
            changed.run();
        });
        name.textProperty().addListener((_, was, now) -> {
            rename(was.strip(), now.strip());
            changed.run();
        });
        weight.textProperty().addListener((_, _, _) -> changed.run());
        parts.add(part);
        rows.getChildren().add(row);
    }

    private String freeName() {
        List<String> names = names();
        String candidate = "part";
        for (int n = 2; names.contains(candidate); n++) {
            candidate = "part-" + n;
        }
        return candidate;
    }

    private List<String> names() {
        return parts.stream().map(p -> p.name().getText().strip()).toList();
    }

    /// What stays in a part stays in it whatever it is called.
    private void rename(String was, String now) {
        List<Stay> staying = stays.values().stream()
                .filter(s -> !was.isEmpty() && was.equals(s.part().getValue()))
                .toList();
        // Another part may have had the name, too, and keeps what it has.
        if (!names().contains(was)) {
            staying.forEach(s -> {
                s.part().getItems().add(now);
                s.part().setValue(now);
            });
            keptElsewhere.replaceAll((_, part) -> part.equals(was) ? now : part);
        }
        offer();
    }

    /// A video can stay in the parts that are there.
    private void offer() {
        List<String> offered = new ArrayList<>(List.of(""));
        names().stream().filter(n -> !n.isEmpty() && !offered.contains(n)).forEach(offered::add);
        for (Stay stay : stays.values()) {
            String now = Objects.requireNonNullElse(stay.part().getValue(), "");
            stay.part().getItems().setAll(offered);
            stay.part().setValue(offered.contains(now) ? now : "");
        }
    }

    /// What is wrong with it.
    Optional<String> complaint() {
        if (!divide.isSelected()) {
            return Optional.empty();
        }
        List<String> names = names();
        if (names.size() < 2) {
            return Optional.of(TEXTS.get("parts.needsTwo"));
        }
        if (names.stream().distinct().count() < names.size()) {
            return Optional.of(TEXTS.get("parts.twice"));
        }
        try {
            shares();
            Long.parseLong(seed.getText().strip());
            earlier();
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(TEXTS.get("parts.badSeed"));
        } catch (InvalidPathException e) {
            return Optional.of(TEXTS.get("badFolder"));
        } catch (IllegalArgumentException e) {
            return Optional.of(TEXTS.get("parts.badPart"));
        }
    }

    private List<SplitPlan.Share> shares() {
        return parts.stream()
                .map(p -> new SplitPlan.Share(
                        p.name().getText().strip(), Math.toIntExact(p.share().value())))
                .toList();
    }

    /// The division; asked for when there is no complaint.
    Optional<SplitPlan> splits() {
        if (!divide.isSelected()) {
            return Optional.empty();
        }
        List<String> names = names();
        SortedMap<MediaId, String> groups = new TreeMap<>(groupsElsewhere);
        SortedMap<MediaId, String> kept = new TreeMap<>(keptElsewhere);
        // A video that is not here now cannot stay in a part that is gone.
        kept.values().retainAll(names);
        stays.forEach((id, stay) -> {
            String group = stay.group().getText().strip();
            String part = Objects.requireNonNullElse(stay.part().getValue(), "");
            if (!group.isEmpty()) {
                groups.put(id, group);
            }
            if (!part.isEmpty()) {
                kept.put(id, part);
            }
        });
        return Optional.of(new SplitPlan(shares(), Long.parseLong(seed.getText().strip()), groups, kept));
    }

    /// The release whose division is kept.
    Optional<Path> earlier() {
        String folder = earlier.getText().strip();
        return !divide.isSelected() || folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    void show(Optional<SplitPlan> plan) {
        divide.setSelected(plan.isPresent());
        groupsElsewhere.clear();
        keptElsewhere.clear();
        earlier.clear();
        parts.clear();
        rows.getChildren().clear();
        plan.map(SplitPlan::shares).orElse(USUAL).forEach(this::add);
        offer();
        seed.setText(Long.toString(plan.map(SplitPlan::seed).orElse(0L)));
        SortedMap<MediaId, String> groups = plan.map(SplitPlan::groups).orElse(new TreeMap<>());
        SortedMap<MediaId, String> kept = plan.map(SplitPlan::kept).orElse(new TreeMap<>());
        stays.forEach((id, stay) -> {
            stay.group().setText(groups.getOrDefault(id, ""));
            stay.part().setValue(kept.getOrDefault(id, ""));
        });
        groups.forEach((id, group) -> {
            if (!stays.containsKey(id)) {
                groupsElsewhere.put(id, group);
            }
        });
        kept.forEach((id, part) -> {
            if (!stays.containsKey(id)) {
                keptElsewhere.put(id, part);
            }
        });
    }
}
