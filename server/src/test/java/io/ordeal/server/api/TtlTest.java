package io.ordeal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.Node;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lives for a time; the clock begins at 2014-10-01T00:00:00.16Z. */
class TtlTest {

    private final Member member = new Member();

    private String put(String form) {
        return put("/x", form);
    }

    private String put(String key, String form) {
        return said(Request.form("PUT", "/v2/keys" + key, form));
    }

    private String get(String key) {
        return said(Request.of("GET", "/v2/keys" + key));
    }

    private String said(Request request) {
        Response response = member.send(request);
        return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void theEndIsADateAndTheBegunSecondCountsJson05() {
        assertThat(put("value=1&ttl=5"))
                .isEqualTo("201 {\"action\":\"set\",\"node\":{\"key\":\"/x\",\"value\":\"1\","
                        + "\"expiration\":\"2014-10-01T00:00:05.16Z\",\"ttl\":5,"
                        + "\"modifiedIndex\":1,\"createdIndex\":1}}");
        member.pass(1);
        assertThat(get("/x")).contains("\"ttl\":5,");
        member.pass(999);
        assertThat(get("/x")).contains("\"ttl\":4,");
        member.pass(3_999);
        assertThat(get("/x")).contains("\"ttl\":1,");
        member.pass(1);
        assertThat(get("/x")).contains("\"expiration\"").doesNotContain("\"ttl\"");
    }

    @Test
    void allWritesCanSetAnEndTtl01() {
        assertThat(put("value=1&ttl=5&prevExist=false")).contains("create").contains("\"ttl\":5");
        assertThat(put("value=1&ttl=6&prevExist=true")).contains("update").contains("\"ttl\":6");
        assertThat(put("value=2&ttl=7&prevValue=1")).contains("compareAndSwap").contains("\"ttl\":7");
        assertThat(said(Request.form("POST", "/v2/keys/q", "value=1&ttl=8"))).contains("\"ttl\":8");
        assertThat(put("/d", "dir=true&ttl=9"))
                .contains("\"dir\":true,\"expiration\"")
                .contains("\"ttl\":9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value=2", "value=2&ttl=", "value=2&prevExist=true", "value=2&ttl=&prevExist=true"})
    void aWriteWithoutAnEndRemovesItSet07Upd03(String form) {
        put("value=1&ttl=5");
        assertThat(put(form)).contains("\"prevNode\":{\"key\":\"/x\",\"value\":\"1\",\"expiration\"");
        assertThat(get("/x")).doesNotContain("expiration");
        assertThat(member.keys().isMortal()).isFalse();
    }

    @Test
    void nothingGoesBeforeItsEndAndThenItGoesTtl02() {
        put("value=1&ttl=5");
        member.pass(4_999);
        assertThat(member.expire()).isEmpty();
        member.pass(1);
        assertThat(member.expire()).hasSize(1);
        assertThat(get("/x")).startsWith("404 ").contains("\"index\":2");
    }

    @Test
    void anExpiryShowsWhatWasThereTtl03() {
        put("value=1&ttl=5");
        member.pass(5_000);
        Event event = member.expire().getFirst();
        assertThat(new String(KeyBodies.body(event, Member.START + 5_000), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"expire\",\"node\":{\"key\":\"/x\",\"modifiedIndex\":2,\"createdIndex\":1},"
                        + "\"prevNode\":{\"key\":\"/x\",\"value\":\"1\",\"expiration\":\"2014-10-01T00:00:05.16Z\","
                        + "\"modifiedIndex\":1,\"createdIndex\":1}}\n");
    }

    @Test
    void aDirectoryTakesAllBelowItInOneEventTtl04() {
        put("/d", "dir=true&ttl=5");
        put("/d/a", "value=1");
        put("/d/b", "value=1&ttl=60");
        assertThat(get("/d/a")).doesNotContain("expiration");
        member.pass(5_000);
        assertThat(member.expire()).hasSize(1);
        assertThat(get("/d/b")).startsWith("404 ");
        assertThat(member.keys().isMortal()).isFalse();
    }

    @Test
    void noSecondsAreAnEndAtOnceTtl05() {
        assertThat(put("value=1&ttl=0"))
                .startsWith("201 ")
                .contains("\"expiration\":\"2014-10-01T00:00:00.16Z\"")
                .doesNotContain("\"ttl\"");
        assertThat(member.expire()).hasSize(1);
    }

    @Test
    void aRefreshKeepsTheValueTtl07() {
        assertThat(put("ttl=5&refresh=true")).startsWith("404 ").contains("\"errorCode\":100");
        put("value=1&ttl=5");
        assertThat(put("ttl=6&refresh=true"))
                .startsWith("200 {\"action\":\"set\",\"node\":{\"key\":\"/x\",\"value\":\"1\"")
                .contains("\"ttl\":6,\"modifiedIndex\":2,\"createdIndex\":2}");
        assertThat(put("ttl=7&refresh=true&prevExist=true"))
                .startsWith("200 {\"action\":\"update\",\"node\":{\"key\":\"/x\",\"value\":\"1\"")
                .contains("\"ttl\":7,\"modifiedIndex\":3,\"createdIndex\":2}");
        assertThat(put("ttl=8&refresh=true&prevValue=1"))
                .startsWith("200 {\"action\":\"compareAndSwap\",\"node\":{\"key\":\"/x\",\"value\":\"1\"")
                .contains("\"ttl\":8,\"modifiedIndex\":4,\"createdIndex\":2}");
        assertThat(put("ttl=9&refresh=true&prevIndex=1")).startsWith("412 ");
        assertThat(get("/x")).contains("\"value\":\"1\"").contains("\"ttl\":8");
    }

    @Test
    void aDirectoryIsRefreshedOnlyByAnUpdateTtl08() {
        put("/d", "dir=true&ttl=5");
        assertThat(put("/d", "ttl=6&refresh=true")).startsWith("403 ").contains("\"errorCode\":102");
        assertThat(put("/d", "ttl=6&refresh=true&dir=true&prevExist=true")).startsWith("200 ");
        assertThat(get("/d")).contains("\"ttl\":6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "18446744073709551615", "99999999999999", "9223372036854775"})
    void moreThanADateHoldsIsTheLastDatePrm08(String seconds) {
        assertThat(put("value=1&ttl=" + seconds)).startsWith("201 ").contains("\"9999-12-31T23:59:59.999Z\"");
        assertThat(member.keys().nextExpiry()).isLessThan(Node.NEVER);
        assertThat(member.expire()).isEmpty();
    }
}
