package io.ordeal.server.edge;

import io.ordeal.server.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** etcd's flags for encryption, as they were given; with one dash or two. */
final class TlsOptions {

    @Option(
            names = {"--cert-file", "-cert-file"},
            paramLabel = "FILE",
            description = "Certificate for https:// client URLs, in PEM; renewed files are noticed.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = {"--key-file", "-key-file"},
            paramLabel = "FILE",
            description = "The key to it, in PEM.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = {"--trusted-ca-file", "-trusted-ca-file"},
            paramLabel = "FILE",
            description = "Who vouches for clients.")
    private Optional<Path> trusted = Optional.empty();

    @Option(
            names = {"--client-cert-auth", "-client-cert-auth"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description = "Clients must show a certificate.")
    private boolean demands;

    @Option(
            names = {"--ca-file", "-ca-file"},
            paramLabel = "FILE",
            description = "The last two in one, as etcd had it first.")
    private Optional<Path> authority = Optional.empty();

    @Option(
            names = {"--peer-cert-file", "-peer-cert-file"},
            paramLabel = "FILE",
            description = "Certificate for https:// peer URLs; also shown to other members.")
    private Optional<Path> peerCertificate = Optional.empty();

    @Option(
            names = {"--peer-key-file", "-peer-key-file"},
            paramLabel = "FILE",
            description = "The key to it.")
    private Optional<Path> peerKey = Optional.empty();

    @Option(
            names = {"--peer-trusted-ca-file", "-peer-trusted-ca-file"},
            paramLabel = "FILE",
            description = "Who vouches for other members. Default: whom this machine trusts")
    private Optional<Path> peerTrusted = Optional.empty();

    @Option(
            names = {"--peer-client-cert-auth", "-peer-client-cert-auth"},
            arity = "0..1",
            paramLabel = "true",
            fallbackValue = "true",
            description = "Members that connect must show a certificate.")
    private boolean peerDemands;

    @Option(
            names = {"--peer-ca-file", "-peer-ca-file"},
            paramLabel = "FILE",
            description = "The last two in one, as etcd had it first.")
    private Optional<Path> peerAuthority = Optional.empty();

    /** @throws IllegalArgumentException with a message for the user */
    TlsFiles clients() {
        return new TlsFiles("", certificate, key, authority.or(() -> trusted), demands || authority.isPresent());
    }

    /** @throws IllegalArgumentException with a message for the user */
    TlsFiles peers() {
        return new TlsFiles(
                "peer-",
                peerCertificate,
                peerKey,
                peerAuthority.or(() -> peerTrusted),
                peerDemands || peerAuthority.isPresent());
    }
}
