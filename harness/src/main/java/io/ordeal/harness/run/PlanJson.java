package io.ordeal.harness.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** Plans as JSON, byte for byte the same for equal plans. Durations are ISO 8601, faults as people write them. */
public final class PlanJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, new AsText<>(Duration.class, Duration::toString))
                    .addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse))
                    .addSerializer(Fault.class, new AsText<>(Fault.class, Fault::text))
                    .addDeserializer(Fault.class, new FromText<>(Fault.class, Fault::parse))
                    .addSerializer(Shortcut.class, new AsText<>(Shortcut.class, Shortcut::word))
                    .addDeserializer(Shortcut.class, new FromText<>(Shortcut.class, Shortcut::parse)))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final String FAIL_FAST = "failFast";
    private static final String SHORTCUTS = "shortcuts";

    private PlanJson() {}

    public static String write(TestPlan plan) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(plan) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan that is no JSON: " + plan, e);
        }
    }

    /**
     * Reads a plan. What one does not say because it is from before there was such a thing is as it was then.
     *
     * @throws IllegalArgumentException where {@code text} is no plan, saying why
     */
    public static TestPlan read(String text) {
        try {
            JsonNode plan = JSON.readTree(text);
            if (plan instanceof ObjectNode fields) {
                fields.putIfAbsent(FAIL_FAST, BooleanNode.FALSE);
                fields.putIfAbsent(SHORTCUTS, fields.arrayNode());
            }
            return JSON.treeToValue(plan, TestPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plan: " + e.getOriginalMessage(), e);
        }
    }

    private static final class AsText<T> extends StdSerializer<T> {

        private final transient Function<T, String> write;

        AsText(Class<T> type, Function<T, String> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(write.apply(value));
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {

        private final transient Function<String, T> read;

        FromText(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return read.apply(text);
            } catch (RuntimeException e) {
                throw context.weirdStringException(text, handledType(), String.valueOf(e.getMessage()));
            }
        }
    }
}
