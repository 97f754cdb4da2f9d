/** Picture files: read with everything checked that ImageIO leaves unchecked, and written whole or not at all. */
@NullMarked
package io.github.congeal.internal.image;

import org.jspecify.annotations.NullMarked;
