/**
 * Frames to film: a {@link io.github.congeal.video.VideoWriter} takes the frames of a run one by one, beside the loop
 * that makes them, and leaves an MP4, an animated GIF or numbered PNG pictures.
 */
@NullMarked
package io.github.congeal.video;

import org.jspecify.annotations.NullMarked;
