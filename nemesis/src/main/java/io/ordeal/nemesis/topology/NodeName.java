package io.ordeal.nemesis.topology;

/** The name of one node of the system under test, such as {@code n1}. Ordered by number, then by text. */
public record NodeName(String value) implements Comparable<NodeName> {

    public NodeName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a node needs a name");
        }
    }

    /** Shorter names first, so that {@code n2} comes before {@code n10}. */
    @Override
    public int compareTo(NodeName other) {
        int byLength = Integer.compare(value.length(), other.value.length());
        return byLength != 0 ? byLength : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
