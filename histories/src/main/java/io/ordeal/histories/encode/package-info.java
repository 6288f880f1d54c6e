/**
 * A history and a model in numbers: operations as {@linkplain io.ordeal.histories.encode.Columns columns}, states and
 * transitions as an {@linkplain io.ordeal.histories.encode.Automaton automaton}. Everything that searches works on these.
 */
@NullMarked
package io.ordeal.histories.encode;

import org.jspecify.annotations.NullMarked;
