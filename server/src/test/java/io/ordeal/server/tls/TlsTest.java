package io.ordeal.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final Duration OFTEN = Duration.ofMillis(10);

    @TempDir
    private Path folder = Path.of("");

    private Optional<Certificates> made = Optional.empty();

    @BeforeEach
    void makeAuthority() throws Exception {
        made = Optional.of(Certificates.in(folder.resolve("ours")));
    }

    private Certificates ours() {
        return made.orElseThrow();
    }

    /** Which certificate is shown to who connects now. */
    private BigInteger serial(Tls tls) throws Exception {
        SSLEngine client = ours().client(Optional.empty()).createSSLEngine("127.0.0.1", 1);
        client.setUseClientMode(true);
        SSLEngine server = tls.accepted(UnpooledByteBufAllocator.DEFAULT).engine();
        shakeHands(client, server);
        return ((X509Certificate) client.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        while (isBusy(client) || isBusy(server)) {
            move(client, toServer, toClient);
            move(server, toClient, toServer);
        }
    }

    private static boolean isBusy(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void move(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(1 << 16));
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }

    @Test
    void renewedFilesAreUsedAndBrokenOnesAreNot() throws Exception {
        var first = ours().issue();
        ours().write(first);
        try (var tls = Tls.open(ours().files(false), OFTEN)) {
            assertThat(serial(tls)).isEqualTo(first.getCertificate().getSerialNumber());

            var second = ours().issue();
            ours().write(second);
            BigInteger renewed = second.getCertificate().getSerialNumber();
            while (!serial(tls).equals(renewed)) {
                Thread.sleep(5);
            }

            for (String broken : List.of("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
                Files.writeString(ours().certificateFile(), broken);
                assertStays(tls, renewed);
            }
            Files.writeString(ours().certificateFile(), ours().issue().getCertificatePEM());
            assertStays(tls, renewed);
            Files.delete(ours().keyFile());
            assertStays(tls, renewed);

            var third = ours().issue();
            ours().write(third);
            while (!serial(tls).equals(third.getCertificate().getSerialNumber())) {
                Thread.sleep(5);
            }
        }
    }

    private void assertStays(Tls tls, BigInteger serial) throws Exception {
        long end = System.nanoTime() + OFTEN.multipliedBy(15).toNanos();
        while (System.nanoTime() < end) {
            assertThat(serial(tls)).isEqualTo(serial);
        }
    }

    @Test
    void keysAreTakenInEveryForm() throws Exception {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            PrivateKey key = generator(algorithm).generateKeyPair().getPrivate();
            String modern = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(key.getEncoded()) + "\n-----END PRIVATE KEY-----\n";
            assertThat(Pem.privateKey(modern).getEncoded()).isEqualTo(key.getEncoded());
            if (!algorithm.equals("Ed25519")) {
                String block = algorithm + " PRIVATE KEY-----\r\n";
                String old = "some text\r\n-----BEGIN " + block
                        + Base64.getMimeEncoder().encodeToString(asOpenSsl(key)) + "\r\n-----END " + block;
                assertThat(secret(Pem.privateKey(old))).isEqualTo(secret(key));
            }
        }
    }

    private static KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator;
    }

    private static BigInteger secret(PrivateKey key) {
        return key instanceof ECPrivateKey elliptic ? elliptic.getS() : new BigInteger(key.getEncoded());
    }

    /** PKCS #1, or SEC 1 with the curve in it. */
    private static byte[] asOpenSsl(PrivateKey key) throws IOException {
        var info = PrivateKeyInfo.getInstance(key.getEncoded());
        return key instanceof ECPrivateKey elliptic
                ? new org.bouncycastle.asn1.sec.ECPrivateKey(
                                256,
                                elliptic.getS(),
                                info.getPrivateKeyAlgorithm().getParameters())
                        .getEncoded()
                : info.parsePrivateKey().toASN1Primitive().getEncoded();
    }

    @Test
    void whatIsNoKeyIsNone() {
        for (String block : List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY")) {
            for (String content : List.of("", "MA==", "MIIB", "MAMCAQE=", "////////")) {
                String text = "-----BEGIN " + block + "-----\n" + content + "\n-----END " + block + "-----\n";
                assertThatThrownBy(() -> Pem.privateKey(text)).as(text).isInstanceOf(GeneralSecurityException.class);
            }
        }
        String encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
        assertThatThrownBy(() -> Pem.privateKey(encrypted)).hasMessageContaining("is encrypted");
    }

    private void assertRefused(TlsFiles files, String message) {
        assertThatThrownBy(() -> Tls.open(files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysWhatIsWrongWithFiles() throws Exception {
        var files = ours().files(false);
        assertRefused(files, "--cert-file " + ours().certificateFile() + ": there is no such file");
        ours().write(ours().issue());
        Files.writeString(ours().keyFile(), ours().issue().getPrivateKeyPEM());
        assertRefused(files, "--key-file " + ours().keyFile() + ": is not the key to the certificate in ");
        var rsa = new CertificateBuilder()
                .subject("CN=x")
                .setIsCertificateAuthority(true)
                .rsa2048()
                .buildSelfSigned();
        Files.writeString(ours().keyFile(), rsa.getPrivateKeyPEM());
        assertRefused(files, "is not the key to the certificate in ");
        Files.writeString(ours().keyFile(), rsa.getCertificatePEM());
        assertRefused(files, "there is no private key in it");
        Files.writeString(ours().certificateFile(), "hello");
        assertRefused(files, "there is no certificate in it");
        ours().write(ours().issue());
        Files.delete(ours().authorityFile());
        assertRefused(files, "--trusted-ca-file " + ours().authorityFile() + ": there is no such file");
    }

    @Test
    void whatHasExpiredIsShownAllTheSame() throws Exception {
        var old = ours().issue(Instant.now().minus(Duration.ofDays(1)));
        ours().write(old);
        try (var tls = Tls.open(ours().files(false))) {
            assertThatThrownBy(() -> serial(tls)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void flagsMustFitTogether() {
        Optional<Path> file = Optional.of(folder);
        assertThatThrownBy(() -> new TlsFiles("peer-", file, Optional.empty(), Optional.empty(), false))
                .hasMessage("--peer-cert-file and --peer-key-file need each other");
        assertThatThrownBy(() -> new TlsFiles("", file, file, Optional.empty(), true))
                .hasMessageContaining("--client-cert-auth needs --trusted-ca-file");
    }
}
