/**
 * What to do next, as pure values. A generator, asked with a context, gives an operation and the generator that comes
 * after it, or says that it is pending or done; it learns from the events of the history. None reads a clock or holds
 * a random source: time, free processes and a seed come with the context, so the same questions get the same answers.
 * After Jepsen's generators.
 */
@NullMarked
package io.ordeal.harness.generate;

import org.jspecify.annotations.NullMarked;
