package limner.app.ui.common;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCombination;

/// The keys of one command: those it comes with, and those in force, which people choose. JavaFX thread only.
public final class CommandKeys {

    private final List<KeyCombination> usual;
    private final ReadOnlyObjectWrapper<List<KeyCombination>> inForce;

    CommandKeys(List<KeyCombination> usual) {
        this.usual = List.copyOf(usual);
        this.inForce = new ReadOnlyObjectWrapper<>(this.usual);
    }

    public List<KeyCombination> usual() {
        return usual;
    }

    /// The first of them is the one shown.
    public ReadOnlyObjectProperty<List<KeyCombination>> inForce() {
        return inForce.getReadOnlyProperty();
    }

    void put(List<KeyCombination> next) {
        inForce.set(List.copyOf(next));
    }
}
