package io.ordeal.histories.frontier;

import io.ordeal.histories.frontier.Frontier.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several {@linkplain Scout scouts} go through a long history at once, each through a leg of it. Who begins in the middle
 * does not know what came about before him: he begins with all that may have, and remembers where he is in the first bit
 * of his leg. Who comes from behind runs into it until he is where the other was, or better off, and goes on as he did.
 * Where that does not happen, he runs on by himself, so that nothing is lost but the other's work.
 *
 * <p>For histories without operations of unknown outcome. It needs no proof: an explanation is verified as a whole.
 */
final class Relay implements AutoCloseable {

    /** How many positions a scout goes before he remembers where he is: what he began with is hardly real. */
    private static final int LEAD = 1024;

    private static final int MARKS = 64;
    private static final int MARK_EVERY = 32;

    private final Scout first;
    private final Meter meter;
    private final List<Leg> legs = new ArrayList<>();
    private final ExecutorService threads;
    private Optional<Course> course = Optional.empty();
    private volatile boolean over;

    /** @param start where its scout knows what he is about */
    private record Leg(int start, Meter meter, Future<Optional<Course>> course) {}

    /**
     * How somebody came through.
     *
     * @param milestones where he was early on his leg
     * @param uses what was used from there to the end, and before that perhaps too
     * @param relayed whether others had a part in it
     */
    private record Course(List<Milestone> milestones, Uses uses, boolean relayed) {}

    /**
     * The others begin at once.
     *
     * @param first who goes through the first leg
     * @param shortest how many positions a leg has at least
     * @param meter for all of them
     */
    Relay(Scout first, int shortest, Meter meter) {
        this.first = first;
        this.meter = meter;
        int end = first.sweep().end();
        int number = first.sweep().isCertain() ? Math.clamp(end / shortest, 1, meter.threads()) : 1;
        this.threads = Executors.newFixedThreadPool(
                number, Thread.ofPlatform().daemon().name("relay-", 0).factory());
        for (int leg = number - 1; leg > 0; leg--) {
            int begin = (int) ((long) end * leg / number);
            List<Leg> ahead = List.copyOf(legs);
            Meter part = meter.beside(number, () -> over);
            legs.addFirst(new Leg(begin + LEAD, part, threads.submit(() -> course(begin, ahead, part))));
        }
    }

    private Optional<Course> course(int begin, List<Leg> ahead, Meter part) {
        try {
            Scout scout = first.ahead(begin, part);
            for (int mark = 0; mark < MARKS; mark++) {
                if (scout.runTo(begin + LEAD + mark * MARK_EVERY) != Scout.End.THROUGH) {
                    return Optional.empty();
                }
                scout.sweep().mark();
            }
            return run(scout, ahead, part).course();
        } catch (SpentException _) {
            return Optional.empty();
        }
    }

    private record Run(Scout.End end, Optional<Course> course) {}

    /** Goes to the end, or to where somebody ahead was from whom it is known that he came to the end. */
    private static Run run(Scout scout, List<Leg> ahead, Meter mine) throws SpentException {
        Sweep sweep = scout.sweep();
        for (Leg leg : ahead) {
            Scout.End end = scout.runTo(leg.start());
            if (end != Scout.End.THROUGH) {
                return new Run(end, Optional.empty());
            }
            Optional<Course> known = known(leg);
            mine.claims(leg.meter().claimed());
            if (known.isPresent()) {
                Course other = known.get();
                for (Milestone milestone : other.milestones()) {
                    end = scout.runTo(milestone.position());
                    if (end != Scout.End.THROUGH) {
                        return new Run(end, Optional.empty());
                    }
                    int at = sweep.frontier().covering(milestone);
                    if (at >= 0) {
                        Uses uses = sweep.uses(at);
                        uses.addFrom(other.uses(), milestone.position());
                        return new Run(end, Optional.of(new Course(sweep.milestones(at), uses, true)));
                    }
                }
            }
        }
        Scout.End end = scout.run();
        return new Run(
                end,
                end == Scout.End.THROUGH
                        ? Optional.of(new Course(sweep.milestones(0), sweep.uses(0), false))
                        : Optional.empty());
    }

    private static Optional<Course> known(Leg leg) {
        try {
            return leg.course().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted while checking", interrupted);
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        }
    }

    /** How far they got, all together or the first by himself. */
    Scout.End run() throws SpentException {
        Run run = run(first, legs, meter);
        course = run.course();
        return run.end();
    }

    /** Once somebody came through: whether it took more than one. */
    boolean isRelayed() {
        return course.orElseThrow().relayed();
    }

    /** Once somebody came through: how. */
    int[] witness() throws SpentException {
        return first.sweep().witness(course.orElseThrow().uses(), first.sweep().end());
    }

    /** Ends what nobody waits for. */
    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
