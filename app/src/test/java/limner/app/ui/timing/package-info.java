/// A project with something on its timeline, for the tests of timeline and transport.
@NullMarked
package limner.app.ui.timing;

import org.jspecify.annotations.NullMarked;
