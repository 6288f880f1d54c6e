package io.ordeal.harness.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pieces of a page. */
final class Html {

    private Html() {}

    static String text(@Nullable Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A row of cells that are HTML already; one that is a number stands to the right. */
    static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.matches("[0-9][0-9.,]*( ms| s)?") ? "<td class=\"number\">" + cell : "<td>" + cell)
                .collect(Collectors.joining("</td>", "<tr>", "</td></tr>\n"));
    }

    static String head(String... names) {
        return Arrays.stream(names)
                .map(name -> name.startsWith(">") ? "<th class=\"number\">" + name.substring(1) : "<th>" + name)
                .collect(Collectors.joining("</th>", "<thead><tr>", "</th></tr></thead>\n"));
    }
}
