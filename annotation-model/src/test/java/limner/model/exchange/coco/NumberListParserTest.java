package limner.model.exchange.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import limner.model.exchange.JsonLimits;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/// What is read a list at a time is what Jackson reads a token at a time: numbers, tokens, errors and their places.
final class NumberListParserTest {

    /// Numbers, what is none, and what ends or breaks a list.
    private static final List<String> ODD = List.of(
            "0",
            "-0",
            "-0.0",
            "0.0",
            "00",
            "01",
            "-",
            "-.5",
            ".5",
            "5.",
            "+1",
            "1e3",
            "1.5E-3",
            "1e999",
            "NaN",
            "999999999",
            "1000000000",
            "2147483648",
            "-2147483649",
            "123456789012345",
            "1234567890123456",
            "9007199254740993",
            "12345678901234567",
            "99999999999999999999",
            "1.00000000000000",
            "0.12345678901234",
            "0.123456789012345",
            "1234567.12345678",
            "9.99999999999999",
            "0.30000000000000004",
            "",
            " ",
            "null",
            "true",
            "\"1\"",
            "[",
            "]",
            "[]",
            "[1, 2]",
            "{",
            "}",
            "{\"a\": [1, 2, 3]}",
            ",",
            "1 ",
            "1\n",
            "1 2",
            "1,",
            "\u00e4",
            "\u0000");

    private static JsonFactoryBuilder settings() {
        return JsonFactory.builder().streamReadConstraints(JsonLimits.ofStrangers());
    }

    private static JsonParser list(byte[] text) {
        return new NumberListParser.Factory(settings())
                .createParser(ObjectReadContext.empty(), new ByteArrayInputStream(text));
    }

    private static JsonParser plain(byte[] text) {
        return settings().build().createParser(ObjectReadContext.empty(), new ByteArrayInputStream(text));
    }

    /// How many numbers were read without a token.
    private int together;

    /// @param counts whether to read on in run lengths
    private String told(JsonParser json, boolean counts) {
        StringBuilder all = new StringBuilder();
        double[] more = new double[7];
        try (json) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (!token.isNumeric()) {
                    all.append(token).append(' ');
                    continue;
                }
                all.append(json.getDoubleValue()).append(' ');
                if (json instanceof NumberListParser list
                        && json.streamReadContext().inArray()) {
                    int n = list.readOn(more, 0, counts);
                    together += n;
                    for (int i = 0; i < n; i++) {
                        all.append(more[i]).append(' ');
                        assertTrue(!counts || (more[i] >= 0 && more[i] == (int) more[i]), "a run of " + more[i]);
                    }
                }
            }
        } catch (JacksonException e) {
            all.append(e.getOriginalMessage()).append(" at ").append(e.getLocation());
        }
        return all.toString();
    }

    private void isReadAlike(byte[] text, String which) {
        String expected = told(plain(text), false);
        assertEquals(expected, told(list(text), false), which);
        assertEquals(expected, told(list(text), true), which);
    }

    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(1 << random.nextInt(31)));
            case 1 -> Double.toString(random.nextInt(100_000) / 100.0);
            case 2 -> Double.toString(-random.nextInt(100_000) / 1000.0);
            default -> Double.toString(random.nextDouble() * 1000);
        };
    }

    /// Lists of numbers, several buffers of them.
    ///
    /// @param odd one number of so many is none, or a strange one; 0 for none at all
    private static String lists(Random random, int odd) {
        List<String> commas = List.of(",", ", ", ", ", ", ", " , ", ",\n  ", ",\t", ",\r\n");
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 600; i++) {
            text.append(i == 0 ? "[" : ",\n[");
            int size = random.nextInt(100);
            for (int k = 0; k < size; k++) {
                text.append(k == 0 ? "" : commas.get(random.nextInt(20) > 0 ? 1 : random.nextInt(commas.size())));
                boolean isOdd = odd > 0 && random.nextInt(odd) == 0;
                text.append(isOdd ? ODD.get(random.nextInt(ODD.size())) : number(random));
            }
            text.append(']');
        }
        return text.append(']').toString();
    }

    @Test
    void soundListsAreReadAsTokenByToken() {
        long seed = new Random().nextLong();
        System.out.println("NumberListParserTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String text = lists(random, 0);
            together = 0;
            isReadAlike(text.getBytes(StandardCharsets.UTF_8), "seed " + seed + ", text " + i);
            assertTrue(together > 10_000, "only " + together + " numbers were read without a token");
        }
        byte[] marked = ("\ufeff" + lists(random, 1000)).getBytes(StandardCharsets.UTF_8);
        isReadAlike(marked, "seed " + seed + ", with a byte order mark");
    }

    @Test
    void whatIsOddOrBrokenIsReadAndRefusedAsTokenByToken() {
        long seed = new Random().nextLong();
        System.out.println("NumberListParserTest: seed " + seed);
        Random random = new Random(seed);
        for (String odd : ODD) {
            for (String text : List.of("[1, %s, 2, 3, 4, 5, 6, 7, 8, 9]", "[1,%s]", "[%s, 1, 2]", "[1, 2, %s")) {
                byte[] bytes = (text.formatted(odd) + " ".repeat(40)).getBytes(StandardCharsets.UTF_8);
                isReadAlike(bytes, text.formatted(odd));
            }
        }
        for (int i = 0; i < 300; i++) {
            byte[] bytes = lists(random, 20_000).getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(3); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            isReadAlike(bytes, "seed " + seed + ", text " + i);
        }
    }

    @Test
    void lettersOfSeveralBytesAreLeftToJackson() {
        byte[] text = "[1.5, 2, -3]".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("START_ARRAY 1.5 2.0 -3.0 END_ARRAY ", told(list(text), false));
        assertEquals(0, together);
        byte[] bytes = "[1.5, 2, -3]".getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(NumberListParser.class, list(bytes));
    }
}
