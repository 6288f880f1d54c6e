package io.ordeal.histories.audit;

import io.ordeal.histories.audit.CounterEvidence.BadRead;
import io.ordeal.histories.audit.SetFullEvidence.Stale;
import io.ordeal.histories.audit.StatsEvidence.OfKind;
import io.ordeal.histories.audit.UniqueIdsEvidence.Duplicate;
import io.ordeal.histories.audit.UniqueIdsEvidence.Range;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What audits should come to, word for word as it is defined: every element against every operation, every subset of
 * what may have happened. With a whole history at hand, and nothing shared with the audits but the form of the answer.
 */
final class Naive {

    /** What should be found. */
    record Expected(Class<? extends Finding> verdict, Evidence evidence) {}

    private final List<Operation> operations;

    Naive(History history) {
        this.operations = history.operations();
    }

    private List<Operation> all(String f, Predicate<Operation> which) {
        return operations.stream().filter(it -> it.f().equals(f)).filter(which).toList();
    }

    private List<Operation> ok(String f) {
        return all(f, it -> it.outcome() == Outcome.OK);
    }

    /** Those that may have taken effect. */
    private List<Operation> possible(String f) {
        return all(f, it -> it.outcome() != Outcome.FAIL);
    }

    private static long begun(Operation operation) {
        return operation.invocation().index();
    }

    private static long ended(Operation operation) {
        return operation.completion().orElseThrow().index();
    }

    private static Span span(Operation operation) {
        return new Span(operation.process(), begun(operation), ended(operation));
    }

    private static Moment beginning(Operation operation) {
        return new Moment(
                operation.process(), begun(operation), operation.invocation().time());
    }

    private static Moment end(Operation operation) {
        return new Moment(
                operation.process(),
                ended(operation),
                operation.completion().orElseThrow().time());
    }

    private static Collection<?> elements(Operation read) {
        return (Collection<?>) Objects.requireNonNull(read.result());
    }

    private static boolean isOf(Operation operation, Object element) {
        return element.equals(operation.argument());
    }

    private static List<Object> sorted(Collection<?> elements) {
        return elements.stream()
                .map(it -> (Long) it)
                .sorted()
                .map(it -> (Object) it)
                .toList();
    }

    private Set<Object> attempted() {
        var attempted = new LinkedHashSet<Object>();
        all("add", _ -> true).forEach(add -> attempted.add(Objects.requireNonNull(add.argument())));
        return attempted;
    }

    Expected set() {
        var attempted = attempted();
        var acknowledged = new LinkedHashSet<Object>();
        ok("add").forEach(add -> acknowledged.add(Objects.requireNonNull(add.argument())));
        Optional<Operation> last = ok("read").stream().max(Comparator.comparingLong(Naive::ended));
        if (last.isEmpty()) {
            return new Expected(
                    Finding.Unknown.class,
                    new SetEvidence(
                            attempted.size(),
                            acknowledged.size(),
                            0,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty()));
        }
        Operation read = last.get();
        var seen = new LinkedHashSet<Object>(elements(read));
        var due = new LinkedHashSet<Object>(acknowledged);
        due.removeIf(element -> ok("add").stream().noneMatch(add -> isOf(add, element) && ended(add) < begun(read)));
        var lost = new LinkedHashSet<Object>(due);
        lost.removeAll(seen);
        var late = new LinkedHashSet<Object>(acknowledged);
        late.removeAll(due);
        late.removeAll(seen);
        var unexpected = new LinkedHashSet<Object>(seen);
        unexpected.removeIf(
                element -> possible("add").stream().anyMatch(add -> isOf(add, element) && begun(add) < ended(read)));
        var recovered = new LinkedHashSet<Object>(seen);
        recovered.removeAll(unexpected);
        recovered.removeAll(acknowledged);
        boolean bad = !lost.isEmpty() || !unexpected.isEmpty();
        return new Expected(
                bad ? Finding.Invalid.class : due.isEmpty() ? Finding.Unknown.class : Finding.Valid.class,
                new SetEvidence(
                        attempted.size(),
                        acknowledged.size(),
                        (long) seen.size() - unexpected.size(),
                        sorted(lost),
                        sorted(unexpected),
                        sorted(recovered),
                        sorted(late),
                        Optional.of(span(read))));
    }

    Expected setFull(boolean linearizable) {
        var everything = new TreeSet<Long>();
        attempted().forEach(element -> everything.add((Long) element));
        ok("read").forEach(read -> elements(read).forEach(element -> everything.add((Long) element)));
        var stable = new ArrayList<Object>();
        var stale = new ArrayList<Stale>();
        var lost = new ArrayList<Object>();
        var neverRead = new ArrayList<Object>();
        var unexpected = new ArrayList<Object>();
        var duplicated = new ArrayList<Amount>();
        var stableMs = new ArrayList<Long>();
        var lostMs = new ArrayList<Long>();
        for (Object element : everything) {
            long times = ok("read").stream()
                    .mapToLong(read -> Collections.frequency(elements(read), element))
                    .max()
                    .orElse(0);
            if (times > 1) {
                duplicated.add(new Amount(element, times));
            }
            boolean outOfNowhere = ok("read").stream()
                    .filter(read -> elements(read).contains(element))
                    .anyMatch(read ->
                            possible("add").stream().noneMatch(add -> isOf(add, element) && begun(add) < ended(read)));
            if (outOfNowhere) {
                unexpected.add(element);
                continue;
            }
            long attempt = all("add", add -> isOf(add, element)).stream()
                    .mapToLong(Naive::begun)
                    .min()
                    .orElseThrow();
            List<Operation> reads = all("read", it -> it.outcome() == Outcome.OK && ended(it) > attempt);
            List<Moment> certain = new ArrayList<>();
            ok("add").stream().filter(add -> isOf(add, element)).forEach(add -> certain.add(end(add)));
            reads.stream().filter(read -> elements(read).contains(element)).forEach(read -> certain.add(end(read)));
            Optional<Moment> known = certain.stream().min(Comparator.comparingLong(Moment::index));
            Optional<Operation> lastBegun = reads.stream().max(Comparator.comparingLong(Naive::begun));
            List<Operation> without = reads.stream()
                    .filter(read -> !elements(read).contains(element))
                    .sorted(Comparator.comparingLong(Naive::begun))
                    .toList();
            if (known.isEmpty() || lastBegun.isEmpty()) {
                neverRead.add(element);
            } else if (elements(lastBegun.get()).contains(element)) {
                stable.add(element);
                if (!without.isEmpty() && begun(without.getLast()) > known.get().index()) {
                    long nanos =
                            without.getLast().invocation().time() - known.get().time();
                    stale.add(new Stale(
                            element, known.get(), beginning(without.getLast()), OptionalDouble.of(nanos / 1e6)));
                    stableMs.add(nanos);
                } else {
                    stableMs.add(0L);
                }
            } else if (begun(lastBegun.get()) > known.get().index()) {
                lost.add(element);
                lostMs.add(reads.stream()
                        .filter(read -> elements(read).contains(element))
                        .mapToLong(
                                read -> read.invocation().time() - known.get().time())
                        .reduce(0, Math::max));
            } else {
                neverRead.add(element);
            }
        }
        boolean bad =
                !lost.isEmpty() || !unexpected.isEmpty() || !duplicated.isEmpty() || (linearizable && !stale.isEmpty());
        return new Expected(
                bad ? Finding.Invalid.class : stable.isEmpty() ? Finding.Unknown.class : Finding.Valid.class,
                new SetFullEvidence(
                        attempted().size(),
                        stable.size(),
                        stale.stream().map(Stale::element).toList(),
                        lost,
                        neverRead,
                        unexpected,
                        duplicated,
                        stale.stream()
                                .sorted(Comparator.comparingDouble(
                                        it -> -it.latencyMs().orElseThrow()))
                                .limit(8)
                                .toList(),
                        latency(stableMs),
                        latency(lostMs)));
    }

    private static Optional<Latency> latency(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return Optional.empty();
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return Optional.of(new Latency(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1)));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(sorted.size() * share) - 1) / 1e6;
    }

    private static BigInteger number(@Nullable Object value) {
        return BigInteger.valueOf((Long) Objects.requireNonNull(value));
    }

    Expected counter() {
        var bad = new ArrayList<BadRead>();
        for (Operation read : ok("read")) {
            BigInteger certain = BigInteger.ZERO;
            var uncertain = new ArrayList<BigInteger>();
            for (Operation add : possible("add")) {
                if (add.outcome() == Outcome.OK && ended(add) < begun(read)) {
                    certain = certain.add(number(add.argument()));
                } else if (begun(add) < ended(read)) {
                    uncertain.add(number(add.argument()));
                }
            }
            var sums = new TreeSet<BigInteger>();
            for (int subset = 0; subset < 1 << uncertain.size(); subset++) {
                BigInteger sum = certain;
                for (int i = 0; i < uncertain.size(); i++) {
                    sum = (subset >> i & 1) == 0 ? sum : sum.add(uncertain.get(i));
                }
                sums.add(sum);
            }
            BigInteger value = number(read.result());
            if (value.compareTo(sums.first()) < 0 || value.compareTo(sums.last()) > 0) {
                bad.add(new BadRead(span(read), value, sums.first(), sums.last(), certain, uncertain.size()));
            }
        }
        bad.sort(Comparator.comparingLong(it -> it.span().ended()));
        boolean nothing = ok("read").isEmpty() || ok("add").isEmpty();
        return new Expected(
                bad.isEmpty() ? nothing ? Finding.Unknown.class : Finding.Valid.class : Finding.Invalid.class,
                new CounterEvidence(
                        possible("add").size(),
                        ok("add").size(),
                        ok("read").size(),
                        bad.size(),
                        bad,
                        ok("add").stream()
                                .map(add -> number(add.argument()))
                                .reduce(BigInteger.ZERO, BigInteger::add)));
    }

    /** One element that came out, and by where. */
    private record Out(Object element, long by) {}

    private List<Out> outs() {
        var outs = new ArrayList<Out>();
        ok("dequeue").forEach(it -> outs.add(new Out(Objects.requireNonNull(it.result()), ended(it))));
        ok("drain").forEach(it -> elements(it).forEach(element -> outs.add(new Out(element, ended(it)))));
        return outs;
    }

    /** How many elements came out beyond those that can each be given an enqueue of its own. */
    long strays() {
        List<Out> outs = outs();
        List<Operation> enqueues = possible("enqueue");
        int[] takenBy = new int[enqueues.size()];
        Arrays.fill(takenBy, -1);
        long matched = 0;
        for (int out = 0; out < outs.size(); out++) {
            matched += matches(outs, enqueues, takenBy, out, new boolean[enqueues.size()]) ? 1 : 0;
        }
        return outs.size() - matched;
    }

    private static boolean matches(List<Out> outs, List<Operation> enqueues, int[] takenBy, int out, boolean[] tried) {
        for (int i = 0; i < enqueues.size(); i++) {
            boolean fits = isOf(enqueues.get(i), outs.get(out).element())
                    && begun(enqueues.get(i)) < outs.get(out).by();
            if (fits && !tried[i]) {
                tried[i] = true;
                if (takenBy[i] < 0 || matches(outs, enqueues, takenBy, takenBy[i], tried)) {
                    takenBy[i] = out;
                    return true;
                }
            }
        }
        return false;
    }

    Class<? extends Finding> queue() {
        return strays() > 0 ? Finding.Invalid.class : outs().isEmpty() ? Finding.Unknown.class : Finding.Valid.class;
    }

    Expected totalQueue() {
        long lastLook = operations.stream()
                .filter(it -> it.f().equals("dequeue") || it.f().equals("drain"))
                .mapToLong(Naive::begun)
                .max()
                .orElse(-1);
        var lost = new ArrayList<Amount>();
        var unexpected = new ArrayList<Amount>();
        var duplicated = new ArrayList<Amount>();
        var recovered = new ArrayList<Amount>();
        var late = new ArrayList<Amount>();
        long ok = 0;
        var everything = new TreeSet<Long>();
        outs().forEach(out -> everything.add((Long) out.element()));
        all("enqueue", _ -> true).forEach(it -> everything.add((Long) Objects.requireNonNull(it.argument())));
        for (Object element : everything) {
            long out =
                    outs().stream().filter(it -> it.element().equals(element)).count();
            long possible =
                    possible("enqueue").stream().filter(it -> isOf(it, element)).count();
            long certain =
                    ok("enqueue").stream().filter(it -> isOf(it, element)).count();
            long inLate = ok("enqueue").stream()
                    .filter(it -> isOf(it, element) && ended(it) > lastLook)
                    .count();
            for (long missing = out; missing < certain; missing++) {
                bump(missing - out < inLate ? late : lost, element);
            }
            for (long one = 0; one < out; one++) {
                if (one < possible) {
                    ok++;
                    if (one >= certain) {
                        bump(recovered, element);
                    }
                } else {
                    bump(possible == 0 ? unexpected : duplicated, element);
                }
            }
        }
        long dequeues = all("dequeue", it -> it.outcome() == Outcome.INFO).size();
        long drains = all("drain", it -> it.outcome() == Outcome.INFO).size();
        long lostInAll = lost.stream().mapToLong(Amount::times).sum();
        boolean certainlyLost = lostInAll > dequeues && drains == 0;
        boolean looked = ok("enqueue").stream().anyMatch(it -> ended(it) < lastLook);
        Class<? extends Finding> verdict = certainlyLost || !unexpected.isEmpty()
                ? Finding.Invalid.class
                : lostInAll > 0 || nothingHadToComeOut(late, looked) ? Finding.Unknown.class : Finding.Valid.class;
        return new Expected(
                verdict,
                new TotalQueueEvidence(
                        possible("enqueue").size(),
                        ok("enqueue").size(),
                        ok,
                        lost,
                        unexpected,
                        duplicated,
                        recovered,
                        late,
                        dequeues,
                        drains));
    }

    private boolean nothingHadToComeOut(List<Amount> late, boolean looked) {
        long all = ok("enqueue").size();
        return all == 0 || (!looked && late.stream().mapToLong(Amount::times).sum() == all);
    }

    private static void bump(List<Amount> amounts, Object element) {
        if (!amounts.isEmpty() && amounts.getLast().value().equals(element)) {
            amounts.add(new Amount(element, amounts.removeLast().times() + 1));
        } else {
            amounts.add(new Amount(element, 1));
        }
    }

    Expected uniqueIds() {
        List<Operation> given = ok("generate").stream()
                .sorted(Comparator.comparingLong(Naive::ended))
                .toList();
        var ids = new TreeSet<Long>();
        given.forEach(it -> ids.add((Long) Objects.requireNonNull(it.result())));
        var duplicates = new ArrayList<Duplicate>();
        for (Object id : ids) {
            List<Operation> own =
                    given.stream().filter(it -> id.equals(it.result())).toList();
            if (own.size() > 1) {
                duplicates.add(new Duplicate(id, own.size(), span(own.get(0)), span(own.get(1))));
            }
        }
        duplicates.sort(Comparator.comparingLong(it -> -it.times()));
        return new Expected(
                !duplicates.isEmpty()
                        ? Finding.Invalid.class
                        : ids.isEmpty() ? Finding.Unknown.class : Finding.Valid.class,
                new UniqueIdsEvidence(
                        all("generate", _ -> true).size(),
                        given.size(),
                        duplicates,
                        ids.isEmpty() ? Optional.empty() : Optional.of(new Range(ids.first(), ids.last()))));
    }

    Expected stats() {
        var kinds = new ArrayList<OfKind>();
        new TreeSet<>(operations.stream().map(Operation::f).toList())
                .forEach(f -> kinds.add(kind(f, all(f, _ -> true))));
        boolean each = kinds.stream().allMatch(kind -> kind.okCount() > 0);
        return new Expected(
                each && !kinds.isEmpty() ? Finding.Valid.class : Finding.Unknown.class,
                new StatsEvidence(kind("all", operations), kinds));
    }

    private static OfKind kind(String f, List<Operation> own) {
        List<Operation> ok =
                own.stream().filter(it -> it.outcome() == Outcome.OK).toList();
        LongStream nanos = ok.stream()
                .mapToLong(it -> it.completion().map(Completion::time).orElseThrow()
                        - it.invocation().time());
        return new OfKind(
                f,
                ok.size(),
                own.stream().filter(it -> it.outcome() == Outcome.FAIL).count(),
                own.stream().filter(it -> it.outcome() == Outcome.INFO).count(),
                latency(nanos.boxed().toList()));
    }
}
