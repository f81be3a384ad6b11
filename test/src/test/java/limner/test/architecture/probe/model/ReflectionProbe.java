package limner.test.architecture.probe.model;

import java.lang.reflect.Method;

/// Calls by name.
record ReflectionProbe(Method method) {}
