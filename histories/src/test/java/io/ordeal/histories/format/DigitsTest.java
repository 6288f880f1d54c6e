package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static final int ROUNDS = Math.toIntExact(20_000 * Long.getLong("ordeal.scale", 1));

    @Test
    void areCountedUntilTheFirstByteThatIsNone() {
        for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
            for (int after = Byte.MIN_VALUE; after <= Byte.MAX_VALUE; after += 5) {
                if (other < '0' || other > '9') {
                    byte[] bytes = "7000000000000000000000".getBytes(StandardCharsets.US_ASCII);
                    bytes[11] = (byte) other;
                    bytes[12] = (byte) after;
                    assertThat(Digits.count(bytes, 1)).as(other + " " + after).isEqualTo(10);
                }
            }
        }
    }

    @Test
    void meanWhatJavaTakesThemFor() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < ROUNDS; i++) {
            String number = Long.toString(random.nextLong(Long.MAX_VALUE) >> random.nextInt(64));
            byte[] bytes = Arrays.copyOf((number + "}").getBytes(StandardCharsets.US_ASCII), number.length() + 9);
            assertThat(Digits.count(bytes, 0)).isEqualTo(number.length());
            assertThat(Digits.number(bytes, 0, number.length())).isEqualTo(Long.parseLong(number));
        }
    }

    @Test
    void aNumberThatIsTooLargeIsBelowZero() {
        for (String number : new String[] {"9223372036854775808", "9999999999999999999"}) {
            byte[] bytes = Arrays.copyOf(number.getBytes(StandardCharsets.US_ASCII), number.length() + 8);
            assertThat(Digits.count(bytes, 0)).isEqualTo(Digits.MOST);
            assertThat(Digits.number(bytes, 0, Digits.MOST)).isNegative();
        }
    }
}
