/// The objects on the frame: their list, the inspector of the selected one, and what can be done to labels.
@NullMarked
package limner.app.ui.objects;

import org.jspecify.annotations.NullMarked;
