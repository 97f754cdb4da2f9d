/**
 * The live window, and the example of embedding Congeal in a program with a user interface. It uses only the public
 * API. {@link io.github.congeal.samples.window.GenerationRun} receives frames from the engine, and {@link
 * io.github.congeal.samples.window.RunListener} gets them on the event thread.
 */
@NullMarked
package io.github.congeal.samples.window;

import org.jspecify.annotations.NullMarked;
