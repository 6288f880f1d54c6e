package io.ordeal.server.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM (RFC 7468); keys also as OpenSSL writes them. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*?)-----END \\1-----");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    /** Version 0. */
    private static final byte[] VERSION = {2, 1, 0};

    /** 1.2.840.113549.1.1.1, without parameters. */
    private static final byte[] RSA = {
        SEQUENCE, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    /** 1.2.840.10045.2.1. */
    private static final byte[] ELLIPTIC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private Pem() {}

    /** All certificates of a text, of which there must be one. */
    static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return certificates;
    }

    /** The first private key of a text. */
    static PrivateKey privateKey(String text) throws GeneralSecurityException {
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(bytes(block));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(encoded(RSA, bytes(block)));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] key = bytes(block);
                    return key(encoded(der(SEQUENCE, ELLIPTIC, curve(key)), key));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new GeneralSecurityException("the key is encrypted, and nobody is here to give the password");
                default -> {}
            }
        }
        throw new GeneralSecurityException(
                text.contains("ENCRYPTED") ? "the key is encrypted" : "there is no private key in it");
    }

    private static byte[] bytes(MatchResult block) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no PEM: " + e.getMessage(), e);
        }
    }

    /** Of the kinds of keys that TLS knows, the one that it is. */
    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA", "EdDSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another kind.
            }
        }
        throw new GeneralSecurityException("a private key that makes no sense, or of an unknown kind");
    }

    /** The older forms (PKCS #1, SEC 1) are what stands inside of PKCS #8, beside the kind of key (RFC 5208). */
    private static byte[] encoded(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION, algorithm, der(OCTETS, key));
    }

    /** RFC 5915: the curve stands under the tag 0, after version and key. */
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        try {
            int version = contents(key, 0);
            int number = end(key, version);
            int parameters = end(key, number);
            if (parameters >= key.length || (key[parameters] & 0xff) != 0xa0) {
                throw new GeneralSecurityException("the key does not say of which curve it is");
            }
            return Arrays.copyOfRange(key, contents(key, parameters), end(key, parameters));
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new GeneralSecurityException("a private key that ends too early", e);
        }
    }

    private static int contents(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int end(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        int contents = contents(der, at);
        if (length < 0x80) {
            return contents + length;
        }
        int total = 0;
        for (int position = at + 2; position < contents; position++) {
            total = (total << 8) | (der[position] & 0xff);
        }
        return contents + total;
    }

    private static byte[] der(int tag, byte[]... parts) {
        var contents = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(contents::writeBytes);
        int length = contents.size();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(contents.toByteArray());
        return out.toByteArray();
    }
}
