package io.ordeal.histories.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Loads all classes of ours anew: those of one source as compiled here, the others from where they are. */
final class MutantLoader extends ClassLoader {

    private static final String OURS = "io.ordeal.";

    private final Map<String, byte[]> compiled;

    private MutantLoader(Map<String, byte[]> compiled) {
        super(MutantLoader.class.getClassLoader());
        this.compiled = compiled;
    }

    static MutantLoader withoutDefect() {
        return new MutantLoader(Map.of());
    }

    static MutantLoader with(String file, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = new InMemory(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
            boolean compiles = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-classpath", classPath()),
                            null,
                            List.of(text(file, source)))
                    .call();
            if (!compiles) {
                throw new AssertionError("does not compile: " + messages);
            }
            return new MutantLoader(files.classes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Where the classes of this module are, and the annotations on them. */
    private static String classPath() {
        return Stream.of(io.ordeal.histories.op.History.class, NullMarked.class)
                .map(type -> place(type.getProtectionDomain().getCodeSource()))
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String place(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JavaFileObject text(String file, String source) {
        return new SimpleJavaFileObject(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** Makes a trial and lets it look. */
    Optional<?> run(String trial) {
        try {
            var constructor = loadClass(trial).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Optional<?>) ((Supplier<?>) constructor.newInstance()).get();
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(broken.getMessage(), broken);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = compiled.get(name);
        if (code == null) {
            code = original(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new ClassNotFoundException(name, broken);
        }
    }

    /** Keeps what is compiled. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> outputs = new TreeMap<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        Map<String, byte[]> classes() {
            var classes = new TreeMap<String, byte[]>();
            outputs.forEach((name, output) -> classes.put(name, output.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var output = new ByteArrayOutputStream();
                    outputs.put(className, output);
                    return output;
                }
            };
        }
    }
}
