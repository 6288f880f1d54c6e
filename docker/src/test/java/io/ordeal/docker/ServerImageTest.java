package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerImageTest {

    @TempDir
    private Path folder;

    @Test
    void theServersManifestSaysWhatItNeeds() throws IOException {
        jar("ordeal-server-1.jar", "netty-4.jar logback-1.jar");
        jar("netty-4.jar", "");
        jar("logback-1.jar", "");
        jar("picocli-4.jar", "");
        jar("ordeal-harness-1.jar", "");
        assertThat(new ServerImage(folder.toString()).files().keySet())
                .isEqualTo(Set.of("app/ordeal-server-1.jar", "lib/logback-1.jar", "lib/netty-4.jar"));
    }

    @Test
    void withoutSuchAManifestEverythingIsTakenButTheOtherModules() throws IOException {
        jar("ordeal-server-1.jar", "");
        jar("picocli-4.jar", "");
        jar("ordeal-harness-1.jar", "");
        assertThat(new ServerImage(folder + "/*").files().keySet())
                .isEqualTo(Set.of("app/ordeal-server-1.jar", "lib/picocli-4.jar"));
    }

    @Test
    void aClassPathMayNameJarsOneByOne() throws IOException {
        String classPath = String.join(
                File.pathSeparator,
                "target/classes",
                jar("ordeal-server-1.jar", "netty-4.jar").toString(),
                jar("netty-4.jar", "").toString());
        assertThat(new ServerImage(classPath).files().keySet())
                .isEqualTo(Set.of("app/ordeal-server-1.jar", "lib/netty-4.jar"));
    }

    @Test
    void withoutTheServerTheUserIsToldHowToGetIt() {
        assertThatThrownBy(() -> new ServerImage(folder.toString()).files())
                .isInstanceOf(DockerProblem.class)
                .hasMessageEndingWith("Mend: mvn package.");
    }

    private Path jar(String name, String needed) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!needed.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, needed);
        }
        Path file = folder.resolve(name);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
