package limner.app.ui.common;

import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Conditions that never change.
public final class Always {

    public static final BooleanExpression YES = new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();

    private Always() {}
}
