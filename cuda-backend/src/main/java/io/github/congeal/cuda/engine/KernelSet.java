package io.github.congeal.cuda.engine;

/** The kernels for a generation of GPUs. */
public enum KernelSet {
    /** For every GPU of compute capability 8.0 or higher, as PTX that the driver translates. */
    PORTABLE("8.0", "kernels-8.0.ptx"),
    /** Machine code for 9.0, whose convolutions and products use instructions of that generation only. */
    HOPPER("9.0", "kernels-9.0a.cubin");

    /** The least compute capability that any of them supports, times ten. */
    public static final int LEAST_CAPABILITY = 80;

    private static final int HOPPER_CAPABILITY = 90;

    private final String capability;
    private final String resource;

    KernelSet(String capability, String resource) {
        this.capability = capability;
        this.resource = resource;
    }

    /** The best kernels for a compute capability, given times ten. */
    public static KernelSet of(int capability) {
        return capability == HOPPER_CAPABILITY ? HOPPER : PORTABLE;
    }

    /** The compute capability that they are for. */
    public String capability() {
        return capability;
    }

    /** The name of the resource with their code, beside this class. */
    String resource() {
        return resource;
    }
}
