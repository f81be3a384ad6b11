package limner.test.architecture.probe.app.usecase;

import javafx.beans.property.IntegerProperty;

/// A use case with a JavaFX property.
record JavaFxProbe(IntegerProperty value) {}
