package io.ordeal.harness.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.harness.conformance.Step.AwaitEnd;
import io.ordeal.harness.conformance.Step.Raw;
import io.ordeal.harness.conformance.Step.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Two servers that get the same requests at the same time. Before each sequence both are brought to the same index, so
 * that every index in every answer must be the same, and names and texts that are made of indices too.
 */
final class Duel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EXPIRY_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Keys live for a second at least, before they may end. */
    private static final Duration LIFE_MIN = Duration.ofMillis(900);

    private static final int TRIES_MAX = 10;

    private final Party reference;
    private final Party subject;
    private final Set<Deliberate> applied = new LinkedHashSet<>();
    private long sequences;
    private long requests;

    Duel(Party reference, Party subject) {
        this.reference = reference;
        this.subject = subject;
    }

    /** How many requests each server has been sent, housekeeping aside. */
    long requests() {
        return requests;
    }

    /** The exceptions that were needed so far. */
    Set<Deliberate> applied() {
        return Collections.unmodifiableSet(applied);
    }

    String story(Finding finding) {
        return finding.story(reference.name(), subject.name());
    }

    /** Runs it up to the first difference that is not deliberate. */
    Optional<Finding> run(Sequence sequence) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var round = new Round(new Surroundings("s%06d".formatted(sequences++), align()));
            Optional<Finding> finding = run(sequence, round);
            if (!sequence.waits() || round.isInTime()) {
                return finding;
            }
        }
        throw new IllegalStateException("too slow for keys that live for a second: " + sequence);
    }

    private Optional<Finding> run(Sequence sequence, Round round) {
        try {
            for (Step step : sequence.steps()) {
                List<Difference> differences = round.take(step);
                if (!differences.isEmpty()) {
                    return Optional.of(new Finding(sequence, round.exchanges, differences));
                }
                if (round.parted) {
                    break;
                }
            }
            return Optional.empty();
        } finally {
            reference.hangUp();
            subject.hangUp();
            reference.clear();
            subject.clear();
        }
    }

    /** Brings both to the same index, and tells it. */
    private long align() {
        long one = reference.write(1);
        long other = subject.write(1);
        if (one < other) {
            one = reference.write(other - one);
        } else if (other < one) {
            other = subject.write(one - other);
        }
        if (one != other) {
            throw new IllegalStateException("not to be brought to one index: " + one + " and " + other);
        }
        return one;
    }

    /** One sequence. */
    private final class Round {

        private final Surroundings around;
        private final Instant opened = Instant.now();
        private final List<Exchange> exchanges = new ArrayList<>();

        /** When it began to wait for keys to end. */
        private Optional<Instant> waitedFrom = Optional.empty();

        private Duration longest = Duration.ZERO;

        /** The servers may have done different things, as they should: what follows cannot be compared. */
        private boolean parted;

        /** Something has an end, and the servers may write moments with more digits or fewer. */
        private boolean timed;

        Round(Surroundings around) {
            this.around = around;
        }

        List<Difference> take(Step step) {
            return switch (step) {
                case Send(List<Call> calls)
                when calls.size() == 1 && calls.getFirst().expects() -> expect(calls.getFirst());
                case Send(List<Call> calls) -> send(calls);
                case Raw raw -> send(raw);
                case AwaitEnd(String target) -> await(around.fill(target));
            };
        }

        private List<Difference> send(List<Call> calls) {
            var bytes = new StringBuilder();
            calls.forEach(call -> bytes.append(call.head(around)).append(call.tail(around)));
            Instant begun = write(bytes.toString());
            for (Call call : calls) {
                Answer one = reference.link().read(call.isHead());
                Answer other = subject.link().read(call.isHead());
                List<Difference> differences = conclude(call.toString(), call.isSorted(), begun, one, other);
                if (!differences.isEmpty() || parted || reference.link().isOver()) {
                    return differences;
                }
            }
            return List.of();
        }

        private List<Difference> send(Raw raw) {
            Instant begun = write(around.fill(raw.bytes()));
            for (int left = raw.answers(); left > 0; left--) {
                Link one = reference.link();
                Link other = subject.link();
                boolean head = raw.bytes().startsWith("HEAD ");
                List<Difference> differences = conclude(raw.bytes(), false, begun, one.read(head), other.read(head));
                if (!differences.isEmpty() || parted || one.isOver()) {
                    return differences;
                }
            }
            return List.of();
        }

        private Instant write(String bytes) {
            Instant begun = Instant.now();
            reference.link().write(bytes);
            subject.link().write(bytes);
            return begun;
        }

        private List<Difference> expect(Call call) {
            Instant begun = write(call.head(around));
            Answer one = expect(reference.link(), call);
            Answer other = expect(subject.link(), call);
            return conclude(call.toString(), call.isSorted(), begun, one, other);
        }

        /** As clients do: no body without a go-ahead, and no other request on the connection then. */
        private Answer expect(Link link, Call call) {
            Answer first = link.readInterim(call.isHead());
            if (first.status() != 100) {
                return first;
            }
            link.write(call.tail(around));
            Answer last = link.read(call.isHead());
            return new Answer(
                    last.line(), last.headers(), last.framing(), last.body(), List.of(first.line()), last.ended());
        }

        private List<Difference> conclude(String request, boolean inOrder, Instant begun, Answer one, Answer other) {
            requests++;
            Instant ended = Instant.now();
            Duration took = Duration.between(begun, ended);
            longest = took.compareTo(longest) > 0 ? took : longest;
            timed |= request.contains("ttl=");
            var exchange = new Exchange(
                    around.fill(Shown.briefly(request)),
                    inOrder,
                    begun,
                    ended,
                    longest,
                    seen(reference, one),
                    seen(subject, other));
            exchanges.add(exchange);
            remember(exchange.reference());
            return unwanted(exchange);
        }

        private Answer seen(Party party, Answer answer) {
            Answer seen = party.seen(answer);
            return timed ? seen.withoutLength() : seen;
        }

        private List<Difference> unwanted(Exchange exchange) {
            var unwanted = new ArrayList<Difference>();
            for (Difference difference : Comparison.of(exchange)) {
                Optional<Deliberate> exception = Deliberate.of(exchange, difference);
                exception.ifPresentOrElse(applied::add, () -> unwanted.add(difference));
                parted |= exception.filter(Deliberate::parts).isPresent();
            }
            return unwanted;
        }

        private void remember(Answer answer) {
            if (answer.text().startsWith("{\"action\"")) {
                try {
                    remember(JSON.readTree(answer.text()).path("node"));
                } catch (JsonProcessingException e) {
                    // Then the comparison has said so.
                }
            }
        }

        private void remember(JsonNode node) {
            if (node.has("modifiedIndex")) {
                around.saw(node.path("key").asText(), node.path("modifiedIndex").asLong());
            }
            node.path("nodes").forEach(this::remember);
        }

        /** Says whether nothing can have ended but while it waited for that. */
        boolean isInTime() {
            return Duration.between(opened, waitedFrom.orElseGet(Instant::now)).compareTo(LIFE_MIN) < 0;
        }

        private List<Difference> await(String target) {
            waitedFrom = waitedFrom.or(() -> Optional.of(Instant.now()));
            Instant last = Instant.now().plus(EXPIRY_MAX);
            boolean one = true;
            boolean other = true;
            while ((one || other) && Instant.now().isBefore(last)) {
                LockSupport.parkNanos(PAUSE.toNanos());
                one = one && reference.has(target);
                other = other && subject.has(target);
            }
            return !one && !other
                    ? List.of()
                    : List.of(new Difference("expiry of " + target, one ? "never" : "done", other ? "never" : "done"));
        }
    }
}
