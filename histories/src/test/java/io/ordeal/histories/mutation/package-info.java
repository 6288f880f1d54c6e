/** Defects, planted one at a time, to see that the tests see them. */
@NullMarked
package io.ordeal.histories.mutation;

import org.jspecify.annotations.NullMarked;
