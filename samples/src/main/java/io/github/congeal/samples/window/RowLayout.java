package io.github.congeal.samples.window;

import java.awt.Container;
import java.awt.GridBagLayout;
import java.awt.GridBagLayoutInfo;

/** Rows that keep their heights where there is too little width, in which a grid bag would make all of them as low as can be. */
@SuppressWarnings("serial") // Windows are never serialised.
final class RowLayout extends GridBagLayout {
    @Override
    protected GridBagLayoutInfo getLayoutInfo(Container parent, int size) {
        return super.getLayoutInfo(parent, PREFERREDSIZE);
    }
}
