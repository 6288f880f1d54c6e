package io.ordeal.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that cannot do without a Docker engine. Where none answers they are left out, and say so; on a build server,
 * which has {@code CI=true} in its environment, that is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {

    /** Looks for one. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try (Engine engine = Engine.connect()) {
                return ConditionEvaluationResult.enabled(engine.description());
            } catch (DockerProblem e) {
                if ("true".equals(System.getenv("CI"))) {
                    throw e;
                }
                System.out.printf("%n*** NOT TESTED: %s%n*** %s%n%n", context.getDisplayName(), e.getMessage());
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
