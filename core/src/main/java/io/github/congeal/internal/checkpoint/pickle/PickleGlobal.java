package io.github.congeal.internal.checkpoint.pickle;

/**
 * A class or function that a pickle names: its name and nothing more.
 *
 * @param module the Python module
 * @param name the name within the module
 */
public record PickleGlobal(String module, String name) implements Comparable<PickleGlobal> {
    /** By full name; a hash table of globals whose hash codes were made to collide needs an order. */
    @Override
    public int compareTo(PickleGlobal other) {
        int modules = module.compareTo(other.module);
        return modules != 0 ? modules : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return module + "." + name;
    }
}
