package io.ordeal.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one end of a connection shows of itself.
 *
 * @param chain its certificate first
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {

    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    /** @throws IOException with a message for the user */
    static Optional<Identity> read(TlsFiles files) throws IOException {
        if (!files.canServe()) {
            return Optional.empty();
        }
        Path certificate = files.certificate().orElseThrow();
        List<X509Certificate> chain = certificates(files, "cert-file", certificate);
        Path file = files.key().orElseThrow();
        PrivateKey key;
        try {
            key = Pem.privateKey(files.read("key-file", file));
            if (!fits(key, chain.getFirst())) {
                throw new IOException(
                        files.named("key-file", file) + "is not the key to the certificate in " + certificate);
            }
        } catch (GeneralSecurityException e) {
            throw files.problem("key-file", file, String.valueOf(e.getMessage()), e);
        }
        warnOfAge(certificate, chain.getFirst());
        return Optional.of(new Identity(key, chain));
    }

    /** @throws IOException with a message for the user */
    static List<X509Certificate> certificates(TlsFiles files, String flag, Path file) throws IOException {
        try {
            return Pem.certificates(files.read(flag, file));
        } catch (GeneralSecurityException e) {
            throw files.problem(flag, file, String.valueOf(e.getMessage()), e);
        }
    }

    /** What the key signs, the certificate confirms. */
    private static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String kind = certificate.getPublicKey().getAlgorithm();
        if (!kind.equals(key.getAlgorithm())) {
            return false;
        }
        var signature = Signature.getInstance(
                switch (kind) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> kind;
                });
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    private static void warnOfAge(Path file, X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            LOG.warn(
                    "the certificate in {} has expired on {}; others will not believe it",
                    file,
                    certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            LOG.warn(
                    "the certificate in {} is not valid before {}",
                    file,
                    certificate.getNotBefore().toInstant());
        }
    }
}
