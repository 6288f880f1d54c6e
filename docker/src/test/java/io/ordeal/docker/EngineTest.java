package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final String HOST = "DOCKER_HOST";

    @AfterEach
    void forget() {
        System.clearProperty(HOST);
    }

    @Test
    void withoutAnEngineTheUserIsToldWhereItWasLookedForAndWhatToDo() {
        System.setProperty(HOST, "unix:///nowhere/docker.sock");
        assertThatThrownBy(Engine::connect)
                .isInstanceOf(DockerProblem.class)
                .hasMessageStartingWith("No Docker engine answers at unix:///nowhere/docker.sock (")
                .hasMessageEndingWith("Start the engine (as root: dockerd &), or name another one in DOCKER_HOST.");
    }

    @Test
    void anEngineThatRefusesIsNoEngine() {
        System.setProperty(HOST, "tcp://127.0.0.1:1");
        assertThatThrownBy(Engine::connect)
                .isInstanceOf(DockerProblem.class)
                .hasMessageStartingWith("No Docker engine answers at tcp://127.0.0.1:1 (");
    }
}
