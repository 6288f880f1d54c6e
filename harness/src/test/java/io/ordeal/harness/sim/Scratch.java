package io.ordeal.harness.sim;

import java.time.Duration;

class Scratch {
    public static void main(String[] args) {
        Runnable all = () -> {
            long began = System.nanoTime();
            long ops = 0;
            int bad = 0;
            for (long seed = Long.parseLong(args[1]); seed <= Long.parseLong(args[2]); seed++) {
                var limit = Duration.ofSeconds(Long.parseLong(args[3]));
                Trial trial = switch (args[4]) {
                    case "storm" -> Trial.chasingLeaders(seed, limit);
                    case "members" -> Trial.changingMembers(seed, limit);
                    default -> Trial.of(seed, limit);
                };
                ops += trial.succeeded();
                if (trial.verdict() != io.ordeal.harness.judge.Verdict.VALID) {
                    bad++;
                    System.out.println(trial.says());
                }
            }
            System.out.printf("%d bad, %d ok ops, %.1f s%n", bad, ops, (System.nanoTime() - began) / 1e9);
        };
        if (args[0].equals("none")) {
            all.run();
        } else {
            Defect.valueOf(args[0]).during(all);
        }
    }
}
