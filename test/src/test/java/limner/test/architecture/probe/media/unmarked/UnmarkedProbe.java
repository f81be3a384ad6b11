package limner.test.architecture.probe.media.unmarked;

/// In a package that says nothing about null.
record UnmarkedProbe() {}
