package io.ordeal.server.edge;

import io.ordeal.server.peer.Census;
import io.ordeal.server.peer.Inquiries;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a server that was added to a cluster finds out under which name it is known there: it asks the other members. */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A member may not have heard of a change yet: only what it says so many times holds. */
    private static final int ROUNDS = 8;

    private final ServerSettings settings;
    private final Inquiries inquiries;
    private final Map<NodeId, String> problems = new TreeMap<>();

    Joining(ServerSettings settings, Inquiries inquiries) {
        this.settings = settings;
        this.inquiries = inquiries;
    }

    /**
     * Asks until somebody answers.
     *
     * @throws IOException with a message for the user, if what the members say does not fit the flags
     */
    Standing join() throws IOException {
        if (settings.members().size() < 2) {
            throw new IOException(
                    "--initial-cluster-state existing: --initial-cluster must name the other members as well");
        }
        int rounds = 0;
        while (true) {
            Optional<String> objection = Optional.empty();
            for (Map.Entry<NodeId, Url> member : settings.members().entrySet()) {
                Optional<Census> census = member.getKey().equals(settings.id())
                        ? Optional.empty()
                        : ask(member.getKey(), member.getValue());
                if (census.isPresent()) {
                    objection = objection(census.get());
                    if (objection.isEmpty()) {
                        return standing(census.get());
                    }
                }
            }
            rounds = objection.isPresent() ? rounds + 1 : 0;
            if (rounds >= ROUNDS) {
                throw new IOException(objection.orElseThrow());
            }
            pause();
        }
    }

    private Optional<Census> ask(NodeId name, Url url) {
        try {
            Census census = inquiries.ask(url.toPeer());
            problems.remove(name);
            return Optional.of(census);
        } catch (IOException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(problems.put(name, problem))) {
                LOG.warn("{} at {} does not say who is in the cluster: {}; trying again", name, url, problem);
            }
            return Optional.empty();
        }
    }

    private static void pause() throws IOException {
        try {
            var _ = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the cluster to be let in", e);
        }
    }

    private Standing standing(Census census) {
        return Standing.newcomer(own(census).orElseThrow(), settings.token(), census.cluster());
    }

    /** The name of the member that is reached where this server is. */
    private Optional<NodeId> own(Census census) {
        return census.members().entrySet().stream()
                .filter(member ->
                        urls(member.getValue()).contains(settings.peerUrl().toString()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<String> urls(String address) {
        return Arrays.asList(address.split(" ", -1));
    }

    /** What is wrong with starting into such a cluster. */
    private Optional<String> objection(Census census) {
        Optional<NodeId> own = own(census);
        if (own.isEmpty()) {
            return Optional.of(
                    "the cluster has no member at %s, where --initial-cluster has '%s': add it first with POST /v2/members {\"peerURLs\":[\"%s\"]}"
                            .formatted(settings.peerUrl(), settings.id(), settings.peerUrl()));
        }
        if (census.voters().contains(own.get())) {
            return Optional.of(
                    "the member %s at %s has run before, and its data is not in %s: put that back; or remove the member with DELETE /v2/members/%s and add a new one"
                            .formatted(own.get(), settings.peerUrl(), settings.folder(), own.get()));
        }
        List<String> there = new ArrayList<>();
        census.members().values().forEach(address -> there.addAll(urls(address)));
        List<String> named =
                settings.members().values().stream().map(Url::toString).toList();
        Optional<String> unknown =
                named.stream().filter(url -> !there.contains(url)).findFirst();
        if (unknown.isPresent()) {
            return Optional.of(
                    "--initial-cluster names " + unknown.get() + ", where the cluster has no member; it has " + there);
        }
        return census.members().values().stream()
                .filter(address -> urls(address).stream().noneMatch(named::contains))
                .findFirst()
                .map(address -> "--initial-cluster names " + named.size() + " members, the cluster has "
                        + census.members().size() + ": " + address + " is missing");
    }
}
