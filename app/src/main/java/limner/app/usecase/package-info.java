/// What the desk and the command line do, without a screen: each use case joins project, media and plugins.
@NullMarked
package limner.app.usecase;

import org.jspecify.annotations.NullMarked;
