package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Ruling.Abstains;
import java.util.ArrayList;
import java.util.List;

/** All theorems, in the order in which they are tried. */
public final class Theorems {

    private static final List<Theorem> ALL = List.of(new Zones(), new TotalOrder(), new GrowOnlySets(), new Queues());

    private Theorems() {}

    public static List<Theorem> all() {
        return ALL;
    }

    /**
     * The first ruling that is one.
     *
     * @param bytes how much memory there is
     */
    public static Ruling rule(Encoding<?> encoding, long bytes, Patience patience) {
        var reasons = new ArrayList<String>();
        for (Theorem theorem : ALL) {
            try {
                switch (rule(theorem, encoding, bytes, patience)) {
                    case Abstains(String why) -> reasons.add(theorem.name() + ": " + why);
                    case Ruling ruling -> {
                        return ruling;
                    }
                }
            } catch (ImpatienceException _) {
                return new Abstains(theorem.name() + ": no time left");
            }
        }
        return new Abstains(String.join("; ", reasons));
    }

    private static Ruling rule(Theorem theorem, Encoding<?> encoding, long bytes, Patience patience) {
        return theorem.bytes(encoding) > bytes ? new Abstains("not enough memory") : theorem.rule(encoding, patience);
    }
}
