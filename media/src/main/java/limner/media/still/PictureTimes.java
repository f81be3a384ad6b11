package limner.media.still;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.media.source.Cancellation;

/// When the pictures of a sequence were taken, from the first of these that gives a time for every picture: the file
/// `timestamps.csv` beside them, dates or clock readings in their names, EXIF, numbers in their names; else they are
/// counted. Numbers and counts are taken as [#USUAL_RATE] a second. Clocks without a zone are taken as UTC.
///
/// @param source where the times come from
/// @param micros microseconds for each picture: since 1970 where a clock was read, since whatever the file
///     `timestamps.csv` means where there is one, else since the first picture
/// @param note what a person should know, such as why the file of times was not used; often empty
public record PictureTimes(Source source, long[] micros, String note) {
    /// Pictures a second where nothing tells the time.
    public static final int USUAL_RATE = 25;

    /// Name of the file of times: lines `name,seconds`, perhaps with a heading.
    public static final String SIDECAR = "timestamps.csv";

    /// Reading EXIF data means to open every file, which is left for folders where that does not take long.
    public static final int MOST_EXIF = 10_000;

    private static final long STEP = 1_000_000L / USUAL_RATE;
    private static final long YEAR_2000 = 946_684_800L;
    private static final long YEAR_2100 = 4_102_444_800L;
    private static final int WIDEST_GAPS = 1000;

    private static final Pattern DATE_TIME =
            Pattern.compile("(?<!\\d)((?:19|20|21)\\d{2})([-_.]?)(\\d{2})\\2(\\d{2})[T_ .-]?"
                    + "(\\d{2})[-_.:h]?(\\d{2})[-_.:m]?(\\d{2})(?:[.,]?(\\d{1,9}))?(?!\\d)");
    private static final Pattern CLOCK =
            Pattern.compile("(?<!\\d)(\\d{10})(?:\\.(\\d{1,9})|(\\d{3})|(\\d{6})|(\\d{9}))?(?!\\d)");

    /// Where times come from.
    public enum Source {
        SIDECAR("times from " + PictureTimes.SIDECAR),
        NAMES("times from the names"),
        EXIF("times from the cameras (EXIF)"),
        NUMBERS("numbered, 25 a second"),
        COUNTED("counted, 25 a second");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /// The source in words for a report.
        public String words() {
            return words;
        }
    }

    public PictureTimes {
        micros = micros.clone();
    }

    /// What to tell about the times: the note, if there is one.
    public List<String> notes() {
        return note.isEmpty() ? List.of() : List.of(note);
    }

    @Override
    public long[] micros() {
        return micros.clone();
    }

    /// Finds the times. Opens picture files only for EXIF: the first, and the others when that one has a time and there
    /// are not more than [#MOST_EXIF].
    ///
    /// @param opened told how many files were looked into
    public static PictureTimes of(PictureList list, IntConsumer opened, Cancellation cancellation) {
        if (list.place().equals(list.file(0))) {
            // A picture by itself has no time but its own.
            return new PictureTimes(Source.COUNTED, new long[1], "");
        }
        String note = "";
        Path sidecar = list.folder().resolve(SIDECAR);
        if (Files.isRegularFile(sidecar)) {
            try {
                return new PictureTimes(Source.SIDECAR, fromSidecar(list, sidecar), "");
            } catch (IOException e) {
                note = SIDECAR + " is not used: " + e.getMessage();
            }
        }
        String unused = note;
        Optional<PictureTimes> named = fromNames(list, PictureTimes::dateIn)
                .or(() -> fromNames(list, PictureTimes::clockIn))
                .map(m -> new PictureTimes(Source.NAMES, m, unused));
        if (named.isPresent()) {
            return named.get();
        }
        Optional<Long> first = Exif.of(list.file(0)).takenMicros();
        if (first.isPresent() && list.count() > MOST_EXIF) {
            note = note.isEmpty()
                    ? "EXIF times of so many pictures are not read; " + SIDECAR + " can state them"
                    : note;
        } else if (first.isPresent()) {
            Optional<long[]> taken = fromExif(list, opened, cancellation);
            if (taken.isPresent()) {
                return new PictureTimes(Source.EXIF, taken.get(), note);
            }
        }
        Optional<long[]> numbered = fromNumbers(list);
        if (numbered.isPresent()) {
            return new PictureTimes(Source.NUMBERS, numbered.get(), note);
        }
        long[] counted = new long[list.count()];
        Arrays.setAll(counted, n -> n * STEP);
        return new PictureTimes(Source.COUNTED, counted, note);
    }

    private static long[] fromSidecar(PictureList list, Path sidecar) throws IOException {
        Map<String, Long> stated = new HashMap<>();
        List<String> lines = TextLines.of(sidecar);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            int comma = line.lastIndexOf(',');
            String name = comma < 0 ? line : unquoted(line.substring(0, comma));
            Optional<Long> time = comma < 0 ? Optional.empty() : micros(unquoted(line.substring(comma + 1)));
            if (time.isPresent()) {
                stated.put(name, time.get());
            } else if (i > 0) {
                throw new IOException("line " + (i + 1) + " is not \"name,seconds\"");
            }
        }
        long[] micros = new long[list.count()];
        for (int n = 0; n < micros.length; n++) {
            Long time = stated.get(list.name(n));
            if (time == null) {
                throw new IOException("it has no line for " + list.name(n));
            }
            micros[n] = time;
        }
        return micros;
    }

    private static String unquoted(String field) {
        String text = field.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    private static Optional<Long> micros(String seconds) {
        if (!seconds.matches("[-+]?\\d{1,12}(\\.\\d{0,15})?([eE][-+]?\\d{1,2})?")) {
            return Optional.empty();
        }
        BigDecimal micros = new BigDecimal(seconds).movePointRight(6);
        return micros.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0
                ? Optional.empty()
                : Optional.of(micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    private static Optional<long[]> fromNames(PictureList list, ToLongFunction<String> reading) {
        long[] micros = new long[list.count()];
        boolean differs = list.count() == 1;
        for (int n = 0; n < micros.length; n++) {
            micros[n] = reading.applyAsLong(list.name(n));
            if (micros[n] == Long.MIN_VALUE) {
                return Optional.empty();
            }
            differs |= micros[n] != micros[0];
        }
        // One date for all of them is the date of the recording, not that of each picture.
        return differs ? Optional.of(micros) : Optional.empty();
    }

    private static long dateIn(String name) {
        Matcher m = DATE_TIME.matcher(name);
        if (!m.find()) {
            return Long.MIN_VALUE;
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(m, 1), number(m, 3), number(m, 4), number(m, 5), number(m, 6), number(m, 7));
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + fraction(m.group(8));
        } catch (DateTimeException e) {
            // A number that only looks like a date.
            return Long.MIN_VALUE;
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    /// Digits behind the point as microseconds.
    private static long fraction(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 6));
    }

    /// Seconds since 1970 with or without a fraction, or milli-, micro- or nanoseconds, told apart by their length.
    private static long clockIn(String name) {
        Matcher m = CLOCK.matcher(name);
        if (!m.find()) {
            return Long.MIN_VALUE;
        }
        long seconds = Long.parseLong(m.group(1));
        if (seconds < YEAR_2000 || seconds > YEAR_2100) {
            return Long.MIN_VALUE;
        }
        for (int group = 2; group <= 5; group++) {
            if (m.group(group) != null) {
                return seconds * 1_000_000 + fraction(m.group(group));
            }
        }
        return seconds * 1_000_000;
    }

    private static Optional<long[]> fromExif(PictureList list, IntConsumer opened, Cancellation cancellation) {
        long[] micros = new long[list.count()];
        for (int n = 0; n < micros.length; n++) {
            cancellation.check(list.place());
            Optional<Long> taken = Exif.of(list.file(n)).takenMicros();
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            micros[n] = taken.get();
            opened.accept(n + 1);
        }
        return Optional.of(micros);
    }

    /// The last number in each name, when it rises from picture to picture: gaps stay gaps.
    private static Optional<long[]> fromNumbers(PictureList list) {
        long[] micros = new long[list.count()];
        long first = 0;
        long before = -1;
        for (int n = 0; n < micros.length; n++) {
            long number = lastNumber(list.name(n));
            first = n == 0 ? number : first;
            if (number < 0 || number <= before || number - first > (long) WIDEST_GAPS * list.count()) {
                return Optional.empty();
            }
            before = number;
            micros[n] = (number - first) * STEP;
        }
        return Optional.of(micros);
    }

    /// The last number in a name, before its ending; -1 where there is none, or one of more than fifteen digits.
    private static long lastNumber(String name) {
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        while (end > 0 && !isDigit(name.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isDigit(name.charAt(start - 1))) {
            start--;
        }
        return end - start < 1 || end - start > 15 ? -1 : Long.parseLong(name, start, end, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
