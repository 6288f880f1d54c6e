package io.ordeal.docker;

/** Why Docker could not do what was asked, and what would mend it. The message is for the user, complete as it stands. */
public final class DockerProblem extends RuntimeException {

    DockerProblem(String message) {
        super(message);
    }

    DockerProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
