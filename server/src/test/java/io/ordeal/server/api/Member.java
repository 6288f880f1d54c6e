package io.ordeal.server.api;

import io.ordeal.server.auth.AuthState;
import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.Expired;
import io.ordeal.server.keys.KeySpace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A node of one, without a log: commands take effect at once, but pass through their codec as if they came from it. */
final class Member {

    static final String CLUSTER = "d1cfaf999eb97a2a";
    static final long TERM = 3;

    /** 2014-10-01T00:00:00.16Z. */
    static final long START = 1_412_121_600_160L;

    private static final NodeStatus.Member SELF =
            new NodeStatus.Member("n1", "a1", List.of("http://127.0.0.1:7001"), List.of("http://127.0.0.1:4001"));

    private static final NodeStatus ALONE = new NodeStatus(
            SELF, NodeStatus.Role.LEADER, TERM, Instant.EPOCH, Optional.empty(), List.of(SELF), Statistics.NONE);

    private final EtcdV2 api = new EtcdV2(CLUSTER);
    private KeySpace keys = KeySpace.EMPTY;
    private long raftIndex = 1;
    private long now = START;

    Response send(Request request) {
        return switch (api.interpret(request, now)) {
            case Intent.Answer(Response response) -> response;
            case Intent.Write write -> {
                Applied applied = keys.apply(CommandCodec.decode(CommandCodec.encode(write.command())));
                keys = applied.next();
                raftIndex++;
                yield api.written(write, applied.result(), position());
            }
            case Intent.Read read -> api.read(keys.read(read.query()), position());
            case Intent.Ask ask -> api.told(ask, ALONE);
            case Intent.AskAuth ask -> api.told(ask, AuthState.EMPTY);
            case Intent.ChangeAuth _ -> api.authFailed();
            case Intent.ChangeMembers(MemberChange change) ->
                change instanceof MemberChange.Wrong wrong
                        ? api.wrong(wrong)
                        : api.changed(change, new MemberChange.Ending.Failed());
            case Intent.CheckHealth() -> api.health(true);
            case Intent.Watch _ -> api.watching(position());
        };
    }

    /** Time passes, and nobody looks for what is due. */
    void pass(long millis) {
        now += millis;
    }

    /** What is due goes, as the leader has it now and then. */
    List<Event> expire() {
        Applied applied = keys.apply(CommandCodec.decode(CommandCodec.encode(new Command.Expire(now))));
        keys = applied.next();
        raftIndex++;
        return ((Expired) applied.result()).events();
    }

    KeySpace keys() {
        return keys;
    }

    Position position() {
        return new Position(keys.index(), raftIndex, TERM, now);
    }
}
