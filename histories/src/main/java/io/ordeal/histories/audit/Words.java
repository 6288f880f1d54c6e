package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How findings are worded. */
final class Words {

    /** How many of a longer list are told. */
    private static final int SOME = 8;

    private Words() {}

    static String figure(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 element} or {@code 1,203 elements}. */
    static String several(long number, String noun) {
        return figure(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Such as {@code 12.5 ms}. */
    static String millis(double time) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(time) + " ms";
    }

    /** Such as {@code 3 elements are}. */
    static String severalAre(long number, String noun) {
        return several(number, noun) + " " + are(number);
    }

    static String are(long number) {
        return number == 1 ? "is" : "are";
    }

    /** The first of {@code texts}, and whether there are more. */
    static String some(List<String> texts) {
        return String.join(", ", texts.subList(0, Math.min(SOME, texts.size()))) + (texts.size() > SOME ? ", …" : "");
    }

    /** The first of {@code elements}, and whether there are more. */
    static String someOf(List<Object> elements) {
        return some(elements.stream().limit(SOME + 1L).map(Edn::text).toList());
    }

    /** The sentences that say something, one after the other. */
    static String sentences(String... sentences) {
        var said = new ArrayList<String>();
        for (String sentence : sentences) {
            if (!sentence.isEmpty()) {
                said.add(sentence);
            }
        }
        return String.join(". ", said);
    }
}
