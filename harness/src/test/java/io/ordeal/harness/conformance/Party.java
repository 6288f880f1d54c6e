package io.ordeal.harness.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the two servers, as the client of a sequence sees it. What must differ between servers (who they are, and how
 * far their logs have got) is checked here and then blotted out of their answers; everything else stays as it came.
 */
final class Party implements AutoCloseable {

    private static final Pattern DATE =
            Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    private static final Pattern INDEX = Pattern.compile("\"(?:index|modifiedIndex)\":(\\d+)");
    private static final Pattern CHILD = Pattern.compile("\"key\":\"(/[^/\"]+)\"");

    private final String name;
    private final InetSocketAddress address;
    private final UnaryOperator<Answer> distortion;
    private final String clientUrl;
    private final String cluster;
    private Optional<Link> link = Optional.empty();
    private Optional<Link> housekeeping = Optional.empty();
    private long etcdIndex;
    private long raftIndex;
    private String raftTerm = "";

    /** @param distortion what is made of each answer before anyone sees it */
    Party(String name, InetSocketAddress address, UnaryOperator<Answer> distortion) {
        this.name = name;
        this.address = address;
        this.distortion = distortion;
        this.clientUrl = keep(Call.of("GET", "/v2/machines")).text();
        this.cluster =
                keep(Call.of("GET", "/v2/keys")).header("X-Etcd-Cluster-Id").orElse("none");
        if (!clientUrl.matches("http://[^, /]+:\\d+") || !cluster.matches("[0-9a-f]{1,16}")) {
            throw new IllegalStateException(name + " is at '" + clientUrl + "' in cluster '" + cluster + "'");
        }
    }

    String name() {
        return name;
    }

    /** The connection of the sequence that is running; a new one where the last has ended. */
    Link link() {
        if (link.isPresent() && link.get().isOver()) {
            hangUp();
        }
        Link current = link.orElseGet(this::connect);
        link = Optional.of(current);
        return current;
    }

    void hangUp() {
        link.ifPresent(Link::close);
        link = Optional.empty();
    }

    /** What the comparison gets to see of an answer. */
    Answer seen(Answer raw) {
        Answer answer = distortion.apply(raw);
        var headers = new TreeMap<>(answer.headers());
        headers.computeIfPresent("Date", (_, date) -> DATE.matcher(date).matches() ? "(a date)" : date);
        headers.computeIfPresent("X-Etcd-Cluster-Id", (_, id) -> id.equals(cluster) ? "(its cluster)" : id);
        long index = number(answer.header("X-Etcd-Index").orElse(""));
        headers.computeIfPresent("X-Raft-Index", (_, told) -> raftIndex(told, index));
        headers.computeIfPresent("X-Raft-Term", (_, term) -> raftTerm(term));
        return framed(answer).with(answer.line(), headers, answer.text().replace(clientUrl, "(its URL)"));
    }

    /** Who asks for the URL by HEAD hears of it only how long it is. */
    private Answer framed(Answer answer) {
        boolean plain = answer.header("Content-Type").orElse("").startsWith("text/plain");
        boolean lengthOfUrl = plain && answer.framing().equals("length " + clientUrl.length());
        return lengthOfUrl
                ? new Answer(
                        answer.line(),
                        answer.headers(),
                        "length (of its URL)",
                        answer.body(),
                        answer.interim(),
                        answer.ended())
                : answer;
    }

    /** Every event has been in the log, and the log does not get shorter. */
    private String raftIndex(String told, long index) {
        long least = raftIndex + (index > etcdIndex ? 1 : 0);
        etcdIndex = index;
        raftIndex = number(told);
        return raftIndex >= Math.max(1, least) ? "(its raft index)" : told + " where it is at least " + least;
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private String raftTerm(String told) {
        raftTerm = raftTerm.isEmpty() && told.matches("[1-9]\\d*") ? told : raftTerm;
        return !told.isEmpty() && told.equals(raftTerm) ? "(its term)" : told + " after " + raftTerm;
    }

    /** Writes so many times, and tells the index of the last event. */
    long write(long times) {
        long index = 0;
        for (long left = times; left > 0; left--) {
            Answer answer = keep(Call.of("PUT", "/v2/keys/align"));
            Matcher matcher = INDEX.matcher(answer.text());
            if (answer.status() / 100 != 2 || !matcher.find()) {
                throw new IllegalStateException(name + " cannot write: " + answer);
            }
            index = Long.parseLong(matcher.group(1));
        }
        return index;
    }

    /** Removes everything that a sequence has left behind. */
    void clear() {
        Matcher children = CHILD.matcher(keep(Call.of("GET", "/v2/keys")).text());
        while (children.find()) {
            if (!children.group(1).equals("/align")) {
                keep(Call.of("DELETE", "/v2/keys" + children.group(1), "recursive=true"));
            }
        }
    }

    boolean has(String target) {
        return keep(Call.of("GET", target)).status() == 200;
    }

    /** On a connection of its own, so that nothing that a sequence does to its connection matters. */
    private Answer keep(Call call) {
        if (housekeeping.isEmpty() || housekeeping.get().isOver()) {
            housekeeping.ifPresent(Link::close);
            housekeeping = Optional.of(connect());
        }
        Link line = housekeeping.get();
        line.write(call.head(new Surroundings("", 0)));
        return line.read(false);
    }

    private Link connect() {
        try {
            return new Link(address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + name + " at " + address, e);
        }
    }

    @Override
    public void close() {
        hangUp();
        housekeeping.ifPresent(Link::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
