/** Pictures in the forms that game engines and drawing libraries take, each in one small class to copy from. */
@NullMarked
package io.github.congeal.samples.games;

import org.jspecify.annotations.NullMarked;
