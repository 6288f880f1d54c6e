package io.ordeal.server.node;

import io.ordeal.server.api.EtcdV2;
import io.ordeal.server.api.Intent;
import io.ordeal.server.api.NodeStatus;
import io.ordeal.server.api.Position;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.keys.Applied;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.RaftState;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The node as its clients see it: what needs the cluster becomes a request to it, all else is answered from here. */
final class Clients {

    private final NodeSettings settings;
    private final Clock clock;
    private final StateMachine machine;
    private final Supplier<RaftState> raft;
    private final Identity identity;
    private final EtcdV2 api;
    private final Requests requests;
    private final Watchers watchers;

    Clients(NodeSettings settings, long boot, Clock clock, StateMachine machine, Supplier<RaftState> raft) {
        this.settings = settings;
        this.clock = clock;
        this.machine = machine;
        this.raft = raft;
        this.identity = new Identity(settings, clock.wallMillis());
        this.api = new EtcdV2(Identity.clusterId(settings));
        this.requests = new Requests(api, settings.id(), boot);
        this.watchers = new Watchers(api, clock);
    }

    /** The requests that wait for the cluster. */
    Requests requests() {
        return requests;
    }

    void handle(Request request, Consumer<Reply> answer) {
        Consumer<Response> whole = response -> answer.accept(new Reply.Whole(response));
        switch (api.interpret(request, clock.wallMillis())) {
            case Intent.Answer(Response response) -> whole.accept(response);
            case Intent.Ask ask -> whole.accept(api.told(ask, status()));
            case Intent.Watch watch -> watchers.open(watch, machine.history(), position(), answer);
            case Intent.Read read
            when !read.linearizable() -> whole.accept(api.read(machine.keys().read(read.query()), position()));
            case Intent.Read read -> requests.read(read, deadline(), whole);
            case Intent.Write write -> requests.write(write, deadline(), whole);
        }
    }

    /** An entry was applied: whoever asked for it is answered, and whoever waits for it is told. */
    void applied(Entry entry, Applied applied) {
        requests.applied(entry.proposal().orElseThrow().ticket(), applied.result(), position());
        applied.changes().forEach(watchers::changed);
    }

    /** Reads may have become possible. */
    void answerReads() {
        requests.answerReads(machine.applied(), machine.keys(), position());
    }

    /** A leader was heard for the first time in its term. */
    void follow() {
        requests.resubmit(Long.MAX_VALUE);
        identity.follow(clock.wallMillis());
    }

    private long deadline() {
        return clock.nanos() + settings.requestTimeout().toNanos();
    }

    private Position position() {
        return new Position(machine.keys().index(), raft.get().commit(), raft.get().term(), clock.wallMillis());
    }

    private NodeStatus status() {
        return identity.status(raft.get(), clock.wallMillis());
    }
}
