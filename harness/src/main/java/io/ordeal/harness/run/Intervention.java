package io.ordeal.harness.run;

import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the nemesis in a history: it begins to inject a fault or a cure, or it has done so.
 *
 * @param does what the fault came to, such as {@code n1 n4 | n2 n3 n5}; empty for everybody concerned
 * @param remark what is not as the fault names it
 * @param evidence what was seen to happen; empty while it begins
 */
public record Intervention(Fault fault, String does, Optional<String> remark, Optional<Evidence> evidence) {

    /** The first word of a fault: {@code partition}, {@code kill}, {@code heal}. */
    public static String kind(Fault fault) {
        return fault.text().split(" ", 2)[0];
    }

    public boolean ended() {
        return evidence.isPresent();
    }

    public boolean tookEffect() {
        return evidence.map(Evidence::tookEffect).orElse(false);
    }

    Intervention ended(Evidence seen) {
        return new Intervention(fault, does, remark, Optional.of(seen));
    }

    /** As the history has it. */
    Map<String, @Nullable Object> value() {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("fault", fault.text());
        value.put("does", does);
        remark.ifPresent(text -> value.put("remark", text));
        evidence.ifPresent(seen -> {
            value.put("effect", seen.tookEffect());
            value.put("evidence", plain(seen.facts()));
        });
        return Collections.unmodifiableMap(value);
    }

    private static Map<String, Object> plain(Map<String, Object> facts) {
        var plain = new TreeMap<String, Object>();
        facts.forEach((name, fact) ->
                plain.put(name, fact instanceof Number number ? (Object) number.longValue() : fact.toString()));
        return Collections.unmodifiableMap(plain);
    }

    /** Reads what a history has; empty for an entry that is none of the nemesis, such as the mark of a phase. */
    public static Optional<Intervention> of(Disturbance entry) {
        if (!(entry.value() instanceof Map<?, ?> value) || !(value.get("fault") instanceof String fault)) {
            return Optional.empty();
        }
        return Optional.of(new Intervention(
                Fault.parse(fault),
                String.valueOf(value.get("does")),
                Optional.ofNullable(value.get("remark")).map(Object::toString),
                value.get("effect") instanceof Boolean effect
                        ? Optional.of(Evidence.of(effect, facts(value.get("evidence"))))
                        : Optional.empty()));
    }

    private static Map<String, Object> facts(@Nullable Object value) {
        var facts = new TreeMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, fact) -> facts.put(String.valueOf(name), fact == null ? "" : fact));
        }
        return facts;
    }
}
