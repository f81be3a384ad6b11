package limner.model.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Any two of the classes that get a colour of their own are told apart by everybody: by colour, or else by pattern.
final class PaletteTest {

    /// CIE 1976 colour difference that is seen at a glance between small marks beside each other.
    private static final double APART = 20;

    /// Full colour vision, and the three kinds of dichromacy after G. M. Machado, M. M. Oliveira and L. A. F.
    /// Fernandes, "A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, at severity 1; on linear RGB.
    private static final List<double[][]> EYES = List.of(
            new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            new double[][] {
                {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
            },
            new double[][] {
                {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
            },
            new double[][] {
                {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
            });

    @Test
    void classesAreToldApartByColourOrPatternWhateverColoursAreSeen() {
        List<String> alike = new ArrayList<>();
        int byPattern = 0;
        int first = Palette.colours().size();
        for (int a = 1; a <= first; a++) {
            for (int b = a + 1; b <= first; b++) {
                if (nearest(Palette.colourOf(a), Palette.colourOf(b)) < APART) {
                    byPattern++;
                    if (Palette.hatchOf(a) == Palette.hatchOf(b)) {
                        alike.add(a + " and " + b);
                    }
                }
            }
        }
        assertEquals(List.of(), alike);
        assertTrue(byPattern > 0, "colour alone would not do");
    }

    @Test
    void theFirstSevenDifferInPatternTooAndThePatternMayBeChosen() {
        Set<Hatch> seen = new HashSet<>();
        for (int id = 1; id <= Hatch.values().length; id++) {
            seen.add(Palette.hatchOf(id));
        }
        assertEquals(Set.of(Hatch.values()), seen);
        LabelClass car = LabelClass.of(1, "Car", Palette.colourOf(1), ClassKind.THING);
        assertEquals(Hatch.PLAIN, car.hatch());
        assertEquals(
                Hatch.DOTTED,
                car.withDetails(car.details().withHatch(Hatch.DOTTED)).hatch());
    }

    /// To the eye that tells them apart least.
    private static double nearest(String a, String b) {
        double least = Double.MAX_VALUE;
        for (double[][] eye : EYES) {
            double[] x = lab(seen(eye, linear(a)));
            double[] y = lab(seen(eye, linear(b)));
            least = Math.min(least, Math.hypot(Math.hypot(x[0] - y[0], x[1] - y[1]), x[2] - y[2]));
        }
        return least;
    }

    private static double[] linear(String colour) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double v = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            rgb[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        return rgb;
    }

    private static double[] seen(double[][] eye, double[] rgb) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = Math.clamp(eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2], 0, 1);
        }
        return out;
    }

    /// CIE L*a*b* under D65.
    private static double[] lab(double[] rgb) {
        double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
