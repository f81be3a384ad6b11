package limner.app.ui.release;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import limner.model.release.Choice;

/// Everything of a kind, or what is ticked of it.
final class Picks<T extends Comparable<T>> extends VBox {

    private final CheckBox all;
    private final SortedMap<T, String> names;
    private final LinkedHashMap<T, CheckBox> boxes = new LinkedHashMap<>();
    private final TreeSet<T> elsewhere = new TreeSet<>();

    /// @param id of the first box; those of the items are the same with their place behind it
    /// @param everything what is said of the choice of everything
    Picks(String id, String everything, SortedMap<T, String> names, Runnable changed) {
        super(4);
        this.names = names;
        all = new CheckBox(everything);
        all.setId(id);
        all.setSelected(true);
        FlowPane some = new FlowPane(12, 2);
        names.forEach((item, name) -> {
            CheckBox box = new CheckBox(name);
            box.setMnemonicParsing(false);
            box.setId(id + "-" + boxes.size());
            box.setSelected(true);
            box.selectedProperty().addListener((_, _, _) -> changed.run());
            boxes.put(item, box);
        });
        some.getChildren().setAll(boxes.values());
        some.visibleProperty().bind(all.selectedProperty().not());
        some.managedProperty().bind(some.visibleProperty());
        all.selectedProperty().addListener((_, _, _) -> changed.run());
        getChildren().addAll(all, some);
    }

    /// What is chosen; nothing where that is everything.
    Optional<Set<T>> chosen() {
        if (all.isSelected()) {
            return Optional.empty();
        }
        TreeSet<T> chosen = new TreeSet<>(elsewhere);
        boxes.forEach((item, box) -> {
            if (box.isSelected()) {
                chosen.add(item);
            }
        });
        return Optional.of(chosen);
    }

    void show(Choice<T> choice) {
        elsewhere.clear();
        switch (choice) {
            case Choice.All<T> _ -> {
                all.setSelected(true);
                boxes.values().forEach(box -> box.setSelected(true));
            }
            case Choice.Only<T> only -> {
                all.setSelected(false);
                boxes.forEach((item, box) -> box.setSelected(only.includes(item)));
                // What is not in the project now may come back.
                only.items().stream().filter(i -> !names.containsKey(i)).forEach(elsewhere::add);
            }
        }
    }
}
