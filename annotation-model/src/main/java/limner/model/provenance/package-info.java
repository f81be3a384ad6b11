/// Who or what said so: people, models, policies.
@NullMarked
package limner.model.provenance;

import org.jspecify.annotations.NullMarked;
