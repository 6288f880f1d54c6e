package io.ordeal.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network of a run's own, with addresses that nobody else here uses.
 *
 * @param prefix the first three numbers of its addresses, such as {@code 10.153.7}
 */
record Network(String name, String prefix) {

    private static final int ATTEMPTS = 20;
    private static final int FIRST_NODE = 11;

    static Network create(Engine engine, Run run) {
        String name = "ordeal-" + run.id();
        DockerException last = null;
        for (String prefix : candidates()) {
            try {
                engine.client()
                        .createNetworkCmd()
                        .withName(name)
                        .withLabels(run.labels())
                        .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(prefix + ".0/24")))
                        .exec();
                return new Network(name, prefix);
            } catch (DockerException e) {
                last = e;
            }
        }
        throw new DockerProblem(
                "found no free network: %s".formatted(last == null ? "every candidate is in use" : last.getMessage()));
    }

    /** The address of the n-th node, counted from zero. */
    String address(int node) {
        return "%s.%d".formatted(prefix, FIRST_NODE + node);
    }

    /** The engine knows which of its own networks are in use, but not those of the machine. */
    private static List<String> candidates() {
        List<String> taken = taken();
        var numbers = new ArrayList<>(IntStream.range(0, 1 << 14).boxed().toList());
        Collections.shuffle(numbers);
        return numbers.stream()
                .map(number -> "10.%d.%d".formatted(192 + number / 256, number % 256))
                .filter(prefix -> !taken.contains(prefix))
                .limit(ATTEMPTS)
                .toList();
    }

    private static List<String> taken() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(address -> address.getHostAddress().replaceFirst("\\.\\d+$", ""))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
