/** Words and pictures in, a picture that slowly comes into focus out. */
@NullMarked
package io.github.congeal;

import org.jspecify.annotations.NullMarked;
