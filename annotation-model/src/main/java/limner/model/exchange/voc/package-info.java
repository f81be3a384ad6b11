/// Pascal VOC: boxes in XML, and pictures of classes and of objects.
@NullMarked
package limner.model.exchange.voc;

import org.jspecify.annotations.NullMarked;
