package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.theorem.Contradiction.Occupied;
import io.ordeal.histories.theorem.Contradiction.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a queue may have been empty: right after an event, if nothing was certainly in. Needs 8 bytes a position. */
final class Vacancies {

    static final long BYTES_PER_POSITION = 2L * Integer.BYTES;

    private final Columns columns;
    private final Stays stays;
    private final Patience patience;
    /** By position: the first from there on after which nothing was certainly in. */
    private final int[] next;

    Vacancies(Columns columns, Stays stays, Patience patience) {
        this.columns = columns;
        this.stays = stays;
        this.patience = patience;
        this.next = new int[columns.positions() + 1];
    }

    /** Looks for them; unless somebody found nothing where there is none. */
    Optional<Contradiction> find() {
        int[] changes = new int[columns.positions() + 1];
        for (int number = 0; number < stays.count(); number++) {
            patience.step(number);
            if (stays.isReal(number) && stays.in(number) < stays.ripe(number)) {
                changes[stays.in(number)]++;
                changes[stays.ripe(number)]--;
            }
        }
        int in = 0;
        for (int position = columns.positions(); position >= 0; position--) {
            patience.step(position);
            next[position] = in == 0 ? position : next[position + 1];
            in -= changes[position];
        }
        for (int idler : stays.idlers()) {
            if (vacancy(idler) >= columns.returned(idler)) {
                return Optional.of(new Occupied(idler, occupants(idler)));
            }
        }
        return Optional.empty();
    }

    /** Right after which event {@code idler} found nothing. */
    int vacancy(int idler) {
        return next[columns.invoked(idler)];
    }

    /** Each was in when the one before it could first be taken. */
    private List<Stay> occupants(int idler) {
        var occupants = new ArrayList<Stay>();
        for (int position = columns.invoked(idler); position < columns.returned(idler); ) {
            int longest = Stays.NONE;
            for (int number = 0; number < stays.count(); number++) {
                patience.step();
                boolean covers = stays.isReal(number) && stays.in(number) <= position && stays.ripe(number) > position;
                if (covers && (longest == Stays.NONE || stays.ripe(number) > stays.ripe(longest))) {
                    longest = number;
                }
            }
            occupants.add(stays.stay(longest));
            position = stays.ripe(longest);
        }
        return occupants;
    }
}
