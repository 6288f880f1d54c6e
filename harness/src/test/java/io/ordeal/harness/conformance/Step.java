package io.ordeal.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a client does at a time. */
sealed interface Step {

    /** The same with less in it, in every way that can be tried. */
    Stream<Step> smaller();

    /** Sends requests at once, without waiting in between, and takes their answers. */
    record Send(List<Call> calls) implements Step {
        public Send {
            calls = List.copyOf(calls);
        }

        static Send of(Call... calls) {
            return new Send(List.of(calls));
        }

        @Override
        public Stream<Step> smaller() {
            return IntStream.range(0, calls.size()).boxed().flatMap(this::smaller);
        }

        private Stream<Step> smaller(int at) {
            Stream<Step> without = calls.size() == 1 ? Stream.empty() : Stream.of(with(at, List.of()));
            return Stream.concat(without, calls.get(at).smaller().map(call -> with(at, List.of(call))));
        }

        private Send with(int at, List<Call> instead) {
            var others = new ArrayList<>(calls);
            others.remove(at);
            others.addAll(at, instead);
            return new Send(others);
        }

        @Override
        public String toString() {
            return String.join(
                    "\n  and at once: ", calls.stream().map(Call::toString).toList());
        }
    }

    /**
     * Sends bytes that need not be HTTP, and takes so many answers, or fewer if the connection ends.
     *
     * @param bytes with places to be filled, as in a {@link Call}
     */
    record Raw(String bytes, int answers) implements Step {
        @Override
        public Stream<Step> smaller() {
            return Stream.empty();
        }

        @Override
        public String toString() {
            return bytes;
        }
    }

    /** Waits until a key has expired. */
    record AwaitEnd(String target) implements Step {
        @Override
        public Stream<Step> smaller() {
            return Stream.empty();
        }

        @Override
        public String toString() {
            return "(wait until " + target + " has expired)";
        }
    }
}
