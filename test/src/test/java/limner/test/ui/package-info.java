/// The desk in a real window, with a robot's hand on pointer and keyboard: what is drawn is read back from the store.
@NullMarked
package limner.test.ui;

import org.jspecify.annotations.NullMarked;
