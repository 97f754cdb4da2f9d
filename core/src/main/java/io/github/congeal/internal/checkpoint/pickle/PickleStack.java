package io.github.congeal.internal.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack of the pickle machine, with marks; values below the topmost mark cannot be popped. */
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

    /** Pops all values above the topmost mark, and the mark. */
    List<@Nullable Object> popToMark() {
        if (marks.isEmpty()) {
            throw new PickleException("a mark is missing");
        }
        return popFrom(marks.remove(marks.size() - 1));
    }

    /** Pops {@code count} values, in the order in which they were pushed. */
    List<@Nullable Object> pop(int count) {
        if (values.size() - count < floor()) {
            throw new PickleException("the stack has too few values");
        }
        return popFrom(values.size() - count);
    }

    /** Whether the topmost item is a mark. */
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
