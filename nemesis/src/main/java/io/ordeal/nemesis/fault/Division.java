package io.ordeal.nemesis.fault;

import io.ordeal.nemesis.topology.NodeName;
import java.util.List;

/** How a network is cut: in a shape, or between these very nodes. */
public sealed interface Division permits Shape, Division.Groups, Division.Links {

    /** Nobody hears anybody of another group; whoever is in none is by itself. */
    record Groups(List<List<NodeName>> groups) implements Division {
        public Groups {
            groups = groups.stream().map(List::copyOf).toList();
            List<NodeName> all = groups.stream().flatMap(List::stream).toList();
            if (groups.stream().anyMatch(List::isEmpty)
                    || all.stream().distinct().count() < all.size()) {
                throw new IllegalArgumentException("groups have members, and nobody is in two of them: " + groups);
            }
        }
    }

    /** These links are cut, and nothing else. */
    record Links(List<Link> links) implements Division {
        public Links {
            links = List.copyOf(links);
        }
    }

    /** The way from one node to another. */
    record Link(NodeName from, NodeName to) {
        public Link {
            if (from.equals(to)) {
                throw new IllegalArgumentException(
                        "a link leads from one node to another, not from " + from + " to itself");
            }
        }
    }
}
