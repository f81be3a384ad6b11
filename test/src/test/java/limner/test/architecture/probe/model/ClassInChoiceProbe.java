package limner.test.architecture.probe.model;

/// No record.
final class ClassInChoiceProbe implements Choice {}
