package io.github.congeal.cuda.engine;

/** The kernels for a generation of GPUs. */
public enum KernelSet {
    /** For every GPU from compute capability 8.0 on, as PTX that the driver translates. */
    PORTABLE("8.0", "kernels-8.0.ptx"),
    /** Machine code for 9.0, whose convolutions and products use what only that generation has. */
    HOPPER("9.0", "kernels-9.0a.cubin");

    /** The least that any of them runs on, times ten. */
    public static final int LEAST_CAPABILITY = 80;

    private static final int HOPPER_CAPABILITY = 90;

    private final String capability;
    private final String resource;

    KernelSet(String capability, String resource) {
        this.capability = capability;
        this.resource = resource;
    }

    /** The best for a compute capability, times ten. */
    public static KernelSet of(int capability) {
        return capability == HOPPER_CAPABILITY ? HOPPER : PORTABLE;
    }

    /** The compute capability that they are for. */
    public String capability() {
        return capability;
    }

    /** Where their code lies beside this class. */
    String resource() {
        return resource;
    }
}
