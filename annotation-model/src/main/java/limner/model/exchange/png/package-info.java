/// Masks as PNG pictures: of objects by number, of classes, or one for each object.
@NullMarked
package limner.model.exchange.png;

import org.jspecify.annotations.NullMarked;
