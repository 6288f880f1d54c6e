package io.ordeal.harness.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Who may know whom, and what simulation rests on: that the same plan gives the same run. */
final class Laws {

    /** What runs in simulation, and what it decides by. */
    private static final String[] DETERMINISTIC = {
        "io.ordeal.server.raft..",
        "io.ordeal.server.keys..",
        "io.ordeal.server.auth..",
        "io.ordeal.server.api..",
        "io.ordeal.server.journal..",
        "io.ordeal.server.node..",
        "io.ordeal.server.events..",
        "io.ordeal.server.format..",
        "io.ordeal.histories.op..",
        "io.ordeal.histories.model..",
        "io.ordeal.histories.audit..",
        "io.ordeal.nemesis..",
        "io.ordeal.harness.generate..",
        "io.ordeal.harness.workload..",
        "io.ordeal.harness.client..",
        "io.ordeal.harness.run..",
        "io.ordeal.harness.sim.."
    };

    private Laws() {}

    /** A rule and what to call it. */
    record Law(String title, ArchRule rule) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Law> all() {
        var laws = new ArrayList<Law>(List.of(
                new Law("histories know nobody", knowsNone("histories", "server", "nemesis", "docker", "harness")),
                new Law("the server knows nobody", knowsNone("server", "histories", "nemesis", "docker", "harness")),
                new Law("nemesis knows nobody", knowsNone("nemesis", "histories", "server", "docker", "harness")),
                new Law("docker knows only nemesis", knowsNone("docker", "histories", "server", "harness")),
                new Law("only the command line knows containers", onlyTheCommandLineKnowsContainers()),
                new Law("a run knows no particular cluster", runsKnowNoParticularCluster()),
                new Law("simulation reads no clock", noClock()),
                new Law("simulation has no threads", noThreads()),
                new Law("simulation draws nothing without a seed", noChance()),
                new Law("simulation has no hash tables", noHashTables()),
                new Law("simulation touches neither files nor sockets", noInputOrOutput())));
        for (String module : List.of("histories", "server", "nemesis", "harness")) {
            laws.add(new Law("packages of " + module + " have no cycles", noCycles(module)));
        }
        return laws;
    }

    private static ArchRule knowsNone(String module, String... others) {
        String[] forbidden = List.of(others).stream()
                .map(other -> "io.ordeal." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.ordeal." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static ArchRule noCycles(String module) {
        return slices().matching("io.ordeal." + module + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule onlyTheCommandLineKnowsContainers() {
        return noClasses()
                .that()
                .resideInAPackage("io.ordeal.harness..")
                .and()
                .resideOutsideOfPackage("io.ordeal.harness.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ordeal.docker..");
    }

    private static ArchRule runsKnowNoParticularCluster() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ordeal.harness.generate..",
                        "io.ordeal.harness.workload..",
                        "io.ordeal.harness.client..",
                        "io.ordeal.harness.run..",
                        "io.ordeal.harness.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ordeal.harness.sim..", "io.ordeal.harness.real..", "io.ordeal.server..");
    }

    private static GivenClassesConjunction deterministic() {
        return noClasses().that().resideInAnyPackage(DETERMINISTIC);
    }

    private static ArchRule noClock() {
        return deterministic()
                .should()
                .callMethodWhere(calls(System.class, "currentTimeMillis|nanoTime"))
                .orShould()
                .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(name("now"))))
                .orShould()
                .dependOnClassesThat(assignableTo(Clock.class));
    }

    private static ArchRule noThreads() {
        return deterministic()
                .should()
                .dependOnClassesThat(assignableTo(Thread.class)
                        .or(resideInAPackage("java.util.concurrent..").and(not(equivalentTo(Executor.class)))));
    }

    /** Generators are made by those who know the seed, with it. */
    private static ArchRule noChance() {
        return deterministic()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .orShould()
                .callMethodWhere(calls(UUID.class, "randomUUID"));
    }

    /** The order of a hash table may depend on the day: identity hashes always, {@code Set.of} by design. */
    private static ArchRule noHashTables() {
        return deterministic()
                .should()
                .callConstructorWhere(target(owner(equivalentTo(HashMap.class)
                        .or(equivalentTo(HashSet.class))
                        .or(equivalentTo(IdentityHashMap.class)))))
                .orShould()
                .callMethodWhere(calls(Set.class, "of|copyOf").and(takesMoreThan(1)))
                .orShould()
                .callMethodWhere(calls(Map.class, "of|copyOf|ofEntries").and(takesMoreThan(2)))
                .orShould()
                .callMethodWhere(calls(Collectors.class, "toSet|toUnmodifiableSet|toUnmodifiableMap"))
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class);
    }

    private static ArchRule noInputOrOutput() {
        return deterministic()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                        .and(not(describe("coding of URLs", Laws::codesUrls))));
    }

    private static boolean codesUrls(JavaClass type) {
        return type.getSimpleName().matches("URLEncoder|URLDecoder|URI|URISyntaxException");
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> type, String methods) {
        return DescribedPredicate.<JavaMethodCall>alwaysTrue()
                .and(target(owner(equivalentTo(type))))
                .and(target(nameMatching(methods)));
    }

    /** Of one element or one entry the order is known. */
    private static DescribedPredicate<JavaMethodCall> takesMoreThan(int parameters) {
        return describe(
                "more than one element",
                call -> call.getTarget().getRawParameterTypes().size() > parameters
                        || call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(type -> type.isArray()
                                        || type.isAssignableTo(Iterable.class)
                                        || type.isAssignableTo(Map.class)));
    }
}
