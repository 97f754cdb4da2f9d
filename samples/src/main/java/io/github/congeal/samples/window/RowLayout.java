package io.github.congeal.samples.window;

import java.awt.Container;
import java.awt.GridBagLayout;
import java.awt.GridBagLayoutInfo;

/**
 * A grid bag layout whose rows keep their preferred heights if the width is too small; {@code GridBagLayout} would use
 * the minimum heights of all rows.
 */
@SuppressWarnings("serial") // Windows are never serialised.
final class RowLayout extends GridBagLayout {
    @Override
    protected GridBagLayoutInfo getLayoutInfo(Container parent, int size) {
        return super.getLayoutInfo(parent, PREFERREDSIZE);
    }
}
