package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;

/** Writes several values of one form, separated by bars. */
record ListForm<E>(Form<E> each) implements Form<List<E>> {
    @Override
    public String write(List<E> values) {
        return String.join(" | ", writeEach(values));
    }

    List<String> writeEach(List<E> values) {
        return values.stream().map(each::write).toList();
    }

    @Override
    public List<E> read(String text) {
        return text.isBlank() ? List.of() : readEach(each.separate(text));
    }

    List<E> readEach(List<String> texts) {
        return texts.stream().map(each::read).toList();
    }

    List<E> joined(List<E> some, List<E> more) {
        List<E> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    @Override
    public String allowed() {
        return each.allowed() + "; several with | between";
    }

    @Override
    public String example() {
        return each.example();
    }

    @Override
    public boolean allows(List<E> values) {
        return values.stream().allMatch(each::allows);
    }
}
