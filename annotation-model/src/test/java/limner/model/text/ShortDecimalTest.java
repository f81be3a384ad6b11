package limner.model.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

class ShortDecimalTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static String written(double... values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartArray();
            for (double v : values) {
                ShortDecimal.write(json, v);
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void same(double value) {
        assertEquals("[" + value + "]", written(value));
        assertEquals("[" + -value + "]", written(-value));
    }

    private static void readsAsJava(String text) {
        try (JsonParser json = MAPPER.createParser("[" + text + "]")) {
            json.nextToken();
            json.nextToken();
            assertEquals(
                    Double.doubleToRawLongBits(Double.parseDouble(text)),
                    Double.doubleToRawLongBits(ShortDecimal.read(json)),
                    text);
            assertEquals(JsonToken.END_ARRAY, json.nextToken());
        }
    }

    @Test
    void readsWhatIsSpecialAsJavaDoes() {
        for (String text : new String[] {
            "0",
            "7",
            "-3",
            "0.0",
            "-0.0",
            "1.5",
            "-12.25",
            "1e3",
            "1.5E-7",
            "-2.5e+2",
            "999999999999.99",
            "0.1234567890123",
            "12345678901234",
            "1234567890123456789012",
            "0.30000000000000004",
            "123456.789012345678901234567890",
            "0.000000000001"
        }) {
            readsAsJava(text);
        }
    }

    @Test
    void readsAnyDecimalAsJavaDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        System.out.println("ShortDecimalTest: seed " + seed);
        for (int i = 0; i < 200_000; i++) {
            String digits = Long.toString(random.nextLong((long) Math.pow(10, 1 + random.nextInt(17))));
            int whole = 1 + random.nextInt(digits.length());
            String text = digits.substring(0, whole) + "." + digits.substring(whole) + "0";
            readsAsJava(random.nextBoolean() ? text : "-" + text);
            readsAsJava(Double.toString(Double.longBitsToDouble(random.nextLong() >>> 2)));
        }
    }

    @Test
    void separatesNumbersInArrays() {
        assertEquals("[1.5,-2.0,0.001,1.0E-4,12.25]", written(1.5, -2, 0.001, 1e-4, 12.25));
    }

    @Test
    void writesTheLimitsAsJavaDoes() {
        for (double v : new double[] {
            0,
            1e-3,
            Math.nextDown(1e-3),
            Math.nextUp(1e-3),
            1e7,
            Math.nextDown(1e7),
            9_999_999.999,
            9_999_999.9995,
            0.0005,
            0.0015,
            0.1,
            0.7,
            1,
            100,
            2e-3,
            1234567.125,
            8.41e21,
            2e23,
            Double.MIN_VALUE,
            Double.MAX_VALUE
        }) {
            same(v);
        }
    }

    @Test
    void writesEveryDecimalOfThreePlacesAsJavaDoes() {
        for (int parts = 0; parts < 2_000_000; parts++) {
            double v = parts / 1000.0;
            assertEquals("[" + v + "]", written(v));
        }
    }

    @Test
    void writesAnyNumberAsJavaDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        System.out.println("ShortDecimalTest: seed " + seed);
        for (int i = 0; i < 300_000; i++) {
            double decimal = random.nextLong(10_000_000_000L) / 1000.0;
            same(decimal);
            same(Math.nextUp(decimal));
            same(Math.nextDown(decimal));
            same(random.nextDouble() * Math.pow(10, random.nextInt(-6, 10)));
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                same(any);
            }
        }
    }
}
