/**
 * What happened in a test: events, and the operations that they pair up to. The words are those of Jepsen and Knossos.
 *
 * <p>Values are {@linkplain io.ordeal.histories.op.Plain plain}: {@code null}, {@link Boolean}, {@link Long},
 * {@link java.math.BigInteger} beyond the long ones, {@link Double}, {@link String},
 * {@link io.ordeal.histories.op.Keyword}, {@link io.ordeal.histories.op.Literal}, and unmodifiable
 * {@link java.util.List}, {@link java.util.Set} and {@link java.util.Map} of these. Nothing here reads a clock, a file
 * or a random source.
 */
@NullMarked
package io.ordeal.histories.op;

import org.jspecify.annotations.NullMarked;
