package limner.model.store;

import java.util.List;

/// The outcome of checking a project file.
///
/// @param events how many events were read
/// @param head the end of the chain as far as it holds
/// @param faults what is wrong, the first bad event first; empty when all holds
public record Verification(long events, LogHead head, List<Fault> faults) {

    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /// Something that is wrong.
    ///
    /// @param event number of the event, or 0 when it is not about one event
    /// @param sentence what is wrong, for the user
    public record Fault(long event, String sentence) {}
}
