package limner.model.geometry;

/// One number for each pixel of a picture, such as its brightness. Belongs to one thread at a time.
public interface PixelValues {

    /// Writes the values of an area, 0 to 255 as unsigned bytes, row by row.
    ///
    /// @param area inside the picture
    /// @param into as long as the area has pixels, or longer
    void read(PixelBox area, byte[] into);
}
