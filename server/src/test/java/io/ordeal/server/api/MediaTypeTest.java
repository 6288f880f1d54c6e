package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GEN-06. What is refused, and why, is as a real etcd 3.4.23 refuses it. */
class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                " A/B ",
                "a/b;",
                "a/b ; ",
                "a/b;c=d",
                "a/b; c=d ;e = f ;",
                "a/b; c=\"\"",
                "a/b; c=\"d; e=f\"",
                "a/b; c=\"\\\"\""
            })
    void aTypeMayHaveParameters(String header) {
        assertThat(MediaType.parse(header)).isEqualTo(new MediaType("a/b", Optional.empty()));
    }

    @Test
    void aTypeThatIsNotToldIsNoProblem() {
        assertThat(MediaType.parse("")).isEqualTo(new MediaType("", Optional.empty()));
        assertThat(MediaType.parse("form")).isEqualTo(new MediaType("form", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ";|mime: no media type",
                "/|mime: no media type",
                "/b|mime: no media type",
                "` `|mime: no media type",
                "a b|mime: expected slash after first token",
                "a /b|mime: expected slash after first token",
                "a/|mime: expected token after slash",
                "a//|mime: expected token after slash",
                "a/b c|mime: unexpected content after media subtype",
                "a/b, c/d|mime: unexpected content after media subtype",
                "a/b;c=d;C=d|mime: duplicate parameter name"
            })
    void whatIsNoTypeHasNoName(String header, String problem) {
        assertThat(MediaType.parse(header)).isEqualTo(new MediaType("", Optional.of(problem)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b; c",
                "a/b; c=",
                "a/b; =d",
                "a/b;; c=d",
                "a/b; c=\"d",
                "a/b; c=\"",
                "a/b; c=d e",
                "a/b; c=d, e",
                "a/b; c d=e"
            })
    void parametersThatAreNoneDoNotHideTheType(String header) {
        assertThat(MediaType.parse(header))
                .isEqualTo(new MediaType("a/b", Optional.of("mime: invalid media parameter")));
    }
}
