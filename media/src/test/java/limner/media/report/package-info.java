/// Tests of what an index tells a person.
@NullMarked
package limner.media.report;

import org.jspecify.annotations.NullMarked;
