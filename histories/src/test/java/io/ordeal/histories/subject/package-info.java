/** Objects to make random histories of, and an oracle for these. Nothing here knows of checkers, nor what a model does. */
@NullMarked
package io.ordeal.histories.subject;

import org.jspecify.annotations.NullMarked;
