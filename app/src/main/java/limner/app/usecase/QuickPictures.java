package limner.app.usecase;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import limner.media.frame.Picture;
import limner.media.proxy.ScreenPixels;
import limner.model.geometry.PixelBox;

/// Pictures of one video for a glance: small ones for the filmstrip, and lossy ones that stand in until the exact
/// picture
/// is there. They are upright and good for the screen alone. Calls wait for disk and decoder, and are not for the
/// screen's
/// thread; thumbnails are made by one thread at a time, everything else may be called by any.
public interface QuickPictures extends AutoCloseable {

    /// Thumbnails fit into so many pixels across; their pixels are square.
    int WIDEST = 256;

    /// Thumbnails fit into so many pixels down.
    int HIGHEST = 144;

    int frameCount();

    /// The frame at or before this one that is soonest there.
    int startOf(int frame);

    /// The small picture of exactly this frame; nothing when it cannot be had, or when somebody asked to stop.
    Optional<ScreenPixels> thumbnail(int frame, BooleanSupplier stop);

    /// Parts of exactly this frame, cut out of its exact picture: for each area one with square pixels that fits into
    /// `side` by `side`. Nothing when the frame cannot be had, or when somebody asked to stop. One thread at a time, as
    /// thumbnails.
    ///
    /// @param areas in the upright picture; what reaches beyond it is left out
    Optional<List<Crop>> crops(int frame, List<PixelBox> areas, int side, BooleanSupplier stop);

    /// A part of a picture.
    ///
    /// @param area what it shows of the upright picture
    record Crop(PixelBox area, ScreenPixels pixels) {}

    /// The lossy picture that is kept of exactly this frame, if one is.
    Optional<ScreenPixels> proxy(int frame);

    /// Whether lossy pictures are kept at all, and there is room for more without giving others up.
    boolean hasRoom();

    /// Whether lossy pictures are kept at all.
    boolean isKeeping();

    /// Keeps a lossy picture of this frame. The exact one stays the caller's.
    void keep(int frame, Picture exact);

    /// Decodes this frame beside everything else and keeps a lossy picture of it, unless there is one.
    void keep(int frame, BooleanSupplier stop);

    /// Gives back what it needs to make more.
    void rest();

    @Override
    void close();
}
