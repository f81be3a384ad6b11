package limner.app.usecase;

import limner.model.provenance.Policy;

/// What accepting by policy came to, or would come to.
///
/// @param policy as recorded
/// @param frames frames that were decided
/// @param accepted suggestions that became labels
/// @param stillOpen suggestions below the threshold that still wait
/// @param negatives frames that became done with nothing on them
public record AcceptResult(Policy policy, int frames, int accepted, int stillOpen, int negatives) {}
