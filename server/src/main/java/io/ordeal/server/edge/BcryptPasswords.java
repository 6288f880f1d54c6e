package io.ordeal.server.edge;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import io.ordeal.server.keys.Text;
import io.ordeal.server.ports.Passwords;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes by bcrypt, on threads of its own and at the cost that etcd uses; as there, only the first 72 bytes of a password
 * count. A password that was right is not hashed again the next time: what is kept of it is a keyed digest, whose key
 * does not outlive the process.
 */
final class BcryptPasswords implements Passwords, AutoCloseable {

    private static final int COST = 10;
    private static final int KNOWN_MAX = 1_000;
    private static final String DIGEST = "HmacSHA256";
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
    private static final LongPasswordStrategy CUT = LongPasswordStrategies.truncate(VERSION);

    private final Executor loop;
    private final ExecutorService workers;
    private final Mac mac;

    /** By hashes: the digest of the password that was found to be right. Belongs to the loop. */
    private final Map<Text, Text> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Text> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    /** @param loop the node's */
    BcryptPasswords(Executor loop) {
        this.loop = loop;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("bcrypt ", 0).daemon().factory());
        this.mac = mac();
    }

    private static Mac mac() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(key, DIGEST));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }

    @Override
    public void hash(Text password, byte[] salt, Consumer<Text> done) {
        workers.execute(() -> {
            byte[] hash = BCrypt.with(VERSION, new SecureRandom(), CUT).hash(COST, salt, bytes(password));
            loop.execute(() -> done.accept(Text.of(hash, 0, hash.length)));
        });
    }

    @Override
    public void check(Text password, Text hash, Consumer<Boolean> done) {
        byte[] mark = mac.doFinal(bytes(password));
        Text digest = Text.of(mark, 0, mark.length);
        if (Optional.ofNullable(known.get(hash)).filter(digest::equals).isPresent()) {
            done.accept(true);
            return;
        }
        workers.execute(() -> {
            boolean right = BCrypt.verifyer(VERSION, CUT).verify(bytes(password), bytes(hash)).verified;
            loop.execute(() -> {
                if (right) {
                    known.put(hash, digest);
                }
                done.accept(right);
            });
        });
    }

    private static byte[] bytes(Text text) {
        byte[] bytes = new byte[text.length()];
        text.copyTo(bytes, 0);
        return bytes;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
