/**
 * What happened in a test: events, and the operations that they pair up to. The words are those of Jepsen and Knossos.
 *
 * <p>Values are plain: {@code null}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link Double},
 * {@link String}, {@link io.ordeal.histories.op.Keyword}, and unmodifiable {@link java.util.List}, {@link java.util.Set}
 * and {@link java.util.Map} of these.
 */
@NullMarked
package io.ordeal.histories.op;

import org.jspecify.annotations.NullMarked;
