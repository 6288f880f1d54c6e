package io.ordeal.histories.theorem;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.theorem.SmallHistory.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Small histories of sets and queues: clients that call a real one, with some answers and times changed afterwards. */
final class SmallCollections<S> {

    private final SplittableRandom random;
    private final Model<S> model;
    private final String puts;
    private final String gets;
    private final int elements;
    private final double crashes;
    private final double bystanders;
    private final List<Draft> drafts = new ArrayList<>();
    private S state;
    private int fresh;

    /** An operation that is not written down yet. */
    private final class Draft {
        final boolean puts;
        final int invoked;
        int returned = SmallHistory.NEVER;

        @Nullable
        Object value;

        boolean effective;

        Draft(boolean puts, @Nullable Object value, int invoked) {
            this.puts = puts;
            this.value = value;
            this.invoked = invoked;
        }

        Transition<S> transition() {
            boolean certain = returned != SmallHistory.NEVER;
            if (puts) {
                return certain
                        ? model.certain(SmallCollections.this.puts, value, value)
                        : model.possible(SmallCollections.this.puts, value);
            }
            return certain ? model.certain(gets, null, value) : model.possible(gets, null);
        }

        void affect() {
            if (effective) {
                return;
            }
            effective = true;
            value = puts ? value : answer();
            Optional<S> after = puts
                    ? model.possible(SmallCollections.this.puts, value).from(state)
                    : model.certain(gets, null, value).from(state);
            state = after.orElseThrow();
        }
    }

    private SmallCollections(Model<S> model, SplittableRandom random) {
        this.random = random;
        this.model = model;
        boolean set = model.name().equals("set");
        this.puts = set ? "add" : "enqueue";
        this.gets = set ? "read" : "dequeue";
        this.elements = set ? 1 + random.nextInt(4) : 0;
        this.crashes = random.nextInt(2) * random.nextDouble() * 0.5;
        this.bystanders = set ? random.nextInt(2) * 0.2 : 0;
        this.state = model.initial();
    }

    /** @param crashingGets whether what is taken may be lost */
    static <S> SmallHistory<S> draw(Model<S> model, SplittableRandom random, boolean crashingGets) {
        return new SmallCollections<>(model, random).run(crashingGets);
    }

    /** A linearizable one, of any size, of which all is known that was taken. */
    static <S> SmallHistory<S> drawLarge(Model<S> model, SplittableRandom random, int operations) {
        var collections = new SmallCollections<>(model, random);
        collections.simulate(false, operations);
        return collections.history();
    }

    private SmallHistory<S> run(boolean crashingGets) {
        simulate(crashingGets, 4 + random.nextInt(6));
        int lies = random.nextInt(9);
        for (int i = 0; i < lies && !drafts.isEmpty(); i++) {
            lie();
        }
        return history();
    }

    private void simulate(boolean crashingGets, int most) {
        var open = new ArrayList<@Nullable Draft>();
        int clients = 1 + random.nextInt(4);
        for (int client = 0; client < clients; client++) {
            open.add(null);
        }
        for (int time = 0; time < 10 * most; time += 2) {
            int client = random.nextInt(clients);
            Draft draft = open.get(client);
            if (draft == null) {
                if (drafts.size() < most) {
                    boolean adds = random.nextInt(2) == 0;
                    open.set(client, new Draft(adds, adds ? element() : null, time));
                    drafts.add(open.get(client));
                }
            } else if (random.nextInt(3) == 0) {
                draft.affect();
            } else if ((draft.puts || crashingGets) && random.nextDouble() < crashes) {
                open.set(client, null);
            } else {
                draft.affect();
                draft.returned = time;
                open.set(client, null);
            }
        }
        drafts.removeIf(draft -> !draft.puts && draft.returned == SmallHistory.NEVER && !crashingGets);
    }

    private SmallHistory<S> history() {
        return new SmallHistory<>(
                model,
                drafts.stream()
                        .sorted(Comparator.comparingInt(draft -> draft.invoked))
                        .map(draft -> new Call<>(draft.transition(), draft.invoked, draft.returned))
                        .toList());
    }

    private Object element() {
        return elements == 0 ? 1L + fresh++ : 1L + random.nextInt(elements);
    }

    /** What somebody gets who asks now. */
    private @Nullable Object answer() {
        Collection<?> shown = (Collection<?>) model.show(state);
        if (gets.equals("read")) {
            return random.nextDouble() < bystanders ? null : shown;
        }
        List<?> waiting = List.copyOf(shown);
        if (waiting.isEmpty()) {
            return null;
        }
        return waiting.get(model.name().equals("fifo-queue") ? 0 : random.nextInt(waiting.size()));
    }

    private void lie() {
        if (random.nextInt(6) != 0) {
            for (int tries = 0; tries < 6; tries++) {
                hasten(any(), any());
            }
            return;
        }
        Draft draft = any();
        if (!draft.puts && draft.returned != SmallHistory.NEVER) {
            draft.value = gets.equals("read") ? otherSet(draft.value) : otherElement();
        }
    }

    private Draft any() {
        return drafts.get(random.nextInt(drafts.size()));
    }

    /** One returns just before the other is invoked, if they overlap. */
    private void hasten(Draft one, Draft other) {
        if (one.returned != SmallHistory.NEVER && one.invoked < other.invoked && other.invoked < one.returned) {
            one.returned = other.invoked - 1;
        }
    }

    private @Nullable Object otherElement() {
        return random.nextInt(4) == 0 ? null : (Object) (1L + random.nextInt(fresh + 1));
    }

    private @Nullable Object otherSet(@Nullable Object value) {
        if (!(value instanceof Set<?> set)) {
            return value;
        }
        Set<@Nullable Object> changed = new LinkedHashSet<>(set);
        Object element = 1L + random.nextInt(elements);
        if (!changed.remove(element)) {
            changed.add(element);
        }
        return changed;
    }
}
