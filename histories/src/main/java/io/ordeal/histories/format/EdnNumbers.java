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

    private static final Pattern INTEGER = Pattern.compile("([+-]?(?:0|[1-9]\\d*))N?");
    private static final Pattern HEXADECIMAL = Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]+)N?");
    private static final Pattern RATIO = Pattern.compile("([+-]?\\d+)/(\\d+)");
    private static final String EXPONENT = "[eE][+-]?\\d{1,9}";
    private static final Pattern FLOATING =
            Pattern.compile("[+-]?\\d+(?:\\.\\d*(?:" + EXPONENT + ")?|" + EXPONENT + ")");
    private static final Pattern EXACT = Pattern.compile("([+-]?\\d+(?:\\.\\d*)?(?:" + EXPONENT + ")?)M");
    private static final int HEX = 16;
    /** Java takes time in the square of the digits. */
    private static final int MOST_DIGITS = 10_000;

    private EdnNumbers() {}

    static boolean looksLikeOne(String word) {
        int first = !word.isEmpty() && (word.charAt(0) == '+' || word.charAt(0) == '-') ? 1 : 0;
        return first < word.length() && word.charAt(first) >= '0' && word.charAt(first) <= '9';
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
        if (FLOATING.matcher(word).matches()) {
            return Optional.of(Double.valueOf(word));
        }
        Matcher exact = EXACT.matcher(word);
        return exact.matches() ? Optional.of(exact(exact.group(1))) : Optional.empty();
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
