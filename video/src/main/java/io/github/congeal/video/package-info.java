/**
 * Frames to video: a writer that takes the frames of a run one by one, beside the loop that makes them, and leaves an
 * MP4. So far this package only reserves the place.
 */
@NullMarked
package io.github.congeal.video;

import org.jspecify.annotations.NullMarked;
