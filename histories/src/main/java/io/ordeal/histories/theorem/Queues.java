package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.FifoQueue;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.UnorderedQueue;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import java.util.Optional;

/**
 * Queues, first in, first out, or in any order, into which nothing is put twice. Puts may be of unknown outcome, takes
 * not. O(n log n), for sorting. That few patterns are all that can be wrong with a queue is from Henzinger, Sezgin and
 * Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR 2013; monitors as fast as this one are in Abdulla et al.,
 * "Efficient Linearizability Monitoring", PLDI 2025, and Lee and Mathur, "Efficient Decrease-and-Conquer
 * Linearizability Monitoring", OOPSLA 2025. What follows is what this one rests on.
 *
 * <p><b>What took place.</b> What was taken was put in, once, and not after the take returned. A put of unknown outcome
 * took place if its thing was taken; else it can be left out of any linearization, for nobody saw anything of what came
 * behind it, nor the queue empty, after it.
 *
 * <p><b>Stays.</b> Let a put of v be invoked at e, and let it return at e'; its take at d and d', which are past all
 * events if it was not taken. It has to be in by E = min(e', d'), and cannot be out before D = max(e, d). A
 * linearization is a moment for each operation between its invocation and its return; so a put has one between e and E,
 * a take between D and d', and not before its put. If E &lt; D, v is certainly in from E to D.
 *
 * <p><b>Who finds nothing</b> does so at a moment p, between its invocation and its return, at which nothing is certainly
 * in; else the queue is {@link Contradiction.Occupied}. Any such moment will do. For each v, let its put come after all
 * those moments that are before D, and the take after no other. That is possible: such a moment p is before E too, since
 * v is not certainly in, and each other is after D. If order does not matter, that is all: a put goes to the last such
 * moment, or to e if that is later, and a take to D.
 *
 * <p><b>First in, first out.</b> Things are put in and taken in one order, of which it is required: v is ahead of w if
 * E(v) &lt; e(w), or if d'(v) &lt; D(w). Moments at which somebody finds nothing are ordered among them, as things that come
 * and go at p: e = E = D = d' = p. If there is an order that agrees with all of this, the puts go, one after the other
 * in that order, each to the greatest e among its own and those ahead of it, and so do the takes with D. No e ahead of v
 * is greater than E(v), or else v were ahead of that; likewise no D is greater than d'(v). And an e is not greater than
 * the D of the same thing, so no take comes before its put. Whoever finds nothing at p has all ahead of it out before,
 * for their D are smaller, and no others in.
 *
 * <p><b>Such an order</b> is built from the front: next is any w with e(w) &lt;= E and D(w) &lt;= d' for all E and d' of what
 * is left. Suppose there is none. Let b be what has the least E, and a what has the least d'. Then a is not among those
 * with e &lt;= E(b), as D(a) &lt;= d'(a): so E(b) &lt; e(a), and b is ahead of a. But b is among them, so
 * d'(a) &lt; D(b), and a is ahead of b: an {@link Contradiction.Overtaking}. Neither is a moment at which somebody finds
 * nothing, for E(v) &lt; p &lt; D(v) for no v.
 */
public final class Queues implements Theorem {

    private static final int MOST_POSITIONS = 1 << 29;

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public long bytes(Encoding<?> encoding) {
        return Stays.BYTES_PER_KIND * encoding.automaton().kinds()
                + 2 * Vacancies.BYTES_PER_POSITION * encoding.columns().positions()
                + (Stays.BYTES_PER_OPERATION
                                + Math.max(Line.BYTES_PER_OPERATION, Crowd.BYTES_PER_OPERATION)
                                + Bystanders.BYTES_PER_OPERATION)
                        * encoding.columns().size();
    }

    @Override
    public Ruling rule(Encoding<?> encoding, Patience patience) {
        Model<?> model = encoding.automaton().model();
        Columns columns = encoding.columns();
        if (!(model instanceof FifoQueue || model instanceof UnorderedQueue) || columns.positions() >= MOST_POSITIONS) {
            return new Abstains("no queue, or too long a history");
        }
        var stays = new Stays(encoding, patience);
        Optional<String> obstacle = stays.gather();
        if (obstacle.isPresent()) {
            return new Abstains(obstacle.get());
        }
        var vacancies = new Vacancies(columns, stays, patience);
        Optional<Contradiction> contradiction = stays.contradiction().or(vacancies::find);
        if (contradiction.isPresent()) {
            return new Invalid(contradiction.get());
        }
        var bystanders = new Bystanders(encoding);
        if (model instanceof UnorderedQueue) {
            return new Valid(bystanders.join(new Crowd(columns, stays, vacancies).operations(patience), patience));
        }
        var line = new Line(columns, stays, vacancies, patience);
        return line.form()
                .<Ruling>map(Invalid::new)
                .orElseGet(() -> new Valid(bystanders.join(line.operations(), patience)));
    }
}
