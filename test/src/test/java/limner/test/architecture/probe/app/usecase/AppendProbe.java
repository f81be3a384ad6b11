package limner.test.architecture.probe.app.usecase;

import limner.test.architecture.probe.model.store.ProjectStore;

/// Writes past the session.
record AppendProbe(ProjectStore store) {
    void write() {
        store.append("past the session");
    }
}
