package limner.media.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The ways in which a file is broken. Each is a function of the bytes and of a seeded source of chance.
enum Mutation {
    /// Some bits differ in the container's head.
    BITS_IN_HEAD {
        @Override
        byte[] apply(byte[] of, Random random) {
            return flipped(of, 0, Math.min(of.length, Math.max(64, of.length / 12)), 1 + random.nextInt(8), random);
        }
    },
    /// Some bits differ in the coded pictures.
    BITS_IN_PAYLOAD {
        @Override
        byte[] apply(byte[] of, Random random) {
            return flipped(of, of.length / 3, of.length, 1 + random.nextInt(20), random);
        }
    },
    /// The end is missing.
    TRUNCATED {
        @Override
        byte[] apply(byte[] of, Random random) {
            return Arrays.copyOf(of, 1 + random.nextInt(of.length - 1));
        }
    },
    /// A stretch is zero.
    ZEROED {
        @Override
        byte[] apply(byte[] of, Random random) {
            byte[] to = of.clone();
            Stretch stretch = Stretch.within(of, random);
            Arrays.fill(to, stretch.from, stretch.to, (byte) 0);
            return to;
        }
    },
    /// A stretch is noise.
    NOISE {
        @Override
        byte[] apply(byte[] of, Random random) {
            byte[] to = of.clone();
            Stretch stretch = Stretch.within(of, random);
            byte[] noise = new byte[stretch.to - stretch.from];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, to, stretch.from, noise.length);
            return to;
        }
    },
    /// A stretch is missing, the rest moved up.
    CUT_OUT {
        @Override
        byte[] apply(byte[] of, Random random) {
            Stretch stretch = Stretch.within(of, random);
            return joined(Arrays.copyOf(of, stretch.from), Arrays.copyOfRange(of, stretch.to, of.length));
        }
    },
    /// A stretch of the file is there a second time, somewhere else.
    PUT_IN {
        @Override
        byte[] apply(byte[] of, Random random) {
            Stretch stretch = Stretch.within(of, random);
            int at = random.nextInt(of.length);
            return joined(
                    Arrays.copyOf(of, at),
                    Arrays.copyOfRange(of, stretch.from, stretch.to),
                    Arrays.copyOfRange(of, at, of.length));
        }
    },
    /// Two blocks changed places, as on a drive that lost its mind.
    SWAPPED {
        @Override
        byte[] apply(byte[] of, Random random) {
            int size = Math.min(of.length / 4, 512);
            int blocks = of.length / size;
            int a = random.nextInt(blocks) * size;
            int b = random.nextInt(blocks) * size;
            byte[] to = of.clone();
            System.arraycopy(of, a, to, b, size);
            System.arraycopy(of, b, to, a, size);
            return to;
        }
    },
    /// A length that the container states is huge, zero or negative.
    LENGTHS {
        @Override
        byte[] apply(byte[] of, Random random) {
            return overwritten(of, Fields.lengths(of), random);
        }
    },
    /// A time that the container states is huge, zero, negative or noise.
    TIMES {
        @Override
        byte[] apply(byte[] of, Random random) {
            return overwritten(of, Fields.times(of), random);
        }
    },
    /// The size of the picture, or something else that the decoder's own head says, is another one.
    DECODER_HEAD {
        @Override
        byte[] apply(byte[] of, Random random) {
            return overwritten(of, Fields.decoderHeads(of), random);
        }
    },
    /// Half of this file, half of it again from another place.
    FOLDED {
        @Override
        byte[] apply(byte[] of, Random random) {
            int at = of.length / 4 + random.nextInt(of.length / 2);
            int back = random.nextInt(at);
            return joined(Arrays.copyOf(of, at), Arrays.copyOfRange(of, back, of.length));
        }
    };

    /// The bytes of `of`, broken. Has at least one byte.
    abstract byte[] apply(byte[] of, Random random);

    private static byte[] flipped(byte[] of, int from, int to, int count, Random random) {
        byte[] bytes = of.clone();
        for (int i = 0; i < count; i++) {
            bytes[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] overwritten(byte[] of, List<Fields.Field> fields, Random random) {
        byte[] bytes = of.clone();
        List<Fields.Field> chosen = new ArrayList<>(fields);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Fields.Field field = chosen.isEmpty()
                    ? new Fields.Field(random.nextInt(Math.max(1, of.length - 4)), 4)
                    : chosen.get(random.nextInt(chosen.size()));
            int kind = random.nextInt(5);
            for (int b = 0; b < field.width() && field.at() + b < bytes.length; b++) {
                bytes[field.at() + b] = switch (kind) {
                    case 0 -> (byte) 0xFF;
                    case 1 -> (byte) (b == 0 ? 0x7F : 0xFF);
                    case 2 -> 0;
                    case 3 -> (byte) (b == 0 ? 0x80 : 0);
                    default -> (byte) random.nextInt(256);
                };
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte
                [Math.max(1, Arrays.stream(parts).mapToInt(part -> part.length).sum())];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private record Stretch(int from, int to) {
        static Stretch within(byte[] bytes, Random random) {
            int length = 1 + random.nextInt(Math.max(1, Math.min(2000, bytes.length / 3)));
            int from = random.nextInt(Math.max(1, bytes.length - length));
            return new Stretch(from, Math.min(bytes.length, from + length));
        }
    }
}
