package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import java.util.Optional;

/**
 * Registers whose values are all set once at most, and the initial one never. Gibbons and Korach, "Testing shared
 * memories", SIAM J. Comput. 26(4), 1997, section 4, for reads and writes; here with compare-and-set, with operations of
 * unknown outcome, and with such as are legal everywhere and change nothing. Linear in operations, states and positions.
 *
 * <p><b>Which operations take effect.</b> Those that certainly did, and of the others those that lead to a value which
 * is <i>needed</i>: one that an operation observes, or moves on from, which itself took effect. No linearization does
 * without them. Of any linearization, on the other hand, the uncertain ones whose value nobody needs can be left out,
 * all at once: while the register had such a value nothing observed it and nothing that remains moved on from it, so
 * the next change that remains sets, which is legal after any other value too.
 *
 * <p><b>Blocks.</b> A value is made by one operation, and at most one moves on from it, for nothing leads back: two
 * are {@link Contradiction.Rivals}. So values form chains, each from one that was set, or the initial one, along
 * compare-and-sets; one without a beginning is a {@link Contradiction.Circle}. In a linearization the operations of a
 * chain, its block, follow one another: producer, observers, the compare-and-set, observers, and so on, and no change
 * of another block comes between. Observers of one value can go in any order that agrees with their times, such as that
 * of their invocations. Hence a block by itself has a linearization if and only if no operation returned before one was
 * invoked that has to come ahead of it ({@link Contradiction.Belated}); and it is enough to compare with the last
 * invocation among those.
 *
 * <p><b>Zones.</b> Let f be the first return in a block and s the last invocation. Block i has to come ahead of block j
 * if some operation of i returned before some of j was invoked, that is, if f(i) &lt; s(j). The initial block comes ahead
 * of all: its f is ahead of all. So a history is linearizable if and only if each block by itself is, and this
 * relation has no cycle: its blocks, in an order that agrees with the relation, are a linearization.
 *
 * <p><b>Lemma.</b> The relation has a cycle if and only if it has one of two blocks. Take in a cycle the block
 * j with the greatest s, the one after it, k, and the one after that, l. Then f(j) &lt; s(k), and
 * f(k) &lt; s(l) &le; s(j): so j and k have to come ahead of each other.
 *
 * <p><b>Sweep.</b> The zone of a block is the stretch between f and s, <i>forward</i> if f &lt; s and else
 * <i>backward</i>. Two blocks contradict each other, f(i) &lt; s(j) and f(j) &lt; s(i), if and only if both are forward and
 * {@link Contradiction.Overlap}, or one is backward and {@linkplain Contradiction.Enclosure inside} the other, which is
 * forward. Of zones in the order of their beginnings, each needs to be compared only with the last forward one before
 * it, as long as these do not overlap. And if there is no contradiction, that order agrees with the relation. Let
 * f(i) &lt; s(j), and hence s(i) &lt; f(j). If both are forward, i begins at f(i) &lt; s(i) &lt; f(j). If both are backward, at
 * s(i) &lt; f(i) &lt; s(j). If only i is, at s(i) &lt; f(j); if only j is, at f(i) &lt; s(j).
 *
 * <p>For what is legal everywhere and changes nothing see {@link Bystanders}.
 */
public final class Zones implements Theorem {

    @Override
    public String name() {
        return "zones";
    }

    @Override
    public long bytes(Encoding<?> encoding) {
        return Lives.BYTES_PER_STATE * encoding.automaton().states()
                + Blocks.BYTES_PER_POSITION * encoding.columns().positions()
                + (Sequence.BYTES_PER_OPERATION + Bystanders.BYTES_PER_OPERATION)
                        * encoding.columns().size();
    }

    @Override
    public Ruling rule(Encoding<?> encoding, Patience patience) {
        if (!encoding.automaton().isPlain()) {
            return new Abstains("only the model knows what some operations do");
        }
        var lives = new Lives(encoding, patience);
        if (!lives.areUnique()) {
            return new Abstains("some value is set more than once");
        }
        var blocks = new Blocks(lives);
        Optional<Contradiction> contradiction = lives.link().or(blocks::bound);
        if (contradiction.isPresent()) {
            return new Invalid(contradiction.get());
        }
        var sequence = new Sequence(lives, blocks);
        return sequence.arrange()
                .<Ruling>map(Invalid::new)
                .orElseGet(() -> new Valid(new Bystanders(encoding).join(sequence.order(), patience)));
    }
}
