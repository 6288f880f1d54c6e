package io.ordeal.harness.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C while a run is under way: asks it to end, and keeps the process alive until it has cured and written
 * everything. The exit code is then the signal's, 130.
 */
final class Interrupt implements BooleanSupplier, AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interrupt(Terminal terminal) {
        this.hook = new Thread(() -> await(terminal), "interrupt");
    }

    static Interrupt watch(Terminal terminal) {
        var interrupt = new Interrupt(terminal);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private void await(Terminal terminal) {
        asked.set(true);
        terminal.line("interrupted: curing, closing and writing what there is …");
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                terminal.line("gave up after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return asked.get();
    }

    /** The run is over, and all of it is written. */
    @Override
    public void close() {
        over.countDown();
        if (!asked.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal has just come; the hook finds the latch open.
            }
        }
    }
}
