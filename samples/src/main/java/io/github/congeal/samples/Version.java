package io.github.congeal.samples;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that is printed for {@code --version}: the one in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"congeal " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }
}
