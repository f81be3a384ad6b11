package limner.test.architecture.probe.model;

/// A closed choice with a class in it.
sealed interface Choice permits ClassInChoiceProbe {}
