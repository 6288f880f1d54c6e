/**
 * How an operation becomes an HTTP call, and what its reply allows to conclude. Pure: connections and time belong to
 * the interpreter.
 */
@NullMarked
package io.ordeal.harness.client;

import org.jspecify.annotations.NullMarked;
