/**
 * The search of the checker Porcupine: depth first, with a memory of where it has been. It shares nothing with the general
 * one but the models, so that each can be held against the other.
 */
@NullMarked
package io.ordeal.histories.porcupine;

import org.jspecify.annotations.NullMarked;
