package limner.test.architecture.probe.model.cycle.here;

import limner.test.architecture.probe.model.cycle.there.CycleProbe;

/// One half of a cycle.
public record HereProbe(CycleProbe there) {}
