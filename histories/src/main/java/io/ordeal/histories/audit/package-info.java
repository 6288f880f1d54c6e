/**
 * What a history comes to where no model is needed: what went into a set, a counter or a queue has to come out again,
 * identifiers have to differ, and something has to succeed at all. The checkers are those of Jepsen by the same names;
 * where one of them says something else than Jepsen's, it tells so.
 *
 * <p>{@link io.ordeal.histories.audit.Auditor} is the way in. It begins an {@link io.ordeal.histories.audit.Auditing},
 * which takes a history event by event, so that it never has to be in memory as a whole, and gives the
 * {@link io.ordeal.histories.audit.Finding} in the end. Time is linear, but for the sorting of what is told. Memory
 * grows with elements, with operations under way and with clients that crashed, not with operations.
 *
 * <p>Everywhere, what failed never took effect; what is of unknown outcome may have done so at any time after its
 * invocation, or never. Nothing is called invalid that a correct system could have done, and nothing valid unless
 * something succeeded that could have shown otherwise.
 */
@NullMarked
package io.ordeal.histories.audit;

import org.jspecify.annotations.NullMarked;
