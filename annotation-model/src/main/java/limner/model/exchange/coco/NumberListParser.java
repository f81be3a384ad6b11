package limner.model.exchange.coco;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import limner.model.text.ShortDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/// Jackson's parser of UTF-8, which can read on in a list of numbers without making a token of each: there are two
/// thirds of a COCO file in such lists. It takes only what is plain and whole in the buffer, and always stands behind a
/// number, so that all else, mistakes too, is met by Jackson itself.
final class NumberListParser extends UTF8StreamJsonParser {

    private static final int BUFFER = 1 << 16;

    /// Fifteen digits and a point, or sixteen digits, which are rounded once at most.
    private static final int LONGEST = 16;

    /// A comma, a space, a sign, the number, and what ends it.
    private static final int ROOM = LONGEST + 4;

    /// So many digits fit an int.
    private static final int INT_DIGITS = 9;

    private NumberListParser(
            ObjectReadContext read,
            IOContext io,
            int streamFeatures,
            int formatFeatures,
            InputStream in,
            ByteQuadsCanonicalizer names,
            byte[] buffer,
            int filled,
            int before) {
        super(read, io, streamFeatures, formatFeatures, in, names, buffer, 0, filled, before, false);
    }

    /// Makes such parsers of what is UTF-8, and Jackson's own of all else.
    static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1;

        Factory(JsonFactoryBuilder settings) {
            super(settings);
        }

        @Override
        protected JsonParser _createParser(ObjectReadContext read, IOContext io, InputStream in) {
            JsonParser usual = super._createParser(read, io, in);
            if (!(usual instanceof UTF8StreamJsonParser)) {
                return usual;
            }
            // It has looked at the beginning to see in what letters it is written, and gone behind a byte order mark.
            int before = (int) usual.currentLocation().getByteOffset();
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            usual.releaseBuffered(seen);
            return new NumberListParser(
                    read,
                    io,
                    read.getStreamReadFeatures(_streamReadFeatures),
                    read.getFormatReadFeatures(_formatReadFeatures),
                    in,
                    _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
                    Arrays.copyOf(seen.toByteArray(), Math.max(BUFFER, seen.size())),
                    seen.size(),
                    before);
        }
    }

    /// Reads the numbers that follow in a list, as far as they are decimals of few digits behind a comma and at most
    /// one space.
    ///
    /// @param into takes them, as [JsonParser#getDoubleValue()] gives them, from `n` on
    /// @param counts whether to stop at what is no whole number from 0 on that fits an int
    /// @return how many are in `into` then
    int readOn(double[] into, int n, boolean counts) {
        byte[] in = _inputBuffer;
        int last = _inputEnd - ROOM;
        int count = n;
        while (count < into.length && _inputPtr <= last && in[_inputPtr] == ',') {
            int first = _inputPtr + (in[_inputPtr + 1] == ' ' ? 2 : 1);
            boolean negative = in[first] == '-';
            first += negative ? 1 : 0;
            int end = first + LONGEST;
            int i = first;
            long digits = 0;
            while (i < end && isDigit(in[i])) {
                digits = digits * 10 + in[i++] - '0';
            }
            int whole = i - first;
            int places = 0;
            if (i < end && in[i] == '.') {
                int point = i++;
                while (i < end && isDigit(in[i])) {
                    digits = digits * 10 + in[i++] - '0';
                }
                places = i - point - 1;
            }
            boolean isPlain = whole > 0
                    && (whole == 1 || in[first] != '0')
                    && i - first == whole + (places == 0 ? 0 : places + 1)
                    && (in[i] == ',' || in[i] == ']');
            if (!isPlain || (counts && (negative || places > 0 || whole > INT_DIGITS))) {
                break;
            }
            double value = ShortDecimal.decimal(digits, places);
            // A whole number has no negative zero.
            into[count++] = negative && (places > 0 || digits != 0) ? -value : value;
            _inputPtr = i;
        }
        return count;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
