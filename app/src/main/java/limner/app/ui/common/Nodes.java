package limner.app.ui.common;

import javafx.scene.Node;

/// What every part of a page may need. JavaFX thread only.
public final class Nodes {

    private Nodes() {}

    /// Shows a node, or hides it so that it takes no room either.
    public static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
