package limner.test.architecture.probe.model;

import java.sql.Connection;

/// Holds a connection outside the one package.
record SqlProbe(Connection connection) {}
