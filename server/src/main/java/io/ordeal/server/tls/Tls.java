package io.ordeal.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with what stands in some files. They are looked at every few seconds: when they have changed, new
 * connections get what is in them now, and others stay as they are. What makes no sense is not taken over.
 */
public final class Tls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final TlsFiles files;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Contexts contexts;

    /** Only touched by whoever looks at the files. */
    private List<String> state;

    /** @param server there if there is a certificate */
    private record Contexts(Optional<SslContext> server, SslContext client) {}

    private Tls(TlsFiles files, Contexts contexts, List<String> state) {
        this.files = files;
        this.contexts = contexts;
        this.state = state;
    }

    /** @throws IOException with a message for the user if the files make no sense */
    public static Tls open(TlsFiles files) throws IOException {
        return open(files, LOOK);
    }

    /** @param look so often the files are looked at */
    static Tls open(TlsFiles files, Duration look) throws IOException {
        List<String> state = files.state();
        var tls = new Tls(files, read(files), state);
        Thread.ofVirtual().name("certificates").start(() -> tls.watch(look));
        return tls;
    }

    /** For a connection that somebody has opened to this server, which has a certificate. */
    public SslHandler accepted(ByteBufAllocator allocator) {
        return contexts.server().orElseThrow().newHandler(allocator);
    }

    /** For a connection that is being opened to {@code host}, whose certificate must be for that name or address. */
    public SslHandler opened(ByteBufAllocator allocator, String host, int port) {
        SslHandler handler = contexts.client().newHandler(allocator, host, port);
        var parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        return handler;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void watch(Duration look) {
        try {
            while (!closed.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<String> now = files.state();
        if (now.equals(state)) {
            return;
        }
        state = now;
        try {
            contexts = read(files);
            LOG.info("new connections use the certificates as they are in {} now", now);
        } catch (IOException e) {
            LOG.warn("certificates have changed, and the ones from before stay in use: {}", e.getMessage());
        }
    }

    private static Contexts read(TlsFiles files) throws IOException {
        Optional<Identity> identity = Identity.read(files);
        Optional<List<X509Certificate>> trusted = Optional.empty();
        if (files.trusted().isPresent()) {
            Path file = files.trusted().get();
            trusted = Optional.of(Identity.certificates(files, "trusted-ca-file", file));
        }
        Optional<SslContext> server = Optional.empty();
        if (identity.isPresent()) {
            Identity own = identity.get();
            SslContextBuilder builder = SslContextBuilder.forServer(own.key(), own.chain());
            builder.clientAuth(files.demandsCertificate() ? ClientAuth.REQUIRE : ClientAuth.NONE);
            server = Optional.of(built(builder, trusted));
        }
        SslContextBuilder client = SslContextBuilder.forClient();
        identity.ifPresent(own -> client.keyManager(own.key(), own.chain()));
        return new Contexts(server, built(client, trusted));
    }

    private static SslContext built(SslContextBuilder builder, Optional<List<X509Certificate>> trusted)
            throws IOException {
        trusted.ifPresent(builder::trustManager);
        return builder.sslProvider(SslProvider.JDK).protocols(VERSIONS).build();
    }
}
