package io.ordeal.server.api;

import io.ordeal.server.keys.Action;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.Command.CompareAndDelete;
import io.ordeal.server.keys.Command.CompareAndSwap;
import io.ordeal.server.keys.Command.Create;
import io.ordeal.server.keys.Command.CreateInOrder;
import io.ordeal.server.keys.Command.Delete;
import io.ordeal.server.keys.Command.Extent;
import io.ordeal.server.keys.Command.Refresh;
import io.ordeal.server.keys.Command.Set;
import io.ordeal.server.keys.Command.Update;
import io.ordeal.server.keys.Condition;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Query;
import io.ordeal.server.keys.Scope;
import io.ordeal.server.keys.Text;
import java.util.Optional;

/**
 * What requests to {@code /v2/keys} mean, by method and parameters.
 *
 * @param now on this node's wall clock, in milliseconds since 1970
 */
record KeyRequests(Key key, Parameters parameters, long now) {

    Intent get() {
        boolean linearizable = parameters.is(Field.QUORUM);
        return parameters.is(Field.WAIT) && !linearizable ? watch() : new Intent.Read(query(), linearizable);
    }

    Intent head() {
        return new Intent.Read(query(), false);
    }

    Intent put() {
        return write(putCommand());
    }

    Intent post() {
        return write(new CreateInOrder(key, content(), expires()));
    }

    Intent delete() {
        return new Intent.Write(deleteCommand(), false);
    }

    private Intent watch() {
        var scope = new Scope(key, parameters.is(Field.RECURSIVE));
        return new Intent.Watch(scope, parameters.is(Field.STREAM), parameters.waitIndex());
    }

    private Query query() {
        return new Query(key, parameters.is(Field.RECURSIVE));
    }

    private Intent write(Command command) {
        return new Intent.Write(command, parameters.is(Field.NO_VALUE_ON_SUCCESS));
    }

    private Command putCommand() {
        Optional<Boolean> exists = parameters.flag(Field.PREV_EXIST);
        if (exists.isPresent() && !exists.get()) {
            return new Create(key, content(), expires());
        }
        Optional<Condition> condition = parameters.condition();
        if (parameters.is(Field.REFRESH)) {
            Action otherwise = exists.isPresent() ? Action.UPDATE : Action.SET;
            return new Refresh(key, condition.isPresent() ? Action.COMPARE_AND_SWAP : otherwise, condition, expires());
        }
        if (condition.isPresent()) {
            return new CompareAndSwap(key, condition.get(), value(), expires());
        }
        return exists.isPresent() ? new Update(key, value(), expires()) : new Set(key, content(), expires());
    }

    private long expires() {
        return parameters.expires(now);
    }

    private Command deleteCommand() {
        return parameters
                .condition()
                .<Command>map(condition -> new CompareAndDelete(key, condition))
                .orElseGet(() -> new Delete(key, extent()));
    }

    private Extent extent() {
        if (parameters.is(Field.RECURSIVE)) {
            return Extent.SUBTREE;
        }
        return parameters.is(Field.DIR) ? Extent.EMPTY_DIRECTORY : Extent.FILE;
    }

    private Optional<Text> content() {
        return parameters.is(Field.DIR) ? Optional.empty() : Optional.of(value());
    }

    private Text value() {
        return parameters.text(Field.VALUE).orElse(Text.EMPTY);
    }
}
