package io.ordeal.histories.format;

import io.ordeal.histories.op.Literal;
import io.ordeal.histories.op.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of EDN, and Clojure's ratios and hexadecimal ones. Equal numbers of a kind give equal values. */
final class EdnNumbers {

    private static final Pattern BEGINNING = Pattern.compile("[+-]?\\d.*");
    private static final Pattern INTEGER = Pattern.compile("([+-]?(?:0|[1-9]\\d*))N?");
    private static final Pattern HEXADECIMAL = Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]+)N?");
    private static final Pattern RATIO = Pattern.compile("([+-]?\\d+)/(\\d+)");
    private static final Pattern DECIMAL = Pattern.compile("([+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,9})?)(M?)");
    private static final int HEX = 16;
    /** Java takes time in the square of the digits. */
    private static final int MOST_DIGITS = 10_000;

    private EdnNumbers() {}

    static boolean looksLikeOne(String word) {
        return BEGINNING.matcher(word).matches();
    }

    /** Empty where {@code word} is no number. */
    static Optional<Object> parse(String word) {
        if (word.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        Matcher integer = INTEGER.matcher(word);
        if (integer.matches()) {
            return Optional.ofNullable(Plain.of(new BigInteger(integer.group(1))));
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(word);
        if (hexadecimal.matches()) {
            return Optional.ofNullable(Plain.of(new BigInteger(hexadecimal.group(1) + hexadecimal.group(2), HEX)));
        }
        Matcher ratio = RATIO.matcher(word);
        if (ratio.matches()) {
            return ratio(new BigInteger(ratio.group(1)), new BigInteger(ratio.group(2)));
        }
        Matcher decimal = DECIMAL.matcher(word);
        if (!decimal.matches()) {
            return Optional.empty();
        }
        return Optional.of(decimal.group(2).isEmpty() ? floating(decimal.group(1)) : exact(decimal.group(1)));
    }

    private static Object floating(String digits) {
        return Double.valueOf(digits);
    }

    private static Object exact(String digits) {
        String text =
                digits.endsWith(".") ? digits + "0" : digits.replace(".e", "e").replace(".E", "E");
        return new Literal(new BigDecimal(text).stripTrailingZeros() + "M");
    }

    private static Optional<Object> ratio(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            return Optional.empty();
        }
        BigInteger common = numerator.gcd(denominator);
        BigInteger rest = denominator.divide(common);
        return rest.equals(BigInteger.ONE)
                ? Optional.ofNullable(Plain.of(numerator.divide(common)))
                : Optional.of(new Literal(numerator.divide(common) + "/" + rest));
    }
}
