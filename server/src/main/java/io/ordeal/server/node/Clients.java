package io.ordeal.server.node;

import io.ordeal.server.api.Access;
import io.ordeal.server.api.AuthChange;
import io.ordeal.server.api.Credentials;
import io.ordeal.server.api.EtcdV2;
import io.ordeal.server.api.Intent;
import io.ordeal.server.api.MemberChange;
import io.ordeal.server.api.MemberChange.Ending;
import io.ordeal.server.api.NodeStatus;
import io.ordeal.server.api.Position;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.api.Statistics;
import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.auth.AuthResult;
import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.Reading;
import io.ordeal.server.keys.Text;
import io.ordeal.server.node.StateMachine.OfAuth;
import io.ordeal.server.node.StateMachine.OfKeys;
import io.ordeal.server.node.StateMachine.Outcome;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The node as its clients see it: what needs the cluster becomes a request to it, all else is answered from here. */
final class Clients {

    /** As long as etcd waits. */
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(1);

    private static final String TIMED_OUT = "etcdserver: request timed out";

    /** Of a node that takes part no more. */
    static final String STOPPED = "etcdserver: server stopped";

    private final NodeSettings settings;
    private final Clock clock;
    private final StateMachine machine;
    private final Gate gate;
    private final Supplier<RaftState> raft;
    private final Identity identity;
    private final EtcdV2 api;
    private final Requests requests;
    private final Watchers watchers;
    private final Telemetry telemetry;
    private final MemberChanges changes;
    private final Publication publication;
    private boolean closed;

    /** @param reached whether messages get to a node at the moment */
    Clients(
            NodeSettings settings,
            long boot,
            Clock clock,
            StateMachine machine,
            Gate gate,
            Predicate<NodeId> reached,
            Supplier<RaftState> raft) {
        this.settings = settings;
        this.clock = clock;
        this.machine = machine;
        this.gate = gate;
        this.raft = raft;
        this.identity = new Identity(settings, machine, clock.wallMillis());
        this.api = new EtcdV2(settings.clusterId());
        this.requests = new Requests(settings.id(), boot);
        this.watchers = new Watchers(api, clock);
        this.telemetry = new Telemetry(clock, settings.election());
        this.changes = new MemberChanges(machine, identity, reached, clock);
        this.publication = new Publication(settings, machine, requests, this::deadline);
    }

    /** Is to hear of the messages between nodes. */
    Telemetry telemetry() {
        return telemetry;
    }

    /** The requests that wait for the cluster. */
    Requests requests() {
        return requests;
    }

    /** The changes of members that clients of this node want. */
    MemberChanges changes() {
        return changes;
    }

    /** The node has gone from the cluster for ever: whoever waits for something has waited in vain. */
    void retire() {
        closed = true;
        requests.giveUp();
        changes.giveUp();
    }

    /** The node has stopped: who is being looked at now is not let through any more. */
    void close() {
        closed = true;
    }

    /** Answers one request; {@code answer} gets one reply, unless the node stops first. */
    void handle(Request request, Consumer<Reply> answer) {
        Intent intent = api.interpret(request, clock.wallMillis());
        long deadline = deadline();
        if (!machine.auth().enabled()) {
            perform(intent, request, deadline, answer);
            return;
        }
        Access access = api.access(request, intent);
        gate.ask(access, Credentials.of(request), pass -> {
            if (pass && !closed) {
                perform(intent, request, deadline, answer);
            } else if (!closed) {
                answer.accept(new Reply.Whole(api.unauthorized(access)));
            }
        });
    }

    private long deadline() {
        return clock.nanos() + settings.requestTimeout().toNanos();
    }

    private void perform(Intent intent, Request request, long deadline, Consumer<Reply> answer) {
        Consumer<Response> whole = response -> answer.accept(new Reply.Whole(response));
        if (settings.redirects() && needsLeader(intent) && !raft.get().leads()) {
            whole.accept(redirected(request));
            return;
        }
        switch (intent) {
            case Intent.Answer(Response response) -> whole.accept(response);
            case Intent.Ask ask -> whole.accept(api.told(ask, status()));
            case Intent.AskAuth ask -> whole.accept(api.told(ask, machine.auth()));
            case Intent.CheckHealth() -> checkHealth(whole);
            case Intent.Watch watch -> watchers.open(watch, machine.history(), position(), answer);
            case Intent.Read read when !read.linearizable() -> whole.accept(read(read));
            case Intent.Read read ->
                requests.read(deadline, inTime -> whole.accept(inTime ? read(read) : api.failed(inVain())));
            case Intent.Write write -> write(write, deadline, whole);
            case Intent.ChangeAuth(AuthChange change) -> change(change, deadline, whole);
            case Intent.ChangeMembers(MemberChange change) -> change(change, deadline, whole);
        }
    }

    /** Why a request came to no result. */
    private String inVain() {
        return closed ? STOPPED : TIMED_OUT;
    }

    /** Whether a change makes sense is judged by what is applied here, once that has all that came before it. */
    private void change(MemberChange change, long deadline, Consumer<Response> answer) {
        if (change instanceof MemberChange.Wrong wrong) {
            answer.accept(api.wrong(wrong));
            return;
        }
        Consumer<Ending> ended = ending -> answer.accept(api.changed(change, ending));
        requests.read(deadline, inTime -> {
            if (inTime) {
                changes.begin(change, deadline, ended);
            } else {
                ended.accept(new Ending.Failed());
            }
        });
    }

    private void write(Intent.Write write, long deadline, Consumer<Response> answer) {
        requests.write(
                CommandCodec.encode(write.command()),
                deadline,
                outcome -> answer.accept(
                        outcome.isPresent() && outcome.get() instanceof OfKeys(Applied applied)
                                ? api.written(write, applied.result(), position())
                                : api.failed(inVain())));
    }

    private void change(AuthChange change, long deadline, Consumer<Response> answer) {
        switch (change) {
            case AuthChange.Wrong(String message) -> answer.accept(api.wrong(message));
            case AuthChange.Ready(AuthCommand command) -> change(command, deadline, answer);
            case AuthChange.WithPassword(AuthCommand.PutUser put, Text password) ->
                gate.hash(password, hash -> change(put.with(hash), deadline, answer));
        }
    }

    private void change(AuthCommand command, long deadline, Consumer<Response> answer) {
        requests.write(
                AuthCodec.encode(command),
                deadline,
                outcome -> answer.accept(
                        outcome.isPresent() && outcome.get() instanceof OfAuth(AuthResult result)
                                ? api.changed(result)
                                : api.authFailed()));
    }

    private static boolean needsLeader(Intent intent) {
        return intent instanceof Intent.Write
                || intent instanceof Intent.ChangeAuth
                || intent instanceof Intent.ChangeMembers
                || (intent instanceof Intent.Read read && read.linearizable());
    }

    private Response redirected(Request request) {
        return raft.get()
                .leader()
                .flatMap(identity::clientUrl)
                .map(url -> api.redirected(url, request))
                .orElseGet(() -> api.failed("etcdserver: no leader"));
    }

    private Response read(Intent.Read read) {
        Reading reading = machine.keys().read(read.query());
        machine.counts().read(reading);
        return api.read(reading, position());
    }

    /** Consensus makes progress if a read is confirmed in time. */
    private void checkHealth(Consumer<Response> answer) {
        if (raft.get().leader().isEmpty()) {
            answer.accept(api.health(false));
        } else {
            requests.read(clock.nanos() + HEALTH_TIMEOUT.toNanos(), inTime -> answer.accept(api.health(inTime)));
        }
    }

    /** An entry was applied: whoever asked for it is answered, and whoever waits for it is told. */
    void applied(Entry entry, Outcome outcome) {
        requests.applied(entry.proposal().orElseThrow().ticket(), outcome);
        if (outcome instanceof OfKeys(Applied applied)) {
            applied.changes().forEach(watchers::changed);
        }
    }

    /**
     * The state of another node was taken over, in place of entries that nobody has applied here.
     *
     * @param seen index up to which events were told before
     */
    void jumped(long seen) {
        watchers.jumped(seen, machine.history(), position());
    }

    /** Everything that is committed so far is applied. */
    void caughtUp() {
        answerReads();
        changes.applied();
        publication.begin();
    }

    /** These reads are linearizable from {@code index} on. Tells when the last of them was asked for, if any was. */
    OptionalLong confirmed(List<Ticket> tickets, long index) {
        OptionalLong asked = requests.confirmed(tickets, index);
        answerReads();
        return asked;
    }

    /** Reads may have become possible. */
    private void answerReads() {
        requests.answerReads(machine.applied());
    }

    /** A leader was heard for the first time in its term. */
    void follow() {
        requests.resubmit(Long.MAX_VALUE);
        identity.follow(clock.wallMillis());
        telemetry.forgetFollowers();
    }

    private Position position() {
        return new Position(
                machine.keys().index(), raft.get().commit(), raft.get().term(), clock.wallMillis());
    }

    private NodeStatus status() {
        return identity.status(raft.get(), clock.wallMillis(), statistics());
    }

    /** What was counted since the node started. */
    Statistics statistics() {
        StoreCounts counts = machine.counts();
        return new Statistics(
                telemetry.received(),
                telemetry.sent(),
                telemetry.followers(identity::id),
                counts.tallies(),
                counts.expired(),
                watchers.count());
    }
}
