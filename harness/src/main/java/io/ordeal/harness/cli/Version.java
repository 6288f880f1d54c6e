package io.ordeal.harness.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Ordeal this is, as its jar says. */
public final class Version implements IVersionProvider {

    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ordeal " + current()};
    }
}
