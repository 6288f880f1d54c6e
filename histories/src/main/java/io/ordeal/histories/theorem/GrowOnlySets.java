package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.GrowOnlySet;
import io.ordeal.histories.model.Handling;
import io.ordeal.histories.theorem.Chain.Read;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Sets from which nothing is ever taken, and whose reads tell all that is in. The same element may be added often, and
 * additions may be of unknown outcome. Linear in events and in what the reads that differ saw, but for sorting the reads.
 *
 * <p><b>Reads.</b> Of two reads the later saw all that the earlier did; else they are {@link Contradiction.Torn}. So
 * they go by how much they saw. Reads that saw the same can go as they were invoked: if r returned before s was invoked,
 * r comes first in that order too, and whatever stands between reads that saw the same adds nothing new, and can be put
 * where its times want it.
 *
 * <p><b>Additions.</b> Let p be the number of reads that did not see an element: the first of them, for they saw less.
 * Every addition of it comes after these. If somebody saw it, one comes before all others, that is, into the very gap
 * after the p-th read; which may be one of unknown outcome. All of that, together with the times, is also enough: reads
 * then see what they saw.
 *
 * <p><b>The first gap that will do.</b> An addition cannot go into a gap before p, nor ahead of what had returned when
 * it was invoked. Going through the events in order, each gets the first gap that is left, and no linearization has it
 * in an earlier one: that of an addition bounds those of others in turn only by when it returned. So if a read is invoked
 * when something had returned that belongs after it, there is no linearization ({@link Contradiction.Belated}), and
 * neither if no addition of an element gets into the gap after its p-th read ({@link Contradiction.Premature}). Else the
 * reads, with additions in their gaps as they were invoked, are one. Additions of unknown outcome have not returned, and
 * bound nothing; those that no read needs are left out.
 */
public final class GrowOnlySets implements Theorem {

    /** An element that was seen, and when. */
    private static final long BYTES_PER_ELEMENT = 80;

    @Override
    public String name() {
        return "grow-only set";
    }

    @Override
    public long bytes(Encoding<?> encoding) {
        return (BYTES_PER_ELEMENT + Additions.BYTES_PER_KIND)
                        * encoding.automaton().kinds()
                + (Additions.BYTES_PER_OPERATION + Bystanders.BYTES_PER_OPERATION)
                        * encoding.columns().size();
    }

    @Override
    public Ruling rule(Encoding<?> encoding, Patience patience) {
        if (!(encoding.automaton().model() instanceof GrowOnlySet)) {
            return new Abstains("no set");
        }
        Optional<Chain> chain = chain(encoding, patience);
        if (chain.isEmpty()) {
            return new Abstains("only the model knows what some operations do");
        }
        var additions = new Additions(encoding, chain.get(), patience);
        return chain.get()
                .link(patience)
                .or(additions::place)
                .<Ruling>map(Invalid::new)
                .orElseGet(() -> new Valid(new Bystanders(encoding).join(additions.order(), patience)));
    }

    /** The reads; empty where something certain is neither a read nor an addition. */
    private static Optional<Chain> chain(Encoding<?> encoding, Patience patience) {
        Columns columns = encoding.columns();
        var bystanders = new Bystanders(encoding);
        var reads = new ArrayList<Read>();
        for (int operation = 0; operation < columns.size(); operation++) {
            patience.step(operation);
            if (columns.isCertain(operation) && !bystanders.isOne(operation)) {
                int kind = columns.kind(operation);
                switch (encoding.automaton().transition(kind).handling().orElse(null)) {
                    case Handling.Shows(var elements) -> reads.add(new Read(operation, kind, elements));
                    case Handling.Puts _ -> {}
                    case null, default -> {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(new Chain(reads));
    }
}
