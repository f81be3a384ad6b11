package limner.test.architecture.probe.model.cycle.there;

import limner.test.architecture.probe.model.cycle.here.HereProbe;

/// The other half.
public record CycleProbe(HereProbe here) {}
