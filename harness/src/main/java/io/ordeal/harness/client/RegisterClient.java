package io.ordeal.harness.client;

import io.ordeal.harness.client.EtcdAnswer.Absent;
import io.ordeal.harness.client.EtcdAnswer.Holds;
import io.ordeal.harness.client.EtcdAnswer.Mismatch;
import io.ordeal.harness.client.EtcdAnswer.Rejected;
import io.ordeal.harness.client.EtcdAnswer.Unclear;
import io.ordeal.harness.generate.Op;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes and compares-and-sets registers that hold whole numbers, over the etcd v2 keys API. A key that does not
 * exist reads as null.
 *
 * @param quorum whether reads must be linearizable; otherwise each node answers from what it has
 */
public record RegisterClient(boolean quorum) implements Client {

    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    @Override
    public Call call(Op op) {
        var keyed = Keyed.of(op.value());
        String path = "/v2/keys/" + URLEncoder.encode(keyed.key(), StandardCharsets.UTF_8);
        return switch (op.f()) {
            case "read" -> new Call("GET", path + (quorum ? "?quorum=true" : ""), "");
            case "write" -> new Call("PUT", path, "value=" + keyed.value());
            case "cas" -> new Call("PUT", path, "prevValue=" + old(keyed) + "&value=" + written(op.f(), keyed));
            default -> throw new IllegalArgumentException("not an operation of registers: " + op.f());
        };
    }

    @Override
    public Result conclude(Op op, Reply reply) {
        var keyed = Keyed.of(op.value());
        var answer = EtcdAnswer.of(reply);
        return op.f().equals("read") ? read(keyed, answer) : update(op.f(), keyed, answer);
    }

    /** A read that failed changed nothing, so its end is always certain. */
    private static Result read(Keyed keyed, EtcdAnswer answer) {
        return switch (answer) {
            case Holds(String text) -> Result.ok(new Keyed(keyed.key(), numberIn(text)).pair());
            case Absent _ -> Result.ok(new Keyed(keyed.key(), null).pair());
            case Mismatch(String cause) -> Result.fail(keyed.pair(), "comparison failed: " + cause);
            case Rejected(String why) -> Result.fail(keyed.pair(), why);
            case Unclear(String why) -> Result.fail(keyed.pair(), why);
        };
    }

    private static Result update(String f, Keyed keyed, EtcdAnswer answer) {
        return switch (answer) {
            case Holds(String text) when text.equals(String.valueOf(written(f, keyed))) -> Result.ok(keyed.pair());
            case Holds(String text) -> Result.info(keyed.pair(), "the answer tells of another value: " + text);
            case Absent _ -> Result.fail(keyed.pair(), "no such key");
            case Mismatch(String cause) -> Result.fail(keyed.pair(), "comparison failed: " + cause);
            case Rejected(String why) -> Result.fail(keyed.pair(), why);
            case Unclear(String why) -> Result.info(keyed.pair(), why);
        };
    }

    /** What nobody can have written is kept as it came, so that the checker sees it. */
    private static Object numberIn(String text) {
        return NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
    }

    private static @Nullable Object old(Keyed keyed) {
        return oldAndNew(keyed).getFirst();
    }

    private static @Nullable Object written(String f, Keyed keyed) {
        return f.equals("cas") ? oldAndNew(keyed).getLast() : keyed.value();
    }

    private static List<?> oldAndNew(Keyed keyed) {
        if (keyed.value() instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new IllegalArgumentException("not an old and a new value: " + keyed.value());
    }
}
