package io.ordeal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Removes what runs have made: that of one run at its end, and that of runs that never got there. */
public final class Sweep {

    private Sweep() {}

    /** Removes everything of this user's runs that are over, and tells how many those were. */
    public static int leftovers(Engine engine, Consumer<String> progress) {
        var runs = new TreeMap<String, Map<String, String>>();
        for (Thing thing : all(engine.client(), Run.RUN)) {
            runs.put(String.valueOf(thing.labels().get(Run.RUN)), thing.labels());
        }
        int swept = 0;
        for (Map.Entry<String, Map<String, String>> run : runs.entrySet()) {
            if (Run.isOver(run.getValue())) {
                List<String> remaining = remove(engine, run.getKey());
                if (remaining.isEmpty()) {
                    Run.forget(run.getValue());
                    progress.accept("removed what run %s had left behind".formatted(run.getKey()));
                    swept++;
                } else {
                    progress.accept("run %s has left behind: %s".formatted(run.getKey(), String.join("; ", remaining)));
                }
            }
        }
        return swept;
    }

    /**
     * Removes everything of a run, containers first, since the rest is in use while they are there. Tells what could not
     * be removed, and why.
     */
    static List<String> remove(Engine engine, String run) {
        List<Thing> things = all(engine.client(), Run.RUN + "=" + run);
        var remaining = new ArrayList<String>();
        for (Kind kind : Kind.values()) {
            List<Thing> some =
                    things.stream().filter(thing -> thing.kind() == kind).toList();
            AtOnce.map(some, Thing::remove).forEach(failure -> failure.ifPresent(remaining::add));
        }
        return remaining;
    }

    /** What there is of a run, for people. */
    static List<String> thingsOf(Engine engine, String run) {
        return all(engine.client(), Run.RUN + "=" + run).stream()
                .map(Thing::name)
                .toList();
    }

    private enum Kind {
        CONTAINER,
        NETWORK,
        VOLUME
    }

    private record Thing(Kind kind, String name, Map<String, String> labels, Runnable removal) {
        Optional<String> remove() {
            try {
                removal.run();
                return Optional.empty();
            } catch (NotFoundException e) {
                return Optional.empty();
            } catch (DockerException e) {
                return Optional.of("%s %s (%s)".formatted(kind, name, e.getMessage()));
            }
        }
    }

    private static List<Thing> all(DockerClient client, String label) {
        var things = new ArrayList<Thing>();
        for (Container each : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(label))
                .exec()) {
            things.add(new Thing(
                    Kind.CONTAINER,
                    each.getId(),
                    each.getLabels(),
                    () -> client.removeContainerCmd(each.getId())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec()));
        }
        for (Network each :
                client.listNetworksCmd().withFilter("label", List.of(label)).exec()) {
            things.add(new Thing(
                    Kind.NETWORK,
                    each.getName(),
                    each.getLabels(),
                    () -> client.removeNetworkCmd(each.getId()).exec()));
        }
        List<InspectVolumeResponse> volumes = client.listVolumesCmd()
                .withFilter("label", List.of(label))
                .exec()
                .getVolumes();
        for (InspectVolumeResponse each : volumes == null ? List.<InspectVolumeResponse>of() : volumes) {
            things.add(new Thing(
                    Kind.VOLUME,
                    each.getName(),
                    each.getLabels(),
                    () -> client.removeVolumeCmd(each.getName()).exec()));
        }
        return things;
    }
}
