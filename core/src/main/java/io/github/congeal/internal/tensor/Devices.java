package io.github.congeal.internal.tensor;

import io.github.congeal.DeviceUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses a device among those that {@link DeviceProvider}s offer, and logs that it is the GPU, or why it is not. */
public final class Devices {
    private static final Logger log = LoggerFactory.getLogger(Devices.class);
    private static final Devices FOUND =
            new Devices(ServiceLoader.load(DeviceProvider.class, Devices.class.getClassLoader()).stream()
                    .<DeviceProvider>map(ServiceLoader.Provider::get)
                    .toList());

    private final List<? extends DeviceProvider> providers;
    private final Map<Processor, Device> opened = new EnumMap<>(Processor.class);
    private @Nullable Device best;

    /** Chooses among the given ones. */
    Devices(List<? extends DeviceProvider> providers) {
        this.providers = providers.stream()
                .filter(DeviceProvider::isPresent)
                .sorted(Comparator.comparingInt(DeviceProvider::score).reversed())
                .toList();
    }

    /** The best device that can be used on this machine; always the same one in a JVM, unless it is lost. */
    public static Device automatic() {
        return FOUND.choose(null);
    }

    /**
     * A device of a kind.
     *
     * @param wish the kind, or null for {@link #automatic()}
     * @throws DeviceUnavailableException if there is none that can be used
     */
    public static Device of(@Nullable Processor wish) {
        return FOUND.choose(wish);
    }

    /**
     * A device of a kind for dry runs only; the hardware need not be present.
     *
     * @throws DeviceUnavailableException if no provider on the class path can plan for this kind
     */
    public static Device dry(Processor kind) {
        return FOUND.providers.stream()
                .filter(provider -> provider.processor() == kind)
                .flatMap(provider -> provider.dry().stream())
                .findFirst()
                .orElseThrow(() -> FOUND.missing(kind));
    }

    private DeviceUnavailableException missing(Processor wish) {
        return new DeviceUnavailableException("the %s was asked for, but %s"
                .formatted(
                        wish,
                        ServiceFiles.fault(providers)
                                .orElse("congeal-cuda-backend is not on the class path: add it, or ask for the CPU")));
    }

    synchronized Device choose(@Nullable Processor wish) {
        if (wish != null) {
            Device known = opened.get(wish);
            return known == null || isLost(known) ? open(wish) : known;
        }
        if (best == null || isLost(best)) {
            best = open(null);
        }
        return best;
    }

    private static boolean isLost(Device device) {
        return device.lost().isPresent();
    }

    private Device open(@Nullable Processor wish) {
        List<String> obstacles = new ArrayList<>();
        DeviceUnavailableException refused = null;
        for (DeviceProvider provider : providers) {
            Device known = opened.get(provider.processor());
            if (known != null && isLost(known)) {
                known.lost().filter(why -> !obstacles.contains(why)).ifPresent(obstacles::add);
            } else if (wish == null || wish == provider.processor()) {
                DeviceProvider.Verdict verdict = provider.examine();
                if (verdict.obstacle() != null) {
                    obstacles.add(verdict.obstacle());
                    continue;
                }
                try {
                    return open(provider, verdict, obstacles);
                } catch (DeviceUnavailableException e) {
                    obstacles.add(e.getMessage());
                    refused = refused == null ? e : refused;
                }
            }
        }
        if (refused != null && wish != null) {
            throw refused;
        }
        if (obstacles.isEmpty() && wish != null) {
            throw missing(wish);
        }
        ServiceFiles.fault(providers).ifPresent(obstacles::add);
        throw new DeviceUnavailableException("the %s was asked for, but cannot be used: %s"
                .formatted(wish == null ? "best device" : wish, String.join(" ", obstacles)));
    }

    private Device open(DeviceProvider provider, DeviceProvider.Verdict verdict, List<String> obstacles) {
        Device device = opened.get(provider.processor());
        if (device == null) {
            device = provider.open(verdict);
            report(provider, verdict, obstacles);
            opened.put(provider.processor(), device);
        }
        return device;
    }

    private static void report(DeviceProvider provider, DeviceProvider.Verdict verdict, List<String> obstacles) {
        if (provider.processor() == Processor.GPU) {
            log.info("The engine uses the GPU: {}", verdict.name());
        } else if (!obstacles.isEmpty()) {
            log.info("The engine uses the {}, not the GPU: {}", provider.processor(), String.join(" ", obstacles));
        }
    }
}
