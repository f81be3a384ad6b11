package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SchemaPlace;
import org.jspecify.annotations.Nullable;

/// Both schemas and what belongs to what in one table: a row for each drawn class, and for each whether it stands among
/// the coarse classes and to which of them its pixels belong. JavaFX thread only.
final class SchemaTable extends VBox {

    private static final Texts TEXTS = Texts.beside(SchemaTable.class);

    /// What a row may say.
    private enum Among {
        BOTH,
        COARSE,
        PIXEL
    }

    private final Workspace workspace;
    private final BiConsumer<LabelClass, SchemaPlace> change;
    private final TableView<LabelClass> table = new TableView<>();
    private final Label sum = new Label();
    private @Nullable Ontology drawn;

    /// @param change hands what a class says now to the project
    SchemaTable(Workspace workspace, BiConsumer<LabelClass, SchemaPlace> change) {
        super(8);
        this.workspace = workspace;
        this.change = change;
        table.setId("onto-schemas");
        table.setAccessibleText(TEXTS.get("schemas"));
        table.setPrefHeight(420);
        table.setMinHeight(160);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label(TEXTS.get("schemas.none"));
        none.setWrapText(true);
        table.setPlaceholder(none);
        TableColumn<LabelClass, LabelClass> names = column("schemas.class", 120);
        names.setCellFactory(_ -> new NameCell());
        TableColumn<LabelClass, LabelClass> among = column("schemas.among", 150);
        among.setCellFactory(_ -> new AmongCell());
        TableColumn<LabelClass, LabelClass> of = column("schemas.of", 150);
        of.setCellFactory(_ -> new OfCell());
        table.getColumns().setAll(List.of(names, among, of));
        sum.setId("onto-schemas-sum");
        sum.setWrapText(true);
        sum.setMinHeight(USE_PREF_SIZE);
        Label what = new Label(TEXTS.get("schemas.what"));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        what.getStyleClass().add(Styles.QUIET);
        getChildren().addAll(what, table, sum);
    }

    private static TableColumn<LabelClass, LabelClass> column(String name, double width) {
        TableColumn<LabelClass, LabelClass> column = new TableColumn<>(TEXTS.get(name));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setMinWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    void refresh() {
        Ontology now = workspace.ontology();
        if (Objects.equals(now, drawn)) {
            return;
        }
        drawn = now;
        int at = table.getSelectionModel().getSelectedIndex();
        List<LabelClass> rows = now.classes().stream()
                .filter(c -> c.kind().drawn() && !c.retired())
                .toList();
        table.getItems().setAll(rows);
        table.getSelectionModel().select(Math.min(at, rows.size() - 1));
        long coarse = rows.stream().filter(c -> c.details().schema().isCoarse()).count();
        long pixel = rows.stream().filter(c -> c.details().schema().isPixel()).count();
        long loose = rows.stream()
                .filter(c -> c.details().schema() instanceof SchemaPlace.Pixel(var to) && to == null)
                .count();
        sum.setText(TEXTS.get("schemas.sum", coarse, pixel, loose));
    }

    private static Among among(LabelClass c) {
        return switch (c.details().schema()) {
            case SchemaPlace.Both() -> Among.BOTH;
            case SchemaPlace.Coarse() -> Among.COARSE;
            case SchemaPlace.Pixel(var _) -> Among.PIXEL;
        };
    }

    private static final class NameCell extends TableCell<LabelClass, LabelClass> {
        @Override
        protected void updateItem(@Nullable LabelClass c, boolean empty) {
            super.updateItem(c, empty);
            setText(null);
            if (empty || c == null) {
                setGraphic(null);
                return;
            }
            javafx.scene.paint.Color colour = javafx.scene.paint.Color.web(c.colour());
            HBox row = new HBox(
                    6,
                    Rows.fixed(c.id().toString(), Styles.MONO, Styles.QUIET),
                    new Swatch(colour, c.hatch()),
                    Rows.text(c.name()));
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            setGraphic(row);
            setAccessibleText(c.id() + ", " + c.name());
        }
    }

    /// A cell whose box is there all the time, so that one key opens it.
    private abstract static class BoxCell<T> extends TableCell<LabelClass, LabelClass> {
        private final ComboBox<T> box = new ComboBox<>();
        private boolean filling;

        BoxCell() {
            box.setMaxWidth(Double.MAX_VALUE);
            box.setConverter(OntologySheet.words(this::say));
            box.setOnAction(_ -> {
                LabelClass c = getItem();
                T value = box.getValue();
                if (!filling && c != null && value != null) {
                    chosen(c, value);
                }
            });
        }

        abstract String say(T value);

        abstract List<T> choices(LabelClass c);

        abstract T value(LabelClass c);

        abstract String name(LabelClass c);

        abstract void chosen(LabelClass c, T value);

        @Override
        protected void updateItem(@Nullable LabelClass c, boolean empty) {
            super.updateItem(c, empty);
            setText(null);
            if (empty || c == null || choices(c).isEmpty()) {
                setGraphic(null);
                return;
            }
            filling = true;
            box.setId(name(c));
            box.getItems().setAll(choices(c));
            box.setValue(value(c));
            box.setAccessibleText(getTableColumn().getText() + ": " + c.name());
            filling = false;
            setGraphic(box);
        }
    }

    private final class AmongCell extends BoxCell<Among> {
        @Override
        String say(Among value) {
            return TEXTS.get("schemas." + value);
        }

        @Override
        List<Among> choices(LabelClass c) {
            return List.of(Among.values());
        }

        @Override
        Among value(LabelClass c) {
            return among(c);
        }

        @Override
        String name(LabelClass c) {
            return "schemas-among-" + c.id();
        }

        @Override
        void chosen(LabelClass c, Among value) {
            if (value != among(c)) {
                change.accept(
                        c,
                        switch (value) {
                            case BOTH -> new SchemaPlace.Both();
                            case COARSE -> new SchemaPlace.Coarse();
                            case PIXEL -> new SchemaPlace.Pixel(nearest(c).orElse(null));
                        });
            }
        }

        /// The nearest class above it that is a coarse one: mostly that is what its pixels belong to.
        private Optional<ClassId> nearest(LabelClass c) {
            return workspace.ontology().above(c.id()).stream()
                    .filter(a -> a.details().schema().isCoarse() && a.kind().drawn() && !a.retired())
                    .map(LabelClass::id)
                    .findFirst();
        }
    }

    private final class OfCell extends BoxCell<Optional<ClassId>> {
        @Override
        String say(Optional<ClassId> value) {
            return value.map(id -> workspace.ontology().nameOf(id)).orElse(TEXTS.get("schemas.ofNone"));
        }

        @Override
        List<Optional<ClassId>> choices(LabelClass c) {
            if (among(c) != Among.PIXEL) {
                return List.of();
            }
            List<Optional<ClassId>> all = new ArrayList<>();
            all.add(Optional.empty());
            for (LabelClass o : workspace.ontology().classes()) {
                if (o.kind().drawn() && !o.retired() && o.details().schema().isCoarse() && !o.id().equals(c.id())) {
                    all.add(Optional.of(o.id()));
                }
            }
            return all;
        }

        @Override
        Optional<ClassId> value(LabelClass c) {
            return c.details().schema() instanceof SchemaPlace.Pixel(var to)
                    ? Optional.ofNullable(to)
                    : Optional.empty();
        }

        @Override
        String name(LabelClass c) {
            return "schemas-of-" + c.id();
        }

        @Override
        void chosen(LabelClass c, Optional<ClassId> value) {
            if (!value.equals(value(c))) {
                change.accept(c, new SchemaPlace.Pixel(value.orElse(null)));
            }
        }
    }
}
