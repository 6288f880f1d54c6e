package io.ordeal.docker;

import java.time.Duration;

/** The pause between two looks at something that gives no notice when it changes. */
final class Pacing {

    private Pacing() {}

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerProblem("interrupted", e);
        }
    }
}
