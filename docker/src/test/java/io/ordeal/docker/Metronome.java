package io.ordeal.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A server that tells what its clocks tell, waits as it is asked to, and watches whether time runs backwards. */
final class Metronome {

    private static final Hammer MONOTONIC = new Hammer(System::nanoTime);
    private static final Hammer WALL = new Hammer(Metronome::wallNanos);

    private Metronome() {}

    /** The ways in which Java waits for some time. */
    enum Wait {
        OBJECT,
        PARK,
        PARK_UNTIL,
        SLEEP,
        VIRTUAL_SLEEP,
        SCHEDULE,
        SELECT;

        void last(Duration time) throws IOException, InterruptedException, ExecutionException {
            long end = System.nanoTime() + time.toNanos();
            switch (this) {
                case OBJECT -> {
                    var nobody = new Object();
                    synchronized (nobody) {
                        for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                            nobody.wait(left);
                        }
                    }
                }
                case PARK -> {
                    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                }
                case PARK_UNTIL -> {
                    long until = System.currentTimeMillis() + time.toMillis();
                    while (System.currentTimeMillis() < until) {
                        LockSupport.parkUntil(until);
                    }
                }
                case SLEEP -> Thread.sleep(time);
                case VIRTUAL_SLEEP ->
                    Thread.startVirtualThread(() -> sleep(time)).join();
                case SCHEDULE -> {
                    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
                        timer.schedule(() -> {}, time.toNanos(), TimeUnit.NANOSECONDS)
                                .get();
                    }
                }
                case SELECT -> {
                    try (Selector selector = Selector.open()) {
                        selector.select(time.toMillis());
                    }
                }
            }
        }

        private static void sleep(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reads a clock from several threads, each of which knows what the others have read before. */
    private static final class Hammer implements Runnable {
        private final LongSupplier clock;
        private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
        private final AtomicLong worst = new AtomicLong();
        private volatile boolean running;

        Hammer(LongSupplier clock) {
            this.clock = clock;
        }

        void start() {
            latest.set(Long.MIN_VALUE);
            worst.set(0);
            running = true;
            for (int i = 0; i < 3; i++) {
                Thread.ofPlatform().daemon().start(this);
            }
        }

        /** By how much time went back at worst. */
        long stop() {
            running = false;
            return worst.get();
        }

        @Override
        public void run() {
            while (running) {
                long before = latest.get();
                long now = clock.getAsLong();
                if (now < before) {
                    worst.accumulateAndGet(before - now, Math::max);
                }
                latest.accumulateAndGet(now, Math::max);
            }
        }
    }

    /** Hands numbers from thread to thread, each of which waits for the other, but not for ever; tells how many came. */
    private static int relay(int count) throws InterruptedException {
        var queue = new ArrayBlockingQueue<Integer>(1);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                int sent = 0;
                while (sent < count && queue.offer(sent, 1, TimeUnit.HOURS)) {
                    sent++;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        int received = 0;
        while (received < count && queue.poll(1, TimeUnit.HOURS) != null) {
            received++;
        }
        return received;
    }

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(2379), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v2/stats/self", exchange -> {
            exchange.getResponseHeaders().set("X-Raft-Term", "1");
            answer(exchange, "{\"name\":\"n1\",\"state\":\"StateLeader\"}");
        });
        server.createContext("/now", exchange -> answer(exchange, System.nanoTime() + " " + wallNanos()));
        server.createContext("/hammer/start", exchange -> {
            MONOTONIC.start();
            WALL.start();
            answer(exchange, "started");
        });
        server.createContext("/hammer/stop", exchange -> answer(exchange, MONOTONIC.stop() + " " + WALL.stop()));
        server.createContext("/relay", exchange -> {
            try {
                answer(
                        exchange,
                        "" + relay(Integer.parseInt(exchange.getRequestURI().getQuery())));
            } catch (InterruptedException e) {
                answer(exchange, e.toString());
            }
        });
        for (Wait wait : Wait.values()) {
            server.createContext("/wait/" + wait, exchange -> {
                try {
                    wait.last(Duration.ofMillis(
                            Long.parseLong(exchange.getRequestURI().getQuery())));
                    answer(exchange, "over");
                } catch (InterruptedException | ExecutionException e) {
                    answer(exchange, e.toString());
                }
            });
        }
        server.start();
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
