/**
 * What a correct system would do, one operation at a time. Models are pure, and know neither concurrency nor checkers;
 * {@link io.ordeal.histories.model.Independent} takes histories of many objects apart before a model sees them.
 */
@NullMarked
package io.ordeal.histories.model;

import org.jspecify.annotations.NullMarked;
