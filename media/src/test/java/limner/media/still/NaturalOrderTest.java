package limner.media.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private static void isOrderOf(List<String> wanted) {
        List<String> mixed = new ArrayList<>(wanted);
        Collections.shuffle(mixed, new Random(7));
        mixed.sort(NaturalOrder.BY_NUMBERS);
        assertEquals(wanted, mixed);
    }

    @Test
    void numbersCompareByTheirValueWhateverTheirWidth() {
        isOrderOf(List.of("f0.png", "f1.png", "f2.png", "f9.png", "f10.png", "f099.png", "f100.png", "f1000.png"));
    }

    @Test
    void everyRunOfDigitsCounts() {
        isOrderOf(List.of("a1b2", "a1b10", "a2b1", "a2b1c3", "a2b1c20", "a10b1", "b1"));
    }

    @Test
    void zerosInFrontAndCaseDecideOnlyBetweenNamesThatAreOtherwiseTheSame() {
        isOrderOf(List.of("IMG_1.JPG", "img_1.jpg", "img_02.jpg", "img_2.jpg", "Img_3.jpg"));
    }

    @Test
    void numbersLongerThanAnyIntegerCompareToo() {
        isOrderOf(List.of("t99999999999999999999", "t100000000000000000000", "t100000000000000000001"));
    }

    @Test
    void digitsComeBeforeLettersAndShorterBeforeLonger() {
        isOrderOf(List.of("", "1", "1a", "a", "a-1", "a1", "aa", "é"));
    }

    @Test
    void itIsATotalOrder() {
        long seed = 20240229;
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            StringBuilder name = new StringBuilder();
            for (int k = random.nextInt(6); k >= 0; k--) {
                name.append("0019aAbB._".charAt(random.nextInt(10)));
            }
            names.add(name.toString());
        }
        NaturalOrder order = NaturalOrder.BY_NUMBERS;
        for (String a : names) {
            for (String b : names) {
                int ab = order.compare(a, b);
                assertEquals(Integer.signum(ab), -Integer.signum(order.compare(b, a)), a + " " + b);
                assertEquals(a.equals(b), ab == 0, a + " " + b);
                for (String c : names) {
                    boolean chain = ab <= 0 && order.compare(b, c) <= 0;
                    assertTrue(!chain || order.compare(a, c) <= 0, a + " " + b + " " + c + ", seed " + seed);
                }
            }
        }
    }
}
