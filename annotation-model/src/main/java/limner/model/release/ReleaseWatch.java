package limner.model.release;

/// Watches a long piece of work and may stop it. Called on the thread that works, often: answer quickly.
public interface ReleaseWatch {

    /// Asked between two pictures; after the first yes the work ends and leaves nothing behind.
    boolean cancelled();

    /// @param done from 0 to `of`, never falling
    /// @param what a few words for the user
    void progress(long done, long of, String what);

    /// Nobody watches.
    static ReleaseWatch none() {
        return new ReleaseWatch() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(long done, long of, String what) {
                // Nobody watches.
            }
        };
    }
}
