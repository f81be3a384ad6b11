package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.media.frame.Display;
import limner.media.frame.Window;
import limner.model.id.MediaId;

/// Remembers in the user's profile how each video is looked at: nothing of it is in the project or its log, and no
/// model
/// or export sees it. Any thread.
public final class DisplayMemory {

    private static final String KEY = "display.";

    /// More are forgotten, in no order that matters.
    private static final int MOST = 500;

    private final Profiles profiles;

    public DisplayMemory(Profiles profiles) {
        this.profiles = profiles;
    }

    /// How a video was last looked at; neutral when nothing, or nothing that can be read, is known.
    public Display of(MediaId media) {
        return parse(profiles.load().setting(KEY + media, "")).orElse(Display.NEUTRAL);
    }

    /// Remembers it for the next time.
    ///
    /// @throws AppException when the profile cannot be written; it is then as it was
    public void keep(MediaId media, Display display) {
        profiles.change(profile -> {
            String key = KEY + media;
            SortedMap<String, String> settings = new TreeMap<>(profile.settings());
            settings.remove(key);
            if (!display.isNeutral()) {
                List<String> others = new ArrayList<>(
                        settings.subMap(KEY, KEY + Character.MAX_VALUE).keySet());
                others.stream().limit(Math.max(0, others.size() + 1 - MOST)).forEach(settings::remove);
                settings.put(key, text(display));
            }
            return new Profile(profile.actor(), profile.name(), settings);
        });
    }

    private static String text(Display d) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%s %s %s", d.brightness(), d.contrast(), d.gamma()));
        for (Window w : d.windows()) {
            text.append(' ').append(w.low()).append(' ').append(w.high());
        }
        return text.toString();
    }

    private static Optional<Display> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 3 || parts.length % 2 == 0) {
            return Optional.empty();
        }
        try {
            double[] n = new double[parts.length];
            for (int i = 0; i < n.length; i++) {
                n[i] = Double.parseDouble(parts[i]);
            }
            List<Window> windows = new ArrayList<>();
            for (int i = 3; i < n.length; i += 2) {
                windows.add(new Window(n[i], n[i + 1]));
            }
            return Optional.of(new Display(n[0], n[1], n[2], windows));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
