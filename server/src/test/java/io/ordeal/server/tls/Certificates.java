package io.ordeal.server.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** An authority of a test's own, and what it vouches for. */
public record Certificates(X509Bundle authority, Path folder) {

    public static Certificates in(Path folder) throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=authority " + folder.getFileName())
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
        return new Certificates(authority, folder);
    }

    /** For 127.0.0.1, and no name. */
    public X509Bundle issue() throws Exception {
        return issue(Instant.now().plus(Duration.ofDays(1)));
    }

    public X509Bundle issue(Instant end) throws Exception {
        return new CertificateBuilder()
                .subject("CN=somebody")
                .ecp256()
                .addSanIpAddress("127.0.0.1")
                .notBefore(Instant.now().minus(Duration.ofDays(2)))
                .notAfter(end)
                .buildIssuedBy(authority);
    }

    public Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    public Path certificateFile() {
        return folder.resolve("cert.pem");
    }

    public Path keyFile() {
        return folder.resolve("key.pem");
    }

    /** Puts certificate and key where {@link #files} says. */
    public Certificates write(X509Bundle bundle) throws IOException {
        Files.writeString(certificateFile(), bundle.getCertificatePEM());
        Files.writeString(keyFile(), bundle.getPrivateKeyPEM());
        return this;
    }

    public TlsFiles files(boolean demandsCertificate) {
        return new TlsFiles(
                "",
                Optional.of(certificateFile()),
                Optional.of(keyFile()),
                Optional.of(authorityFile()),
                demandsCertificate);
    }

    /** For a client that trusts this authority, and shows {@code own} if it is there. */
    public SSLContext client(Optional<X509Bundle> own) throws Exception {
        var context = SSLContext.getInstance("TLS");
        KeyManager[] keys = own.isPresent() ? own.get().toKeyManagerFactory().getKeyManagers() : new KeyManager[0];
        context.init(keys, new TrustManager[] {authority.toTrustManager()}, new SecureRandom());
        return context;
    }
}
