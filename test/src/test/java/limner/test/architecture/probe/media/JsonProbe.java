package limner.test.architecture.probe.media;

import tools.jackson.databind.JsonNode;

/// JSON in the middle of the house.
record JsonProbe(JsonNode node) {}
