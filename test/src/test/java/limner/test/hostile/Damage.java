package limner.test.hostile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// What happens to one file of a data set. Texts are changed as Latin-1, so that every byte stays a letter.
enum Damage {
    /// Some bits turn round.
    FLIPPED {
        @Override
        byte[] applied(byte[] sound, Random random) {
            byte[] next = sound.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                next[random.nextInt(next.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return next;
        }
    },
    /// The end is missing.
    CUT {
        @Override
        byte[] applied(byte[] sound, Random random) {
            return Arrays.copyOf(sound, sound.length - 1 - random.nextInt(Math.max(1, sound.length / 2)));
        }
    },
    /// A field or line stands there twice.
    DOUBLED {
        @Override
        byte[] applied(byte[] sound, Random random) {
            return at(sound, FIELD, random, found -> found + found);
        }
    },
    /// A field or line is missing.
    REMOVED {
        @Override
        byte[] applied(byte[] sound, Random random) {
            return at(sound, FIELD, random, _ -> "");
        }
    },
    /// A number is beyond all measure.
    HUGE {
        @Override
        byte[] applied(byte[] sound, Random random) {
            String number = one(
                    random,
                    "99999999999999999999",
                    "2147483647",
                    "-2147483649",
                    "1e308",
                    "1e999999999",
                    "0.".concat("3".repeat(5_000)),
                    "7".repeat(5_000));
            return at(sound, NUMBER, random, _ -> number);
        }
    },
    /// A number is none.
    NO_NUMBER {
        @Override
        byte[] applied(byte[] sound, Random random) {
            String word = one(random, "NaN", "nan", "Infinity", "-Infinity", "inf", "-0.0", "null", "");
            return at(sound, NUMBER, random, _ -> word);
        }
    },
    /// Something stands inside itself a hundred thousand times.
    NESTED {
        @Override
        byte[] applied(byte[] sound, Random random) {
            String deep = one(random, "[", "{\"a\":", "<a>", "(").repeat(100_000);
            return at(sound, FIELD, random, found -> found + deep);
        }
    },
    /// Two things have one number.
    SAME_IDS {
        @Override
        byte[] applied(byte[] sound, Random random) {
            List<MatchResult> all = found(sound, NUMBER);
            String other = all.get(random.nextInt(all.size())).group();
            return at(sound, NUMBER, random, _ -> other);
        }
    },
    /// A name leads out of the folder, or is none.
    PATHS {
        @Override
        byte[] applied(byte[] sound, Random random) {
            String name = one(
                    random,
                    "../../../../etc/passwd",
                    "/etc/passwd",
                    "..\\..\\secret.png",
                    "C:/secret.png",
                    "//host/share/a.png",
                    "a".repeat(5_000),
                    "clip/../../clip/000000.png",
                    "..",
                    "%2e%2e%2f000000.png");
            return at(sound, NAME, random, _ -> name);
        }
    },
    /// A document that grows when it is read, or asks for another file.
    ENTITIES {
        @Override
        boolean fits(String file) {
            return file.endsWith(".xml");
        }

        @Override
        byte[] applied(byte[] sound, Random random) {
            StringBuilder inner = new StringBuilder("<!ENTITY a0 \"laugh\">");
            for (int i = 1; i < 12; i++) {
                String ten = ("&a" + (i - 1) + ";").repeat(10);
                inner.append("<!ENTITY a").append(i).append(" \"").append(ten).append("\">");
            }
            String use = "&a11;";
            if (random.nextBoolean()) {
                inner.append("<!ENTITY a SYSTEM \"../secret.txt\">");
                use = one(random, "&a;", "&a0;");
            }
            String said = use;
            String text = new String(sound, StandardCharsets.ISO_8859_1).replaceFirst("^<\\?xml[^>]*>\\s*", "");
            String begin = text.replaceFirst("(?s)^<(\\w+).*$", "$1");
            byte[] used = at(text.getBytes(StandardCharsets.ISO_8859_1), TEXT, random, found -> found + said);
            byte[] head = ("<!DOCTYPE " + begin + " [" + inner + "]>\n").getBytes(StandardCharsets.ISO_8859_1);
            return joined(head, used);
        }
    },
    /// A picture that claims to be huge, or is, packed into little; in texts the size that something claims.
    BOMB {
        @Override
        boolean fits(String file) {
            return true;
        }

        @Override
        byte[] applied(byte[] sound, Random random) {
            if (sound[0] != (byte) 0x89) {
                return at(sound, SIZE, random, _ -> one(random, "30000", "100000", "2000000000"));
            }
            return switch (random.nextInt(4)) {
                case 0 -> png(60_000, 60_000, 1 << 20);
                case 1 -> png(40, 30, 1 << 25);
                case 2 -> png(Integer.MAX_VALUE, 1, 1 << 10);
                default -> png(5_000, 5_000, 5_000 * 5_001);
            };
        }
    };

    private static final Pattern FIELD =
            Pattern.compile("\"\\w+\": ?[^,\\[\\]{}\\n]*,?|[^,<>\\n]{2,40},|<[^<>/]+/>|[^\\n]+\\n");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern NAME = Pattern.compile("[\\w/.-]*(clip|\\.png|\\.jpg|train|thing|images)[\\w/.-]*");
    private static final Pattern TEXT = Pattern.compile("(?<=>)[^<>]+(?=</)|(?<==\")[^\"<>]+(?=\")");
    private static final Pattern SIZE = Pattern.compile("\\b(40|30)\\b");

    /// Whether this can happen to a file of that name.
    boolean fits(String file) {
        return !file.endsWith(".png") || this == FLIPPED || this == CUT;
    }

    /// The file as it is afterwards.
    abstract byte[] applied(byte[] sound, Random random);

    private interface Change {
        String of(String found);
    }

    private static List<MatchResult> found(byte[] sound, Pattern what) {
        List<MatchResult> all = new ArrayList<>();
        what.matcher(new String(sound, StandardCharsets.ISO_8859_1)).results().forEach(all::add);
        return all;
    }

    /// Whether there is something in the file that this could happen to.
    boolean finds(byte[] sound) {
        return switch (this) {
            case FLIPPED, CUT, ENTITIES -> true;
            case DOUBLED, REMOVED, NESTED -> !found(sound, FIELD).isEmpty();
            case HUGE, NO_NUMBER, SAME_IDS -> !found(sound, NUMBER).isEmpty();
            case PATHS -> !found(sound, NAME).isEmpty();
            case BOMB -> sound[0] == (byte) 0x89 || !found(sound, SIZE).isEmpty();
        };
    }

    private static byte[] at(byte[] sound, Pattern what, Random random, Change change) {
        List<MatchResult> all = found(sound, what);
        MatchResult one = all.get(random.nextInt(all.size()));
        String text = new String(sound, StandardCharsets.ISO_8859_1);
        return (text.substring(0, one.start()) + change.of(one.group()) + text.substring(one.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String one(Random random, String... all) {
        return all[random.nextInt(all.length)];
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /// A grey picture of 8 bits whose pixels are so many zeros.
    private static byte[] png(int width, int height, int zeros) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(0x89504E470D0A1A0AL);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(head);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {8, 0, 0, 0, 0});
            chunk("IHDR", head.toByteArray(), out);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflating = new DeflaterOutputStream(packed)) {
                byte[] row = new byte[1 << 10];
                for (int left = zeros; left > 0; left -= row.length) {
                    deflating.write(row, 0, Math.min(left, row.length));
                }
            }
            chunk("IDAT", packed.toByteArray(), out);
            chunk("IEND", new byte[0], out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(String name, byte[] content, DataOutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.US_ASCII));
        sum.update(content);
        out.writeInt(content.length);
        out.writeBytes(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
