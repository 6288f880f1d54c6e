package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.theorem.Contradiction.Overtaking;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The order in which things stand in line. Whoever found nothing stands in it too, for a moment. Moments are counted
 * twice as finely as positions, so that there is one after each.
 */
final class Line {

    static final long BYTES_PER_OPERATION = 16L * Integer.BYTES + Byte.BYTES;

    /** Who may come in, and may go out, as far as those are concerned who are not in line yet. */
    private static final byte READY = 2;

    private static final byte PLACED = 3;

    private final Columns columns;
    private final Stays stays;
    private final Patience patience;
    /** Who stands in line: the numbers of stays; of others, their operations as negative numbers, less one. */
    private final int[] members;

    /** By member: where it may come in, has to be in, may go out, and has to be out. */
    private final int[] open;

    private final int[] in;
    private final int[] ripe;
    private final int[] out;
    private final byte[] marks;
    private final int[] order;
    private int ready;

    Line(Columns columns, Stays stays, Vacancies vacancies, Patience patience) {
        this.columns = columns;
        this.stays = stays;
        this.patience = patience;
        this.members = IntStream.concat(
                        IntStream.range(0, stays.count()).filter(stays::isReal),
                        IntStream.of(stays.idlers()).map(idler -> -1 - idler))
                .toArray();
        this.open = new int[members.length];
        this.in = new int[members.length];
        this.ripe = new int[members.length];
        this.out = new int[members.length];
        this.marks = new byte[members.length];
        this.order = new int[members.length];
        for (int member = 0; member < members.length; member++) {
            patience.step(member);
            int number = members[member];
            if (number < 0) {
                int moment = 2 * vacancies.vacancy(-1 - number) + 1;
                open[member] = moment;
                in[member] = moment;
                ripe[member] = moment;
                out[member] = moment;
            } else {
                open[member] = 2 * columns.invoked(stays.put(number));
                in[member] = 2 * stays.in(number);
                ripe[member] = 2 * stays.ripe(number);
                out[member] = stays.isTaken(number) ? 2 * columns.returned(stays.take(number)) : Columns.NEVER;
            }
        }
    }

    /** Lines all up, unless two of them want to be ahead of each other. */
    Optional<Contradiction> form() {
        int[] byOpen = sorted(open, patience);
        int[] byIn = sorted(in, patience);
        int[] byRipe = sorted(ripe, patience);
        int[] byOut = sorted(out, patience);
        int opened = 0;
        int ripened = 0;
        int firstIn = 0;
        int firstOut = 0;
        for (int place = 0; place < order.length; place++) {
            patience.step(place);
            firstIn = next(byIn, firstIn);
            firstOut = next(byOut, firstOut);
            for (; opened < order.length && open[byOpen[opened]] <= in[byIn[firstIn]]; opened++) {
                mark(byOpen[opened]);
            }
            for (; ripened < order.length && ripe[byRipe[ripened]] <= out[byOut[firstOut]]; ripened++) {
                mark(byRipe[ripened]);
            }
            if (ready == place) {
                return Optional.of(
                        new Overtaking(stays.stay(members[byIn[firstIn]]), stays.stay(members[byOut[firstOut]])));
            }
            marks[order[place]] = PLACED;
        }
        return Optional.empty();
    }

    private int next(int[] sorted, int from) {
        int at = from;
        while (marks[sorted[at]] == PLACED) {
            at++;
        }
        return at;
    }

    private void mark(int member) {
        marks[member]++;
        if (marks[member] == READY) {
            order[ready++] = member;
        }
    }

    private static int[] sorted(int[] moments, Patience patience) {
        long[] keys = new long[moments.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) moments[i] << Integer.SIZE | i;
        }
        long[] sorted = Sorting.sorted(keys, keys.length, patience);
        int[] order = new int[sorted.length];
        for (int i = 0; i < order.length; i++) {
            patience.step(i);
            order[i] = (int) sorted[i];
        }
        return order;
    }

    /** Puts and takes in order, each as early as those ahead of it allow. */
    int[] operations() {
        int[] operations = new int[columns.size()];
        int size = 0;
        int put = 0;
        int take = 0;
        while (take < order.length) {
            patience.step(take);
            if (put < order.length && open[order[put]] <= ripe[order[take]]) {
                int number = members[order[put++]];
                operations[size++] = number < 0 ? -1 - number : stays.put(number);
            } else {
                int number = members[order[take++]];
                if (number >= 0 && stays.isTaken(number)) {
                    operations[size++] = stays.take(number);
                }
            }
        }
        return Arrays.copyOf(operations, size);
    }
}
