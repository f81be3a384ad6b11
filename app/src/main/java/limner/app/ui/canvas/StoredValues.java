package limner.app.ui.canvas;

import java.util.List;
import java.util.Locale;
import limner.media.frame.SampleFormat;

/// The numbers stored for a pixel as people read them: "1023" for gray, "R 12 G 250 B 3", "Y 81 Cb 90 Cr 240".
final class StoredValues {

    private StoredValues() {}

    static String text(SampleFormat format, double[] values) {
        List<String> names = format.channels();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : " ");
            if (names.size() > 1 || format.model() != SampleFormat.Model.GRAY) {
                text.append(names.get(i)).append(' ');
            }
            text.append(number(format, values[i]));
        }
        return text.toString();
    }

    /// One value: whole, or with five digits that matter.
    static String number(SampleFormat format, double value) {
        if (format.encoding() == SampleFormat.Encoding.INTEGER || !Double.isFinite(value)) {
            return Double.isFinite(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
        }
        String text = String.format(Locale.ROOT, "%.5g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceFirst("\\.?0+$", "");
    }
}
