package io.ordeal.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where certificates are, in PEM.
 *
 * @param prefix begins the names of the flags that say so, after two dashes; for messages
 * @param certificate the server's own, with those that vouch for it after it; without one there is no TLS server
 * @param key to the certificate; there if that is
 * @param trusted who vouches for the others; nobody in particular if empty
 * @param demandsCertificate whether the others must show a certificate too
 */
public record TlsFiles(
        String prefix,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<Path> trusted,
        boolean demandsCertificate) {

    /** @throws IllegalArgumentException with a message for the user if they do not fit together */
    public TlsFiles {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "--" + prefix + "cert-file and --" + prefix + "key-file need each other");
        }
        if (demandsCertificate && trusted.isEmpty()) {
            throw new IllegalArgumentException(
                    "--" + prefix + "client-cert-auth needs --" + prefix + "trusted-ca-file, to know whom to believe");
        }
    }

    /** Whether a server can be made of them. */
    public boolean canServe() {
        return certificate.isPresent();
    }

    /** Equal as long as the files have not changed. */
    List<String> state() {
        var state = new ArrayList<String>();
        Stream.of(certificate, key, trusted).flatMap(Optional::stream).forEach(file -> state.add(state(file)));
        return state;
    }

    private static String state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return file + " " + e;
        }
    }

    /** Reads a file that {@code flag} has named. */
    String read(String flag, Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw problem(flag, file, "there is no such file", e);
        } catch (IOException e) {
            throw problem(flag, file, "cannot be read: " + e.getMessage(), e);
        }
    }

    IOException problem(String flag, Path file, String problem, Exception cause) {
        return new IOException(named(flag, file) + problem, cause);
    }

    /** How messages about a file begin. */
    String named(String flag, Path file) {
        return "--" + prefix + flag + " " + file + ": ";
    }
}
