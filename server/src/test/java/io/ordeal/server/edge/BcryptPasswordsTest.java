package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.keys.Text;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BcryptPasswordsTest {

    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final BcryptPasswords passwords = new BcryptPasswords(loop::add);

    @AfterEach
    void close() {
        passwords.close();
    }

    private Text hash(String password, int salt) throws InterruptedException {
        var hashes = new LinkedBlockingQueue<Text>();
        byte[] bytes = new byte[16];
        bytes[0] = (byte) salt;
        passwords.hash(Text.of(password), bytes, hashes::add);
        assertThat(hashes).as("nothing is hashed on the loop").isEmpty();
        loop.take().run();
        return hashes.remove();
    }

    private boolean check(String password, Text hash) throws InterruptedException {
        var answers = new LinkedBlockingQueue<Boolean>();
        passwords.check(Text.of(password), hash, answers::add);
        if (answers.isEmpty()) {
            loop.take().run();
        }
        return answers.remove();
    }

    @Test
    void knowsTheHashesOfOthers() throws Exception {
        Text hash = Text.of("$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");
        assertThat(check("abc", hash)).isTrue();
        assertThat(check("abd", hash)).isFalse();
        assertThat(check("abd", hash)).as("the second time").isFalse();
        assertThat(check("abc", Text.of("no hash"))).isFalse();
    }

    @Test
    void aPasswordFitsItsOwnHashesWhateverTheSaltAuth07() throws Exception {
        Text first = hash("geheim ü", 1);
        Text second = hash("geheim ü", 2);
        assertThat(first.toString()).startsWith("$2a$10$").hasSize(60);
        assertThat(second).isNotEqualTo(first);
        assertThat(hash("geheim ü", 1)).isEqualTo(first);
        assertThat(check("geheim ü", first)).isTrue();
        assertThat(check("geheim ü", second)).isTrue();
        assertThat(check("geheim", first)).isFalse();
    }

    @Test
    void whatWasRightIsAnsweredAtOnceTheNextTimeAndNothingElseIs() throws Exception {
        Text hash = hash("p", 1);
        Text other = hash("p", 2);
        assertThat(check("p", hash)).isTrue();
        var answers = new LinkedBlockingQueue<Boolean>();
        passwords.check(Text.of("p"), hash, answers::add);
        assertThat(answers).containsExactly(true);
        passwords.check(Text.of("q"), hash, answers::add);
        passwords.check(Text.of("p"), other, answers::add);
        assertThat(answers).hasSize(1);
        loop.take().run();
        loop.take().run();
        assertThat(answers).containsExactlyInAnyOrder(true, false, true);
    }

    @Test
    void onlyTheFirst72BytesCountAsWithEtcd() throws Exception {
        Text hash = hash("x".repeat(72) + "a", 1);
        assertThat(check("x".repeat(72) + "b", hash)).isTrue();
        assertThat(check("x".repeat(71) + "b", hash)).isFalse();
    }
}
