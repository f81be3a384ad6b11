package limner.plugin.opencv;

import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The pixels of a mask, in the smallest upright rectangle that holds them.
///
/// @param inside 0 or 255, of the area's size; whoever makes this releases it
record MaskArea(Area area, Mat inside) {

    static MaskArea of(SuggestedShape.Mask mask) throws PluginException {
        int height = mask.height();
        int[] runs = mask.runs();
        int left = Integer.MAX_VALUE;
        int right = -1;
        int top = height;
        int bottom = -1;
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            if (i % 2 == 1) {
                int last = at + runs[i] - 1;
                left = Math.min(left, at / height);
                right = last / height;
                // A run that goes on into the next column touches both ends.
                boolean turns = at / height != last / height;
                top = Math.min(top, turns ? 0 : at % height);
                bottom = Math.max(bottom, turns ? height - 1 : last % height);
            }
            at += runs[i];
        }
        if (right < 0) {
            throw new PluginException("The mask is empty: there is nothing to follow.");
        }
        Area area = new Area(left, top, right - left + 1, bottom - top + 1);
        byte[] pixels = new byte[Math.toIntExact(area.pixels())];
        at = 0;
        for (int i = 0; i < runs.length; i++) {
            for (int p = at; i % 2 == 1 && p < at + runs[i]; p++) {
                pixels[(p % height - top) * area.width() + p / height - left] = (byte) 255;
            }
            at += runs[i];
        }
        Mat inside = new Mat(area.height(), area.width(), CvType.CV_8UC1);
        inside.put(0, 0, pixels);
        return new MaskArea(area, inside);
    }
}
