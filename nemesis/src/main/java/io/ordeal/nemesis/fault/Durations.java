package io.ordeal.nemesis.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 50ms}, {@code 1.5s}, {@code 2m}. */
public final class Durations {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m)");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Durations() {}

    /** In milliseconds below a second, and in seconds from there on; never negative. */
    public static String write(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos()).divide(NANOS);
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? plain(seconds.movePointRight(3)) + "ms"
                : plain(seconds) + "s";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads what {@link #write} writes, and minutes.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Duration read(String text) {
        Matcher parts = DURATION.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no duration such as 250ms, 1.5s or 2m");
        }
        BigDecimal seconds = new BigDecimal(parts.group(1));
        BigDecimal nanos = switch (parts.group(2)) {
            case "ms" -> seconds.movePointRight(6);
            case "s" -> seconds.multiply(NANOS);
            default -> seconds.multiply(NANOS).multiply(BigDecimal.valueOf(60));
        };
        return Duration.ofNanos(nanos.longValue());
    }
}
