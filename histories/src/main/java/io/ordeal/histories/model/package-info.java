/**
 * What a correct system would do, one operation at a time. Models are pure, and know neither concurrency nor checkers;
 * {@link io.ordeal.histories.model.Independent} takes histories of many objects apart before a model sees them.
 *
 * <p>{@link io.ordeal.histories.model.Models} has those that there are. Another one is a record that turns operations into
 * {@linkplain io.ordeal.histories.model.Transition transitions}, which are records too. Of a register that only a higher
 * number can be written to:
 *
 * <pre>{@code
 * record HighWater() implements Model<Long> {
 *     @Override
 *     public String name() {
 *         return "high-water";
 *     }
 *
 *     @Override
 *     public Long initial() {
 *         return 0L;
 *     }
 *
 *     @Override
 *     public Transition<Long> certain(String f, @Nullable Object argument, @Nullable Object result) {
 *         return f.equals("read") && result instanceof Long level ? new Read(level) : possible(f, argument);
 *     }
 *
 *     @Override
 *     public Transition<Long> possible(String f, @Nullable Object argument) {
 *         if (f.equals("raise") && argument instanceof Long level) {
 *             return new Raise(level);
 *         }
 *         if (f.equals("read")) {
 *             return Transition.passing();
 *         }
 *         throw new MisfitException("a high-water knows no " + f + " of " + argument);
 *     }
 *
 *     @Override
 *     public Object show(Long level) {
 *         return level;
 *     }
 *
 *     record Raise(Long to) implements Transition<Long> {
 *         @Override
 *         public Optional<Long> from(Long level) {
 *             return Optional.of(Math.max(level, to));
 *         }
 *
 *         @Override
 *         public Object legalIn(Long level) {
 *             return to;
 *         }
 *     }
 *
 *     record Read(Long seen) implements Transition<Long> {
 *         @Override
 *         public Nature<Long> nature() {
 *             return new Nature.Observes<>(seen);
 *         }
 *
 *         @Override
 *         public Optional<Long> from(Long level) {
 *             return level.equals(seen) ? Optional.of(level) : Optional.empty();
 *         }
 *
 *         @Override
 *         public Object legalIn(Long level) {
 *             return level;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A checker takes it as it takes the others:
 *
 * <pre>{@code
 * History history = HistoryReader.read(file, Truncation.REFUSED);
 * String verdict = switch (Linearizable.with(new HighWater()).check(history)) {
 *     case Verdict.Valid valid -> "explained by " + valid.witnesses().getFirst().order();
 *     case Verdict.Invalid invalid -> invalid.counterexamples().getFirst().inWords();
 *     case Verdict.Unknown unknown -> unknown.gaps().getFirst().why();
 * };
 * }</pre>
 *
 * <p>What a transition says of its {@linkplain io.ordeal.histories.model.Nature nature}, and a model of what can be
 * {@linkplain io.ordeal.histories.model.Model#dispensable dispensed with}, decides how fast a check is, and may be left
 * out.
 */
@NullMarked
package io.ordeal.histories.model;

import org.jspecify.annotations.NullMarked;
