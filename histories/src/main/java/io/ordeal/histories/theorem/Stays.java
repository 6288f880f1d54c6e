package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Handling;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Doubled;
import io.ordeal.histories.theorem.Contradiction.Stay;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What was in a queue, each thing once, and who found nothing. Each stay has a number, in the order of first mention. */
final class Stays {

    static final long BYTES_PER_OPERATION = 3L * Integer.BYTES;
    /** An element, and where it is. */
    static final long BYTES_PER_KIND = 80;

    static final int NONE = -1;

    private final Automaton<?> automaton;
    private final Columns columns;
    private final Patience patience;
    private final Map<@Nullable Object, Integer> numbers = new HashMap<>();
    private final int[] puts;
    private final int[] takes;
    private final int[] idlers;
    private int idle;
    private Optional<Contradiction> doubled = Optional.empty();

    Stays(Encoding<?> encoding, Patience patience) {
        this.automaton = encoding.automaton();
        this.columns = encoding.columns();
        this.patience = patience;
        this.puts = filled(columns.size());
        this.takes = filled(columns.size());
        this.idlers = filled(columns.size());
    }

    private static int[] filled(int size) {
        int[] all = new int[size];
        Arrays.fill(all, NONE);
        return all;
    }

    /** Gathers them. Gives a reason why there is no saying anything, if there is one. */
    Optional<String> gather() {
        for (int operation = 0; operation < columns.size(); operation++) {
            patience.step(operation);
            int kind = columns.kind(operation);
            boolean certain = columns.isCertain(operation);
            switch (automaton.transition(kind).handling().orElse(null)) {
                case Handling.Puts(var element) -> {
                    int number = number(element);
                    if (puts[number] != NONE) {
                        return Optional.of("something was put in twice");
                    }
                    puts[number] = operation;
                }
                case Handling.Takes(var element) when certain -> take(number(element), operation);
                case Handling.FindsNothing _ when certain -> idlers[idle++] = operation;
                case null, default -> {
                    if (certain ? automaton.shape(kind) != Automaton.Shape.PASSES : automaton.changes(kind)) {
                        return Optional.of("nobody knows what was taken");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private int number(@Nullable Object element) {
        Integer known = numbers.putIfAbsent(element, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private void take(int number, int operation) {
        if (takes[number] == NONE) {
            takes[number] = operation;
        } else if (doubled.isEmpty()) {
            doubled = Optional.of(new Doubled(takes[number], operation));
        }
    }

    /** Something that was taken, but not after it was put in, and once. */
    Optional<Contradiction> contradiction() {
        for (int number = 0; number < numbers.size() && doubled.isEmpty(); number++) {
            patience.step(number);
            int take = takes[number];
            if (take != NONE && puts[number] == NONE) {
                return Optional.of(new Unwritten(take));
            }
            if (take != NONE && columns.returned(take) < columns.invoked(puts[number])) {
                return Optional.of(new Belated(puts[number], take));
            }
        }
        return doubled;
    }

    /** How many numbers there are. */
    int count() {
        return numbers.size();
    }

    /** Whether it took place; what nobody took and perhaps nobody put in did not. */
    boolean isReal(int number) {
        return takes[number] != NONE || columns.isCertain(puts[number]);
    }

    boolean isTaken(int number) {
        return takes[number] != NONE;
    }

    int put(int number) {
        return puts[number];
    }

    int take(int number) {
        return takes[number];
    }

    Stay stay(int number) {
        return new Stay(puts[number], isTaken(number) ? OptionalInt.of(takes[number]) : OptionalInt.empty());
    }

    /** Who found nothing, in the order of their invocations. */
    int[] idlers() {
        return Arrays.copyOf(idlers, idle);
    }

    /** Where it is in at the latest. */
    int in(int number) {
        int put = columns.returned(puts[number]);
        return isTaken(number) ? Math.min(put, columns.returned(takes[number])) : put;
    }

    /** Where it can be taken at the earliest; past all positions, if it is not taken. */
    int ripe(int number) {
        return isTaken(number)
                ? Math.max(columns.invoked(puts[number]), columns.invoked(takes[number]))
                : columns.positions();
    }
}
