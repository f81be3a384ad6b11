/// What an index tells a person about a file: how steady its times are, what is missing, doubled or damaged, and where.
@NullMarked
package limner.media.report;

import org.jspecify.annotations.NullMarked;
