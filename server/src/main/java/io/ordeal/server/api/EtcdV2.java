package io.ordeal.server.api;

import io.ordeal.server.api.Intent.Question;
import io.ordeal.server.auth.AuthResult;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.Command.Extent;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.Expired;
import io.ordeal.server.keys.Found;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.KeyError;
import io.ordeal.server.keys.Query;
import io.ordeal.server.keys.Reading;
import io.ordeal.server.keys.Result;
import io.ordeal.server.keys.Text;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The API: what requests mean, and how results look. Follows etcd 2.3 as etcd 3.4 still serves it, with
 * {@code /v2/leader} of etcd 0.4.
 *
 * @param clusterId the same on all members: 64 bits in lower-case hexadecimal digits
 */
public record EtcdV2(String clusterId) {

    /** The version of etcd that clients shall take this for. */
    private static final String VERSION = "{\"etcdserver\":\"2.3.8\",\"etcdcluster\":\"2.3.0\"}";

    private static final Text KEYS = Text.of("/v2/keys");
    private static final List<String> KEY_METHODS = List.of("HEAD", "GET", "PUT", "POST", "DELETE");
    private static final List<String> GET_ONLY = List.of("GET");
    private static final List<String> GET_OR_HEAD = List.of("GET", "HEAD");

    /**
     * What {@code request} wants. Whatever is wrong with it, there is an answer.
     *
     * @param now on this node's wall clock, in milliseconds since 1970
     */
    public Intent interpret(Request request, long now) {
        Optional<Target> parsed = Target.parse(request.target());
        if (parsed.isEmpty()) {
            return new Intent.Answer(Plain.malformed());
        }
        Target target = parsed.get();
        if (!target.isClean()) {
            return new Intent.Answer(Plain.moved(request.method(), target.cleaned()));
        }
        if (target.path().startsWith(KEYS)) {
            return keys(request, target, now);
        }
        return switch (target.path().toString()) {
            case "/version" -> allowing(GET_ONLY, request, new Intent.Answer(Plain.json(200, VERSION)));
            case "/health" -> allowing(GET_ONLY, request, new Intent.CheckHealth());
            case "/v2/machines", "/v2/peers" -> allowing(GET_OR_HEAD, request, new Intent.Ask(Question.MACHINES));
            case "/v2/leader" -> allowing(GET_ONLY, request, new Intent.Ask(Question.LEADER));
            case "/v2/stats/self" -> allowing(GET_ONLY, request, new Intent.Ask(Question.SELF));
            case "/v2/stats/leader" -> allowing(GET_ONLY, request, new Intent.Ask(Question.FOLLOWERS));
            case "/v2/stats/store" -> allowing(GET_ONLY, request, new Intent.Ask(Question.STORE));
            default ->
                MemberRequests.interpret(request, target.path())
                        .or(() -> AuthRequests.interpret(request, target.path()))
                        .orElseGet(() -> new Intent.Answer(Plain.notFound()));
        };
    }

    /** What the client must be allowed to do for {@code intent}, which {@code request} was found to have. */
    public Access access(Request request, Intent intent) {
        return switch (intent) {
            case Intent.Answer _, Intent.Ask _, Intent.CheckHealth _ -> new Access.Open();
            case Intent.AskAuth(AuthQuestion question) ->
                question instanceof AuthQuestion.Enabled ? new Access.Open() : new Access.Everything();
            case Intent.ChangeAuth _, Intent.ChangeMembers _ -> new Access.Everything();
            case Intent.Read(Query query, boolean _) -> keys(request, false, query.recursive());
            case Intent.Watch watch -> keys(request, false, watch.scope().recursive());
            case Intent.Write(Command command, boolean _) ->
                keys(
                        request,
                        true,
                        command instanceof Command.Delete(Key _, Extent extent) && extent == Extent.SUBTREE);
        };
    }

    private static Access keys(Request request, boolean writing, boolean recursive) {
        Text path = Target.parse(request.target()).orElseThrow().path();
        Text key = path.slice(KEYS.length(), path.length());
        return new Access.Keys(key.isEmpty() ? Key.ROOT.path() : key, writing, recursive);
    }

    /** The response to one who is not allowed what its request needs. */
    public Response unauthorized(Access access) {
        return access instanceof Access.Keys
                ? refusal(EtcdError.unauthorized())
                : AuthAnswers.message(401, "Insufficient credentials");
    }

    /** The response to a question about users and roles. */
    public Response told(Intent.AskAuth ask, AuthState state) {
        return ofCluster(AuthAnswers.told(ask.question(), state));
    }

    /** The response to a change of users and roles that ended with {@code result}. */
    public Response changed(AuthResult result) {
        return ofCluster(AuthAnswers.changed(result));
    }

    /** The response to a change of users and roles that makes no sense. */
    public Response wrong(String message) {
        return message(400, message);
    }

    /** The response to a change of members that ended so. */
    public Response changed(MemberChange change, MemberChange.Ending ending) {
        return ofCluster(MemberAnswers.changed(change, ending));
    }

    /** The response to a change of members that makes no sense. */
    public Response wrong(MemberChange.Wrong change) {
        return ofCluster(change.response());
    }

    /** The response to a change of users and roles that came to no result here. */
    public Response authFailed() {
        return message(500, "Internal Server Error");
    }

    /** The response to {@code write}, which ended with {@code result}. */
    public Response written(Intent.Write write, Result result, Position position) {
        return switch (result) {
            case Event event -> {
                byte[] body = write.terse() ? KeyBodies.terseBody(event) : KeyBodies.body(event, position.wallMillis());
                yield success(event.created() ? 201 : 200, event.index(), position, body);
            }
            case KeyError error -> refusal(EtcdError.of(error));
            case Expired _ -> throw new IllegalArgumentException("no client asks for expiry");
        };
    }

    /** The response to a read; of a {@code HEAD} request too, whose body the edge must hold back. */
    public Response read(Reading reading, Position position) {
        return switch (reading) {
            case Found found ->
                success(200, position.etcdIndex(), position, KeyBodies.body(found, position.wallMillis()));
            case KeyError error -> refusal(EtcdError.of(error));
        };
    }

    /** The head of the response to a watch that begins at that position. */
    public Response watching(Position position) {
        return success(200, position.etcdIndex(), position, new byte[0]);
    }

    /** What a watch is told of an event: the same that the one who wrote got. */
    public byte[] told(Event event, long wallMillis) {
        return KeyBodies.body(event, wallMillis);
    }

    /** The response to a watch from an index that is older than {@code oldest}, the oldest known. */
    public Response outdated(Intent.Watch watch, long oldest, Position position) {
        return refusal(EtcdError.cleared(oldest, watch.from(), position.etcdIndex()));
    }

    /** The last that a watch is told that has missed events, by now forgotten, while the node caught up. */
    public byte[] cleared(Position position) {
        return KeyBodies.body(EtcdError.recovered(position.etcdIndex()));
    }

    /** The response to a question about the node. */
    public Response told(Intent.Ask ask, NodeStatus status) {
        return switch (ask.question()) {
            case MACHINES ->
                Plain.text(
                        200,
                        status.members().stream()
                                .flatMap(member -> member.clientUrls().stream())
                                .sorted()
                                .collect(Collectors.joining(", ")));
            case LEADER ->
                status.leader()
                        .flatMap(leader -> leader.member().peerUrls().stream().findFirst())
                        .map(url -> Plain.text(200, url))
                        .orElseGet(() -> refusal(EtcdError.duringElection()));
            case MEMBERS -> ofCluster(Plain.json(200, StatusBodies.members(status)));
            case LEADING_MEMBER ->
                status.leader()
                        .map(leader -> ofCluster(Plain.json(200, StatusBodies.member(leader.member()))))
                        .orElseGet(() -> message(503, "During election"));
            case ONE_MEMBER -> message(404, "Not found");
            case SELF -> Plain.json(200, StatusBodies.self(status)).with("X-Raft-Term", Long.toString(status.term()));
            case FOLLOWERS ->
                status.role() == NodeStatus.Role.LEADER
                        ? Plain.json(200, StatusBodies.followers(status))
                        : Plain.json(403, StatusBodies.message("not current leader"));
            case STORE -> Plain.json(200, StatusBodies.store(status.statistics()));
        };
    }

    /** The response to one who wants to know whether consensus makes progress. */
    public Response health(boolean progress) {
        return progress ? Plain.text(200, "{\"health\":\"true\"}") : Plain.text(503, "{\"health\":\"false\"}\n");
    }

    /** The response that sends a client elsewhere with the same request (0.4). */
    public Response redirected(String url, Request request) {
        return Plain.redirected(url + request.target());
    }

    /** The response to a request that came to no result here, for example {@code etcdserver: request timed out}. */
    public Response failed(String cause) {
        return refusal(EtcdError.internal(cause));
    }

    private static Intent allowing(List<String> methods, Request request, Intent intent) {
        return methods.contains(request.method())
                ? intent
                : new Intent.Answer(Plain.notAllowed(String.join(",", methods)));
    }

    private Intent keys(Request request, Target target, long now) {
        int start = KEYS.length();
        Text path = target.path();
        if (path.length() > start && path.byteAt(start) != '/') {
            return new Intent.Answer(Plain.notFound());
        }
        if (!KEY_METHODS.contains(request.method())) {
            return new Intent.Answer(Plain.notAllowed(String.join(",", KEY_METHODS)));
        }
        var parameters = new Parameters(request.method(), Form.of(request, target.query()));
        int end = path.byteAt(path.length() - 1) == '/' ? path.length() - 1 : path.length();
        Text key = start >= end ? Key.ROOT.path() : path.slice(start, end);
        return parameters
                .problem()
                .or(() -> tooDeep(request, key))
                .<Intent>map(error -> new Intent.Answer(refusal(error)))
                .orElseGet(() -> keys(request.method(), new KeyRequests(new Key(key), parameters, now)));
    }

    private static Intent keys(String method, KeyRequests request) {
        return switch (method) {
            case "GET" -> request.get();
            case "HEAD" -> request.head();
            case "PUT" -> request.put();
            case "POST" -> request.post();
            case "DELETE" -> request.delete();
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** Names that the server gives need a component of their own. */
    private static Optional<EtcdError> tooDeep(Request request, Text key) {
        int most = request.method().equals("POST") ? Key.DEPTH_MAX - 1 : Key.DEPTH_MAX;
        return Key.depth(key) > most
                ? Optional.of(EtcdError.invalidField("the key has more than " + most + " components"))
                : Optional.empty();
    }

    private Response success(int status, long etcdIndex, Position position, byte[] body) {
        SortedMap<String, String> headers = keyHeaders(etcdIndex);
        headers.put("X-Raft-Index", Long.toString(position.raftIndex()));
        headers.put("X-Raft-Term", Long.toString(position.raftTerm()));
        return new Response(status, headers, body);
    }

    private Response refusal(EtcdError error) {
        return new Response(error.status(), keyHeaders(error.index()), KeyBodies.body(error));
    }

    private Response message(int status, String message) {
        return ofCluster(Plain.json(status, StatusBodies.message(message)));
    }

    private Response ofCluster(Response response) {
        return response.with("X-Etcd-Cluster-Id", clusterId);
    }

    private SortedMap<String, String> keyHeaders(long etcdIndex) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Etcd-Cluster-Id", clusterId);
        headers.put("X-Etcd-Index", Long.toString(etcdIndex));
        return headers;
    }
}
