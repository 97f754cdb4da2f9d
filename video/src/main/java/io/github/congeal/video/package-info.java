/**
 * Writes frames as films: a {@link io.github.congeal.video.VideoWriter} takes the frames of a run one by one and writes
 * an MP4 or an animated GIF, a {@link io.github.congeal.video.PngSequence} numbered PNGs. A {@link
 * io.github.congeal.video.VideoReader} reads films for {@link io.github.congeal.video.Styling} to redraw.
 */
@NullMarked
package io.github.congeal.video;

import org.jspecify.annotations.NullMarked;
