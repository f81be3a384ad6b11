package limner.model.exchange.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Praat's long text: tiers of intervals, which fill the whole time, and of points.
final class TextGrid {

    private TextGrid() {}

    /// @param length of the video, in seconds
    static String text(List<EventFiles.Tier> tiers, double length) {
        StringBuilder text = new StringBuilder("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
        text.append("xmin = 0\nxmax = ").append(seconds(length)).append("\ntiers? <exists>\nsize = ");
        text.append(tiers.size()).append("\nitem []:\n");
        for (int i = 0; i < tiers.size(); i++) {
            EventFiles.Tier tier = tiers.get(i);
            List<EventFiles.Said> all = tier.isOfMoments() ? tier.said() : filled(tier.said(), length);
            text.append("    item [").append(i + 1).append("]:\n");
            text.append("        class = \"").append(tier.isOfMoments() ? "TextTier" : "IntervalTier");
            text.append("\"\n        name = ").append(quoted(tier.name()));
            text.append("\n        xmin = 0\n        xmax = ").append(seconds(length));
            text.append(tier.isOfMoments() ? "\n        points: size = " : "\n        intervals: size = ");
            text.append(all.size()).append('\n');
            for (int j = 0; j < all.size(); j++) {
                text.append(tier.isOfMoments() ? point(all.get(j), j + 1) : interval(all.get(j), j + 1));
            }
        }
        return text.toString();
    }

    /// With an empty one wherever nothing is said.
    private static List<EventFiles.Said> filled(List<EventFiles.Said> said, double length) {
        List<EventFiles.Said> all = new ArrayList<>();
        double last = 0;
        for (EventFiles.Said s : said) {
            if (!seconds(s.from()).equals(seconds(last))) {
                all.add(new EventFiles.Said(last, s.from(), ""));
            }
            all.add(s);
            last = s.to();
        }
        if (!seconds(length).equals(seconds(last))) {
            all.add(new EventFiles.Said(last, length, ""));
        }
        return all;
    }

    private static String interval(EventFiles.Said s, int number) {
        return "        intervals [" + number + "]:\n            xmin = " + seconds(s.from()) + "\n            xmax = "
                + seconds(s.to()) + "\n            text = " + quoted(s.text()) + "\n";
    }

    private static String point(EventFiles.Said s, int number) {
        return "        points [" + number + "]:\n            number = " + seconds(s.from()) + "\n            mark = "
                + quoted(s.text()) + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String seconds(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
