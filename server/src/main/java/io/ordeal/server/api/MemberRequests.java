package io.ordeal.server.api;

import io.ordeal.server.api.Intent.Question;
import io.ordeal.server.keys.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What requests to {@code /v2/members} mean (MEM-01 to MEM-06). */
final class MemberRequests {

    private static final Text MEMBERS = Text.of("/v2/members");
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT");
    private static final String JSON = "application/json";

    /** What Go reads as 64 bits in hexadecimal digits. */
    private static final Pattern ID = Pattern.compile("0*([0-9a-fA-F]{1,16})");

    private MemberRequests() {}

    /** Empty if there is no such path. */
    static Optional<Intent> interpret(Request request, Text path) {
        boolean there =
                path.startsWith(MEMBERS) && (path.length() == MEMBERS.length() || path.byteAt(MEMBERS.length()) == '/');
        return there ? Optional.of(interpret(request, last(path))) : Optional.empty();
    }

    private static String last(Text path) {
        int start = Math.min(MEMBERS.length() + 1, path.length());
        return path.slice(start, path.length()).toString();
    }

    private static Intent interpret(Request request, String id) {
        return switch (request.method()) {
            case "GET" -> get(id);
            case "POST" -> new Intent.ChangeMembers(add(request));
            case "DELETE" -> new Intent.ChangeMembers(remove(id));
            case "PUT" -> new Intent.ChangeMembers(update(id, request));
            default -> new Intent.Answer(Plain.notAllowed(String.join(",", METHODS)));
        };
    }

    private static Intent get(String id) {
        return switch (id) {
            case "" -> new Intent.Ask(Question.MEMBERS);
            case "leader" -> new Intent.Ask(Question.LEADING_MEMBER);
            default -> new Intent.Ask(Question.ONE_MEMBER);
        };
    }

    private static MemberChange add(Request request) {
        try {
            return new MemberChange.Add(peerUrls(request));
        } catch (WrongException e) {
            return new MemberChange.Wrong(e.response());
        }
    }

    private static MemberChange remove(String path) {
        try {
            return new MemberChange.Remove(id(path));
        } catch (WrongException e) {
            return new MemberChange.Wrong(e.response());
        }
    }

    private static MemberChange update(String path, Request request) {
        try {
            return new MemberChange.Update(id(path), peerUrls(request));
        } catch (WrongException e) {
            return new MemberChange.Wrong(e.response());
        }
    }

    private static String id(String path) throws WrongException {
        if (path.isEmpty()) {
            throw new WrongException(Plain.notAllowed());
        }
        Matcher id = ID.matcher(path);
        if (!id.matches()) {
            throw new WrongException(MemberAnswers.noSuch(path));
        }
        return Long.toHexString(Long.parseUnsignedLong(id.group(1), 16));
    }

    private static List<String> peerUrls(Request request) throws WrongException {
        String type = request.headers().getOrDefault("content-type", "");
        int semicolon = type.indexOf(';');
        String name =
                semicolon < 0 ? type : type.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        if (!name.equals(JSON)) {
            throw new WrongException(415, "Bad Content-Type " + name + ", accept " + JSON);
        }
        return PeerUrls.in(request.body());
    }

    /** The request is to be answered at once. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Response response;

        WrongException(int status, String message) {
            this(Plain.json(status, StatusBodies.message(message)));
        }

        WrongException(Response response) {
            this.response = response;
        }

        Response response() {
            return response;
        }
    }
}
