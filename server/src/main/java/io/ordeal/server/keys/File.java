package io.ordeal.server.keys;

/** A node with a value. */
public record File(Text value, long modified, long created, long expires) implements Node {

    @Override
    public long earliest() {
        return expires;
    }

    @Override
    public long digest() {
        return Digests.mix(Digests.mix(Digests.mix(value.hash64(), modified), created), expires);
    }
}
