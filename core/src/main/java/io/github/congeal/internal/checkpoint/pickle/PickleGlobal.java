package io.github.congeal.internal.checkpoint.pickle;

/**
 * The name of a class or function in a pickle; it is never resolved.
 *
 * @param module the Python module
 * @param name the name within the module
 */
public record PickleGlobal(String module, String name) implements Comparable<PickleGlobal> {
    /** By module and name. The order keeps a hash table fast even if a hostile file makes the hash codes collide. */
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
