package io.ordeal.histories.encode;

import io.ordeal.histories.op.Operation;
import java.util.function.IntFunction;

/**
 * What is to be searched, in numbers.
 *
 * @param origin the operation that a number in {@code columns} stands for
 */
public record Encoding<S>(Automaton<S> automaton, Columns columns, IntFunction<Operation> origin) {}
