package io.ordeal.harness.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people write them: {@code 5000}, {@code 10k}, {@code 1M}. */
final class Count implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([km])?");
    private static final long THOUSAND = 1000;

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no number such as 5000, 10k or 1M");
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        return Long.parseLong(matcher.group(1))
                * switch (unit) {
                    case "k" -> THOUSAND;
                    case "m" -> THOUSAND * THOUSAND;
                    default -> 1;
                };
    }
}
