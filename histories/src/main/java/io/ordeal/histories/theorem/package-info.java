/**
 * What decides a history without a search: theorems, each for histories of its kind, in about linear time, with an
 * order of the operations or a contradiction between them as proof. Where none applies, all abstain.
 */
@NullMarked
package io.ordeal.histories.theorem;

import org.jspecify.annotations.NullMarked;
