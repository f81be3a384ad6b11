package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import limner.model.id.AttributeId;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of attributes are read as the general reader reads them, or left to it.
final class AttributeTextTest {

    private final CanonicalJson json = new CanonicalJson();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadAsTheGeneralReaderReadsIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            AttributeValues said = AttributeValues.none();
            for (int n = random.nextInt(5); n > 0; n--) {
                said = said.with(new AttributeId(1 + random.nextInt(200)), usual(random));
            }
            String text = json.write(DetailsJson.write(said));
            AttributeValues read = AttributeText.read(text);
            if (!text.contains("E")) {
                assertNotNull(read, "seed " + seed + ": " + text);
            }
            if (read != null) {
                assertEquals(said, read, "seed " + seed + ": " + text);
                assertEquals(DetailsJson.values(json.read(text)), read, "seed " + seed + ": " + text);
            }
        }
    }

    /// One character more, less or another: either both understand the same, or the quick one does not.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsBrokenIsLeftToTheGeneralReader(long seed) {
        Random random = new Random(seed);
        String whole = "{\"12\":{\"choice\":3},\"4\":{\"number\":-10.25},\"5\":{\"yes\":true}}";
        String letters = "{}\":,.-+0123456789eE \\yesno";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            int where = random.nextInt(whole.length());
            char other = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(where);
                case 1 -> text.insert(where, other);
                default -> text.setCharAt(where, other);
            }
            String words = text.toString();
            AttributeValues read;
            try {
                read = AttributeText.read(words);
            } catch (IllegalArgumentException e) {
                // No such attribute can be; the general reader says so too.
                read = null;
            }
            if (read != null) {
                assertEquals(DetailsJson.values(json.read(words)), read, "seed " + seed + ": " + words);
            }
        }
    }

    @Test
    void whatIsNotUsualIsLeftToTheGeneralReader() {
        for (String text : new String[] {
            "",
            "{",
            "{\"1\":{\"text\":\"red\"}}",
            "{\"1\":{\"choices\":[1,2]}}",
            "{\"1\":{\"number\":1.0E10}}",
            "{\"1\":{\"number\":1}}",
            "{\"1\":{\"choice\":1.0}}",
            "{\"1\":{\"choice\":01}}",
            "{\"1\":{\"choice\":9999999999}}",
            "{\"1\":{\"choice\":1},\"1\":{\"choice\":2}}",
            "{\"1\":{\"choice\":1}} ",
            "{\"1\":{\"choice\":1},}",
        }) {
            assertNull(AttributeText.read(text), text);
        }
    }

    private static AttributeValue usual(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new AttributeValue.Choice(1 + random.nextInt(1_000));
            case 1 -> new AttributeValue.Number(random.nextInt(2_000) - 1_000);
            case 2 -> new AttributeValue.Number(random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4));
            default -> new AttributeValue.YesNo(random.nextBoolean());
        };
    }
}
