package io.ordeal.server.edge;

import io.ordeal.server.tls.Tls;
import io.ordeal.server.tls.TlsFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server encrypts its connections with: those of clients, and those between members. */
record Encryption(Optional<Tls> clients, Optional<Tls> peers) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);

    /** @throws IOException with a message for the user if certificates cannot be used */
    static Encryption open(ServerSettings settings) throws IOException {
        warnOfUnused(settings.clientTls(), settings.listenClients());
        boolean peers = settings.listenPeers().stream().anyMatch(Url::isEncrypted)
                || settings.members().values().stream().anyMatch(Url::isEncrypted);
        if (!peers) {
            warnOfUnused(settings.peerTls(), settings.listenPeers());
        }
        boolean clients = settings.listenClients().stream().anyMatch(Url::isEncrypted);
        Optional<Tls> ofClients = open(clients, settings.clientTls());
        try {
            return new Encryption(ofClients, open(peers, settings.peerTls()));
        } catch (IOException e) {
            ofClients.ifPresent(Tls::close);
            throw e;
        }
    }

    private static Optional<Tls> open(boolean wanted, TlsFiles files) throws IOException {
        return wanted ? Optional.of(Tls.open(files)) : Optional.empty();
    }

    private static void warnOfUnused(TlsFiles files, List<Url> urls) {
        boolean given = files.canServe() || files.trusted().isPresent();
        urls.stream().filter(url -> given && !url.isEncrypted()).forEach(url -> {
            LOG.warn(
                    "connections to {} are not encrypted, although --{}cert-file or the like is given",
                    url,
                    files.prefix());
        });
    }

    @Override
    public void close() {
        clients.ifPresent(Tls::close);
        peers.ifPresent(Tls::close);
    }
}
