package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at the driver and the cards behind it: is there one that ND4J's machine code serves? */
final class DriverExamination {
    /** Below this, not even the bundled model's default picture fits beside CUDA's own needs. */
    static final long LEAST_FREE = 1_500_000_000;

    private static final int CUDA_11_0 = 11_000;
    private static final int CUDA_11_6 = 11_060;

    private final Machine machine;
    private final CudaPlatform platform;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Card card;

    DriverExamination(Machine machine, CudaPlatform platform) {
        this.machine = machine;
        this.platform = platform;
        CudaLibrary cuda = machine.cuda();
        if (cuda == null) {
            findings.add(Finding.absent(
                    "Driver",
                    "No NVIDIA driver was found (%s), so no GPU is used."
                            .formatted(CudaPlatform.isWindows(platform.name()) ? "nvcuda.dll" : "libcuda.so.1"),
                    "If there is an NVIDIA GPU in this computer, install its driver, release %s or newer; in a"
                                    .formatted(platform.ownDriver())
                            + " container, start it with the NVIDIA container toolkit."));
            return;
        }
        try {
            Driver driver = Driver.start(cuda, machine.nvml());
            try {
                examineRelease(driver.cudaVersion(), driver.release());
                examineCards(driver.cards());
            } finally {
                driver.close();
            }
        } catch (DriverError e) {
            findings.add(complaint(e));
        } catch (UnsatisfiedLinkError e) {
            findings.add(Finding.fault(
                    "Driver",
                    "The NVIDIA driver is too old to answer (%s).".formatted(e.getMessage()),
                    "Install release %s or newer.".formatted(platform.ownDriver())));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    /** The card that ND4J will take, fit or not; null where there is none. */
    @Nullable
    Card card() {
        return card;
    }

    private Finding complaint(DriverError error) {
        String visible = machine.environment("CUDA_VISIBLE_DEVICES");
        if (error.code() != DriverError.NO_DEVICE) {
            return Finding.fault("Driver", error.getMessage(), error.remedy());
        }
        return visible == null
                ? Finding.fault(
                        "Card",
                        "The NVIDIA driver finds no card.",
                        "Look whether the card sits and is powered, and whether this user or container may use it.")
                : Finding.absent(
                        "Card",
                        "The NVIDIA driver shows no card, for the environment variable CUDA_VISIBLE_DEVICES is \"%s\"."
                                .formatted(visible),
                        "Unset it, or let it name a card.");
    }

    private void examineRelease(int cudaVersion, String release) {
        String text = "NVIDIA driver%s, for CUDA up to %d.%d."
                .formatted(release.isEmpty() ? "" : " " + release, cudaVersion / 1000, cudaVersion % 1000 / 10);
        if (cudaVersion < CUDA_11_0 || !release.isEmpty() && isBefore(release, platform.leastDriver())) {
            findings.add(Finding.fault(
                    "Driver",
                    text,
                    "That is too old for CUDA 11.6: install release %s, or at the very least %s."
                            .formatted(platform.ownDriver(), platform.leastDriver())));
        } else if (cudaVersion < CUDA_11_6) {
            findings.add(Finding.note(
                    "Driver",
                    text,
                    "Older than CUDA 11.6, which runs on it all the same; release %s knows all of it."
                            .formatted(platform.ownDriver())));
        } else {
            findings.add(Finding.fine("Driver", text));
        }
    }

    /** Whether one release number comes before another, part by part. */
    static boolean isBefore(String release, String other) {
        int[] a = parts(release);
        int[] b = parts(other);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i];
            }
        }
        return false;
    }

    private static int[] parts(String release) {
        return release.matches("\\d{1,6}(\\.\\d{1,6})*")
                ? List.of(release.split("\\.")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
    }

    private void examineCards(List<Card> cards) {
        if (cards.isEmpty()) {
            findings.add(complaint(new DriverError("cuDeviceGetCount", DriverError.NO_DEVICE)));
            return;
        }
        // ND4J takes the first of those that are visible. Another can be put first only from outside the process.
        Card first = cards.get(0);
        card = first;
        Finding about = about(first);
        Card better = IntStream.range(1, cards.size())
                .mapToObj(cards::get)
                .filter(other -> about(other).kind() != Finding.Kind.FAULT)
                .filter(other -> about.kind() == Finding.Kind.FAULT || other.usableBytes() > first.usableBytes())
                .reduce((a, b) -> b.usableBytes() > a.usableBytes() ? b : a)
                .orElse(null);
        if (better != null && about.kind() == Finding.Kind.FAULT) {
            findings.add(Finding.fault(
                    "Card", about.text() + " ND4J takes the first card, but another would do.", takeInstead(better)));
            return;
        }
        findings.add(about);
        if (better != null) {
            findings.add(Finding.note(
                    "Card", "ND4J takes the first card, and this one has more memory.", takeInstead(better)));
        }
    }

    private static String takeInstead(Card card) {
        return "To take the %s, set the environment variable CUDA_VISIBLE_DEVICES to %s."
                .formatted(card.name(), card.uuid().isEmpty() ? "its number in nvidia-smi" : card.uuid());
    }

    private Finding about(Card one) {
        if (!platform.serves(one)) {
            return Finding.fault(
                    "Card",
                    "%s. %s: ND4J 1.0.0-M2.1, the last release, has machine code for %s here, and none that a driver could translate."
                            .formatted(
                                    one,
                                    platform.isNewerThanAll(one)
                                            ? "This card is too new"
                                            : "There is no machine code for this card",
                                    String.join(", ", platform.capabilities())),
                    "Use the CPU, or a card of one of these (Ada, 8.9, runs the code of 8.6).");
        }
        if (one.usableBytes() < LEAST_FREE) {
            return Finding.fault(
                    "Card",
                    "%s. That is too little: at least %s must be free.".formatted(one, Card.gigabytes(LEAST_FREE)),
                    "End other programs that use the card, or use the CPU.");
        }
        return one.freeBytes() < 0
                ? Finding.note(
                        "Card",
                        one + ".",
                        "How much of it is free is not known, for NVIDIA's management library (NVML) was not found.")
                : Finding.fine("Card", one + ".");
    }
}
