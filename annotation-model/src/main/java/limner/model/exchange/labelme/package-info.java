/// labelme's JSON, also as X-AnyLabeling writes it: one file for each picture.
@NullMarked
package limner.model.exchange.labelme;

import org.jspecify.annotations.NullMarked;
