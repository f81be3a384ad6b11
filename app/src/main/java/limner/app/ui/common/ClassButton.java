package limner.app.ui.common;

import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;

/// A button that says a class, and offers all that something can be drawn with. JavaFX thread only.
public final class ClassButton extends MenuButton {

    /// Names may be as long as people like; what is beside them stays where it is.
    private static final double WIDEST = 240;

    private final Swatch swatch = new Swatch();
    private final Workspace workspace;
    private final Consumer<ClassId> chosen;

    /// @param chosen what is done with a class that somebody takes
    public ClassButton(Workspace workspace, Consumer<ClassId> chosen) {
        this.workspace = workspace;
        this.chosen = chosen;
        // An underscore of a name is no mark of a mnemonic.
        setMnemonicParsing(false);
        // There may be hundreds of classes, and whatever becomes of the items of a menu that was open once, it makes
        // all of them anew: so they are looked up when somebody opens it, and put there in one go.
        setOnShowing(_ -> getItems()
                .setAll(workspace.ontology().classes().stream()
                        .filter(c -> c.kind().drawn() && !c.retired())
                        .map(this::item)
                        .toList()));
    }

    private MenuItem item(LabelClass c) {
        MenuItem item = new MenuItem(c.name(), new Swatch(LabelNames.colour(workspace.ontology(), c.id())));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> chosen.accept(c.id()));
        return item;
    }

    /// Says something in the colour of a class.
    public void say(String words, ClassId classId) {
        setText(words);
        swatch.colour(LabelNames.colour(workspace.ontology(), classId));
        setGraphic(swatch);
    }

    /// Says something of no class.
    public void say(String words) {
        setText(words);
        setGraphic(null);
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.min(WIDEST, super.computePrefWidth(height));
    }
}
