package limner.media.sound;

/// Makes sound faster or slower and keeps its pitch. One thread; the opener closes it.
public interface Tempo extends AutoCloseable {
    /// The slowest and the fastest at which speech can be followed.
    double SLOWEST = 0.5;

    double FASTEST = 2;

    /// Takes samples and gives those that are ready, which are fewer or more by the factor and come some hundredths of
    /// a second later.
    ///
    /// @param samples whole moments, beside each other
    short[] push(short[] samples);

    @Override
    void close();
}
