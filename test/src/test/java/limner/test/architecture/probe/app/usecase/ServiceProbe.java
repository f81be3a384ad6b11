package limner.test.architecture.probe.app.usecase;

import java.util.ServiceLoader;

/// Looks for services by itself.
final class ServiceProbe {
    private ServiceProbe() {}

    static ServiceLoader<Runnable> look() {
        return ServiceLoader.load(Runnable.class);
    }
}
