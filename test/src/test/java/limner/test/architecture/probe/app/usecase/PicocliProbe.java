package limner.test.architecture.probe.app.usecase;

import picocli.CommandLine;

/// A use case that knows the command line.
record PicocliProbe(CommandLine line) {}
