/** Programs that people run: Congeal's command line. It uses nothing but Congeal's public API. */
@NullMarked
package io.github.congeal.samples;

import org.jspecify.annotations.NullMarked;
