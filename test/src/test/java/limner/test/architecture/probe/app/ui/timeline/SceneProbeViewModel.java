package limner.test.architecture.probe.app.ui.timeline;

import javafx.scene.Node;

/// A view model that holds a node.
record SceneProbeViewModel(Node node) {}
