package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import java.util.Arrays;

/**
 * The order of operations on things that stand in no line. Moments are counted twice as finely as positions, so that
 * there is one after each.
 */
final class Crowd {

    static final long BYTES_PER_OPERATION = 2L * Long.BYTES + 2L * Integer.BYTES;

    /** What comes first at one moment. */
    private static final int IDLE = 0;

    private static final int PUT = 1;
    private static final int TAKE = 2;

    private static final int RANK_SHIFT = 31;
    private static final int MOMENT_SHIFT = 33;

    private final Columns columns;
    private final Stays stays;
    private final int[] vacancies;
    private final long[] keys;
    private int size;

    Crowd(Columns columns, Stays stays, Vacancies vacancies) {
        this.columns = columns;
        this.stays = stays;
        this.vacancies = Arrays.stream(stays.idlers())
                .map(idler -> 2 * vacancies.vacancy(idler) + 1)
                .sorted()
                .toArray();
        this.keys = new long[columns.size()];
        for (int idler : stays.idlers()) {
            add(2 * vacancies.vacancy(idler) + 1, IDLE, idler);
        }
    }

    /** Each is taken as soon as it can be, and put in after whoever found nothing before that. */
    int[] operations(Patience patience) {
        for (int number = 0; number < stays.count(); number++) {
            patience.step(number);
            if (stays.isReal(number)) {
                int ripe = 2 * stays.ripe(number);
                int put = stays.put(number);
                add(Math.max(2 * columns.invoked(put), lastVacancyBefore(ripe)), PUT, put);
                if (stays.isTaken(number)) {
                    add(ripe, TAKE, stays.take(number));
                }
            }
        }
        return Arrays.stream(Sorting.sorted(keys, size, patience), 0, size)
                .mapToInt(key -> (int) key & Integer.MAX_VALUE)
                .toArray();
    }

    private int lastVacancyBefore(int moment) {
        int at = Arrays.binarySearch(vacancies, moment);
        return at == -1 ? 0 : vacancies[-2 - at];
    }

    private void add(int moment, int rank, int operation) {
        keys[size++] = (long) moment << MOMENT_SHIFT | (long) rank << RANK_SHIFT | operation;
    }
}
