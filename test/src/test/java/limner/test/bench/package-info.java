/// Benchmarks (JMH): how long the things take that an annotator waits for. Run by `mvn -q -Pbench`.
@NullMarked
package limner.test.bench;

import org.jspecify.annotations.NullMarked;
