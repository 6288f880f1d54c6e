package io.ordeal.harness.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.generate.Op;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterClientTest {

    private static final Client CLIENT = new RegisterClient(true);
    private static final Op READ = op("read", null);
    private static final Op WRITE = op("write", 7L);
    private static final Op CAS = op("cas", List.of(6L, 7L));

    private static Op op(String f, @Nullable Object value) {
        return new Op(0, 0, f, new Keyed("r1", value).pair());
    }

    private static Reply answer(int status, String body) {
        return new Reply.Answered(status, new TreeMap<>(), body);
    }

    private static Reply holding(String value) {
        return answer(200, "{\"action\":\"get\",\"node\":{\"key\":\"/r1\",\"value\":\"" + value + "\"}}");
    }

    @Test
    void operationsBecomeCallsOfTheKeysApi() {
        assertThat(CLIENT.call(READ)).isEqualTo(new Call("GET", "/v2/keys/r1?quorum=true", ""));
        assertThat(new RegisterClient(false).call(READ)).isEqualTo(new Call("GET", "/v2/keys/r1", ""));
        assertThat(CLIENT.call(WRITE)).isEqualTo(new Call("PUT", "/v2/keys/r1", "value=7"));
        assertThat(CLIENT.call(CAS)).isEqualTo(new Call("PUT", "/v2/keys/r1", "prevValue=6&value=7"));
    }

    @Test
    void aReadTellsWhatItSaw() {
        assertThat(CLIENT.conclude(READ, holding("5"))).isEqualTo(Result.ok(new Keyed("r1", 5L).pair()));
        assertThat(CLIENT.conclude(READ, answer(404, "{\"errorCode\":100,\"message\":\"Key not found\"}")))
                .isEqualTo(Result.ok(new Keyed("r1", null).pair()));
    }

    @Test
    void whatNobodyCanHaveWrittenIsKeptForTheChecker() {
        assertThat(CLIENT.conclude(READ, holding("5 "))).isEqualTo(Result.ok(new Keyed("r1", "5 ").pair()));
        assertThat(CLIENT.conclude(READ, holding(""))).isEqualTo(Result.ok(new Keyed("r1", "").pair()));
    }

    @Test
    void anUpdateIsOkOnlyWhenTheAnswerTellsItsValue() {
        assertThat(CLIENT.conclude(WRITE, holding("7")).outcome()).isEqualTo(Outcome.OK);
        assertThat(CLIENT.conclude(CAS, holding("7")).outcome()).isEqualTo(Outcome.OK);
        assertThat(CLIENT.conclude(WRITE, holding("8")).outcome()).isEqualTo(Outcome.INFO);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"errorCode":100}      | OK   | FAIL | FAIL
            404 | 404 page not found     | FAIL | FAIL | FAIL
            412 | {"errorCode":101}      | FAIL | FAIL | FAIL
            400 | {"errorCode":209}      | FAIL | FAIL | FAIL
            403 | {"errorCode":102}      | FAIL | FAIL | FAIL
            500 | {"errorCode":300}      | FAIL | INFO | INFO
            503 | anything               | FAIL | INFO | INFO
            200 | not JSON               | FAIL | INFO | INFO
            200 | {"node":{"dir":true}}  | FAIL | INFO | INFO
            200 | {"node":{"value":7}}   | FAIL | INFO | INFO
            200 | []                     | FAIL | INFO | INFO
            302 | moved                  | FAIL | INFO | INFO
            """)
    void answersAreSortedIntoCertainAndUncertain(int status, String body, Outcome read, Outcome write, Outcome cas) {
        Reply reply = answer(status, body);
        assertThat(CLIENT.conclude(READ, reply).outcome()).isEqualTo(read);
        assertThat(CLIENT.conclude(WRITE, reply).outcome()).isEqualTo(write);
        assertThat(CLIENT.conclude(CAS, reply).outcome()).isEqualTo(cas);
    }

    @Test
    void aRefusedConnectionIsCertainAndALostOneIsNot() {
        assertThat(CLIENT.conclude(WRITE, new Reply.Refused("no")).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLIENT.conclude(READ, new Reply.Lost("gone")).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLIENT.conclude(CAS, new Reply.Lost("gone")).outcome()).isEqualTo(Outcome.INFO);
    }
}
