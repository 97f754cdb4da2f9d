/** Writing files. */
@NullMarked
package io.github.congeal.internal.file;

import org.jspecify.annotations.NullMarked;
