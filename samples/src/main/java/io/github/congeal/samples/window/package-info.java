/**
 * The live window, and the example of embedding Congeal in a program with a face. It uses nothing but the public API.
 * {@link io.github.congeal.samples.window.GenerationRun} is where frames come from the engine, and {@link
 * io.github.congeal.samples.window.RunListener} is where they arrive on the event thread.
 */
@NullMarked
package io.github.congeal.samples.window;

import org.jspecify.annotations.NullMarked;
