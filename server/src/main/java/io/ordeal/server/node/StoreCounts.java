package io.ordeal.server.node;

import io.ordeal.server.api.Statistics.Operation;
import io.ordeal.server.api.Statistics.Tally;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.Expired;
import io.ordeal.server.keys.KeyError;
import io.ordeal.server.keys.Reading;
import io.ordeal.server.keys.Result;
import java.util.EnumMap;
import java.util.Map;

/** Counts what is done with the keys of one node, since it started. */
final class StoreCounts {

    private final EnumMap<Operation, Tally> tallies = new EnumMap<>(Operation.class);
    private long expired;

    /** Reads are counted where they are answered. */
    void read(Reading reading) {
        count(Operation.GET, !(reading instanceof KeyError));
    }

    /** Writes are counted wherever they are applied. */
    void applied(Command command, Result result) {
        if (result instanceof Expired(var events)) {
            expired += events.size();
            return;
        }
        count(operation(command), !(result instanceof KeyError));
    }

    Map<Operation, Tally> tallies() {
        return new EnumMap<>(tallies);
    }

    long expired() {
        return expired;
    }

    private void count(Operation operation, boolean success) {
        tallies.put(operation, tallies.getOrDefault(operation, Tally.NONE).with(success));
    }

    private static Operation operation(Command command) {
        return switch (command) {
            case Command.Set _ -> Operation.SET;
            case Command.Create _, Command.CreateInOrder _ -> Operation.CREATE;
            case Command.Update _ -> Operation.UPDATE;
            case Command.CompareAndSwap _ -> Operation.COMPARE_AND_SWAP;
            case Command.Delete _ -> Operation.DELETE;
            case Command.CompareAndDelete _ -> Operation.COMPARE_AND_DELETE;
            case Command.Refresh refresh ->
                switch (refresh.action()) {
                    case UPDATE -> Operation.UPDATE;
                    case COMPARE_AND_SWAP -> Operation.COMPARE_AND_SWAP;
                    default -> Operation.SET;
                };
            case Command.Expire _ -> throw new IllegalArgumentException("nobody refuses to expire");
        };
    }
}
