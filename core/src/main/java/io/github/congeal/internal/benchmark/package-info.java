/** How fast and how large a run is on this machine, with published architectures and made-up weights. */
@NullMarked
package io.github.congeal.internal.benchmark;

import org.jspecify.annotations.NullMarked;
