package io.github.congeal.internal.tensor.nd4j;

import com.sun.management.OperatingSystemMXBean;
import io.github.congeal.DeviceUnavailableException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * The settings of JavaCPP and ND4J that must be made before these are loaded. Values that the user has set stay.
 *
 * <p>JavaCPP refuses native memory once the process holds four times the maximum heap: with {@code -Xmx200m}, which is
 * plenty for the Java part, that would be less than most models need. It is therefore given the machine's memory as its
 * limit.
 */
public final class NativeSettings {
    private static final String MOST_COUNTED = "org.bytedeco.javacpp.maxbytes";
    private static final String MOST_RESIDENT = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String BANNER = "org.nd4j.log.initialization";

    static {
        if (isUnset(MOST_COUNTED) && isUnset(MOST_RESIDENT)) {
            memory().ifPresent(bytes -> System.setProperty(MOST_RESIDENT, Long.toString(bytes)));
        }
        // ND4J prints a banner of its own unless told not to.
        if (System.getProperty(BANNER) == null) {
            System.setProperty(BANNER, "false");
        }
    }

    private NativeSettings() {}

    /** Makes them, if they have not been made. */
    public static void make() {
        // The work is done when this class is initialised.
    }

    /**
     * The bytes of memory that the machine has, or the container that this process runs in.
     *
     * @throws DeviceUnavailableException if Java cannot tell them
     */
    public static long machineMemory() {
        return memory().orElseThrow(() -> new DeviceUnavailableException(
                "Java's own management classes cannot be loaded, as where it cannot name the folder that it runs in, in"
                        + " this locale: set the environment variable LC_ALL to C.UTF-8, or start it in another"
                        + " folder"));
    }

    private static OptionalLong memory() {
        try {
            return OptionalLong.of(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize());
        } catch (LinkageError e) {
            // The JDK's permissions for files cannot be initialised in a folder that has no name.
            return OptionalLong.empty();
        }
    }

    /** JavaCPP knows each property in two spellings. */
    private static boolean isUnset(String property) {
        return System.getProperty(property) == null
                && System.getProperty(property.replace("maxp", "maxP")
                                .replace("maxb", "maxB")
                                .replace("bytes", "Bytes"))
                        == null;
    }
}
