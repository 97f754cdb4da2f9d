package io.github.congeal.internal.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's stack, with marks that divide it; nothing is taken from below the topmost mark. */
final class PickleStack {
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    void push(@Nullable Object value) {
        values.add(value);
    }

    @Nullable
    Object pop() {
        checkNotEmpty();
        return values.remove(values.size() - 1);
    }

    @Nullable
    Object top() {
        checkNotEmpty();
        return values.get(values.size() - 1);
    }

    void mark() {
        marks.add(values.size());
    }

    /** Takes everything above the topmost mark, and the mark. */
    List<@Nullable Object> popToMark() {
        if (marks.isEmpty()) {
            throw new PickleException("a mark is missing");
        }
        return popFrom(marks.remove(marks.size() - 1));
    }

    /** Takes the topmost values, in the order in which they were pushed. */
    List<@Nullable Object> pop(int count) {
        if (values.size() - count < floor()) {
            throw new PickleException("the stack has too few values");
        }
        return popFrom(values.size() - count);
    }

    /** Whether a mark comes before any value. */
    boolean endsWithMark() {
        return !marks.isEmpty() && floor() == values.size();
    }

    private List<@Nullable Object> popFrom(int begin) {
        List<@Nullable Object> top = values.subList(begin, values.size());
        List<@Nullable Object> popped = new ArrayList<>(top);
        top.clear();
        return popped;
    }

    private void checkNotEmpty() {
        if (values.size() <= floor()) {
            throw new PickleException("the stack is empty");
        }
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }
}
