package io.ordeal.server.api;

import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.Expired;
import io.ordeal.server.keys.Found;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.KeyError;
import io.ordeal.server.keys.Reading;
import io.ordeal.server.keys.Result;
import io.ordeal.server.keys.Text;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
            case "/health" -> allowing(GET_ONLY, request, new Intent.Ask(Intent.Question.HEALTH));
            case "/v2/machines" -> allowing(List.of("GET", "HEAD"), request, new Intent.Ask(Intent.Question.MACHINES));
            case "/v2/leader" -> allowing(GET_ONLY, request, new Intent.Ask(Intent.Question.LEADER));
            case "/v2/stats/self" -> allowing(GET_ONLY, request, new Intent.Ask(Intent.Question.SELF));
            default -> new Intent.Answer(Plain.notFound());
        };
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

    /** The response to a question about the node. */
    public Response told(Intent.Ask ask, NodeStatus status) {
        return switch (ask.question()) {
            case HEALTH ->
                status.healthy()
                        ? Plain.text(200, "{\"health\":\"true\"}")
                        : Plain.text(503, "{\"health\":\"false\"}\n");
            case MACHINES -> Plain.text(200, String.join(", ", status.machines()));
            case LEADER ->
                status.leader()
                        .map(leader -> Plain.text(200, leader.clientUrl()))
                        .orElseGet(() -> refusal(EtcdError.duringElection()));
            case SELF -> {
                var headers = new TreeMap<String, String>();
                headers.put("Content-Type", "application/json");
                headers.put("X-Raft-Term", Long.toString(status.term()));
                yield new Response(200, headers, StatusBodies.self(status));
            }
        };
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

    private SortedMap<String, String> keyHeaders(long etcdIndex) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Etcd-Cluster-Id", clusterId);
        headers.put("X-Etcd-Index", Long.toString(etcdIndex));
        return headers;
    }
}
