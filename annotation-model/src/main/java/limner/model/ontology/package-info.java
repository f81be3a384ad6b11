/// What may be said about a picture: classes with fixed integer ids, versioned.
@NullMarked
package limner.model.ontology;

import org.jspecify.annotations.NullMarked;
