package io.ordeal.harness.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import io.ordeal.server.events.Transition.Applied;
import io.ordeal.server.events.Transition.LeaderKnown;
import io.ordeal.server.events.Transition.LogTruncated;
import io.ordeal.server.events.Transition.Part;
import io.ordeal.server.events.Transition.RoleChanged;
import io.ordeal.server.events.Transition.Started;
import io.ordeal.server.events.Transition.Stopped;
import io.ordeal.server.events.Transition.TermBegan;
import io.ordeal.server.events.Transition.TermCommitted;
import io.ordeal.server.events.Transition.VoteGranted;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleTest {

    private static final Transition BEGINS = new RoleChanged(Part.CANDIDATE, Part.LEADER);
    private static final Transition ENDS = new RoleChanged(Part.LEADER, Part.FOLLOWER);
    private static final Transition STARTS = new Started(1, 0, 0);

    /** What the nodes' clocks showed when the run began. */
    private static final long BEGAN = 1000;

    private static final long END = 500;

    @TempDir
    private Path nodes;

    private void tell(String node, long nanos, long term, Transition transition) throws IOException {
        String line = new Occurrence(0, BEGAN + nanos, new NodeId(node), term, transition).line();
        write(node, "events.jsonl", line);
    }

    private void write(String node, String file, String text) throws IOException {
        Path folder = Files.createDirectories(nodes.resolve(node));
        Files.writeString(folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Chronicle chronicle() throws IOException {
        return Chronicle.read(nodes, BEGAN);
    }

    @Nested
    class States {

        @Test
        void areTheSameAfterTheSameEntriesInAllLives() throws IOException {
            tell("n1", 1, 1, new Applied(256, 1, 7));
            tell("n2", 2, 1, new Applied(256, 1, 7));
            tell("n1", 3, 2, STARTS);
            tell("n1", 4, 2, new Applied(256, 1, 7));
            tell("n3", 4, 2, new Applied(512, 2, 8));
            assertThat(Replicas.breaches(chronicle())).isEmpty();
            assertThat(Replicas.compared(chronicle())).isEqualTo(1);
        }

        @Test
        void thatDifferAreFound() throws IOException {
            tell("n1", 1, 1, new Applied(256, 1, 7));
            tell("n2", 1, 1, new Applied(256, 1, 7));
            tell("n3", 2, 1, new Applied(256, 1, 9));
            assertThat(Replicas.breaches(chronicle()))
                    .containsExactly("after entry 256 n1 and n3 are in different states");
        }

        @Test
        void ofOneNodeThatDifferFromOneLifeToTheNextAreFound() throws IOException {
            tell("n1", 1, 1, new Applied(256, 1, 7));
            tell("n1", 3, 2, STARTS);
            tell("n1", 4, 2, new Applied(256, 1, -7));
            assertThat(Replicas.breaches(chronicle()))
                    .containsExactly("after entry 256 n1 and n1 are in different states");
            assertThat(Replicas.compared(chronicle())).isZero();
        }

        @Test
        void afterEntriesOfDifferentTermsAreFound() throws IOException {
            tell("n1", 1, 1, new Applied(256, 1, 7));
            tell("n2", 1, 2, new Applied(256, 2, 7));
            assertThat(Replicas.breaches(chronicle()))
                    .containsExactly("entry 256 is of term 1 on n1, and of term 2 on n2");
        }
    }

    @Nested
    class Reigns {

        @Test
        void lastUntilTheNodeIsSomethingElse() throws IOException {
            tell("n1", 10, 1, BEGINS);
            tell("n1", 90, 2, ENDS);
            tell("n2", 95, 2, BEGINS);
            tell("n2", 200, 2, new Stopped());
            assertThat(chronicle().reigns(END))
                    .containsExactly(new Reign("n1", 1, 10, 90), new Reign("n2", 2, 95, 200));
        }

        @Test
        void overlapWhereTheOldLeaderDoesNotKnow() throws IOException {
            tell("n1", 10, 1, BEGINS);
            tell("n2", 50, 2, BEGINS);
            tell("n1", 90, 2, ENDS);
            assertThat(chronicle().reigns(END))
                    .containsExactly(new Reign("n1", 1, 10, 90), new Reign("n2", 2, 50, END));
        }

        @Test
        void ofWhoWasKilledEndWithTheNextLeaderOrItsNextStart() throws IOException {
            tell("n1", 10, 1, BEGINS);
            tell("n2", 60, 2, BEGINS);
            tell("n1", 90, 2, STARTS);
            tell("n2", 300, 2, STARTS);
            assertThat(chronicle().reigns(END))
                    .containsExactly(new Reign("n1", 1, 10, 60), new Reign("n2", 2, 60, 300));
        }

        @Test
        void beforeAndAfterTheRunAreNotOfIt() throws IOException {
            tell("n1", -20, 1, BEGINS);
            tell("n1", -10, 2, ENDS);
            tell("n2", -5, 2, BEGINS);
            tell("n2", 30, 3, ENDS);
            tell("n1", END + 10, 3, BEGINS);
            assertThat(chronicle().reigns(END)).containsExactly(new Reign("n2", 2, -5, 30));
        }
    }

    @Nested
    class Rules {

        @Test
        void areKeptByAnOrdinaryElection() throws IOException {
            tell("n1", 0, 0, STARTS);
            tell("n1", 1, 1, new TermBegan(0));
            tell("n1", 1, 1, new VoteGranted(new NodeId("n1")));
            tell("n2", 2, 1, new VoteGranted(new NodeId("n1")));
            tell("n1", 3, 1, BEGINS);
            tell("n2", 4, 1, new LeaderKnown(new NodeId("n1")));
            tell("n1", 5, 1, new TermCommitted(1, 1));
            tell("n1", 6, 1, new LogTruncated(1, 2));
            assertThat(Elections.breaches(chronicle())).isEmpty();
            assertThat(Elections.terms(chronicle())).isEqualTo(1);
        }

        @Test
        void twoLeadersOfATermBreakThem() throws IOException {
            tell("n2", 3, 4, BEGINS);
            tell("n1", 9, 4, BEGINS);
            assertThat(Elections.breaches(chronicle())).containsExactly("term 4 has two leaders, n1 and n2");
        }

        @Test
        void aLeaderThatOnlyAnotherKnowsBreaksThem() throws IOException {
            tell("n2", 3, 4, BEGINS);
            tell("n1", 9, 4, new LeaderKnown(new NodeId("n3")));
            assertThat(Elections.breaches(chronicle())).containsExactly("term 4 has two leaders, n2 and n3");
        }

        @Test
        void twoVotesInATermBreakThem() throws IOException {
            tell("n1", 1, 4, new VoteGranted(new NodeId("n2")));
            tell("n1", 2, 4, new VoteGranted(new NodeId("n3")));
            assertThat(Elections.breaches(chronicle())).containsExactly("n1 voted for both n2 and n3 in term 4");
        }

        @Test
        void aVoteThatWasLostWithALifeDoesNotBreakThem() throws IOException {
            tell("n1", 1, 4, new VoteGranted(new NodeId("n2")));
            tell("n1", 2, 3, STARTS);
            tell("n1", 3, 4, new VoteGranted(new NodeId("n3")));
            assertThat(Elections.breaches(chronicle())).isEmpty();
        }

        @Test
        void aTermThatGoesBackBreaksThem() throws IOException {
            tell("n1", 1, 4, new TermBegan(3));
            tell("n1", 2, 3, new TermBegan(2));
            assertThat(Elections.breaches(chronicle())).containsExactly("n1 went back from term 4 to 3");
        }

        @Test
        void cuttingOffWhatIsCommittedBreaksThem() throws IOException {
            tell("n1", 1, 4, new TermCommitted(4, 17));
            tell("n1", 2, 5, new LogTruncated(16, 3));
            assertThat(Elections.breaches(chronicle()))
                    .containsExactly("n1 cut its log off after 16, where it knew 17 to be committed");
        }
    }

    @Nested
    class EventFiles {

        @Test
        void areReadTheOlderFirst() throws IOException {
            tell("n1", 90, 2, ENDS);
            write("n1", "events.jsonl.1", new Occurrence(0, BEGAN + 10, new NodeId("n1"), 1, BEGINS).line());
            assertThat(chronicle().reigns(END)).containsExactly(new Reign("n1", 1, 10, 90));
        }

        @Test
        void mayHaveBeenTornAndDamaged() throws IOException {
            write("n1", "events.jsonl", "{\"time\":\"20\n\u0000\u0001}\n[]\n{\"node\":1}\n\n");
            tell("n1", 10, 1, BEGINS);
            write("n1", "events.jsonl", "{\"node\":\"n1\",\"nan");
            assertThat(chronicle().unreadable()).isEqualTo(5);
            assertThat(chronicle().reigns(END)).hasSize(1);
        }

        @Test
        void ofANodeThatToldNothingAreMissed() throws IOException {
            tell("n1", 10, 1, BEGINS);
            write("n2", "server.log", "");
            assertThat(chronicle().silent()).containsExactly("n2");
            assertThat(chronicle().isSilent()).isFalse();
        }

        @Test
        void needNotBeThere() throws IOException {
            assertThat(Chronicle.read(nodes.resolve("none"), 0).isSilent()).isTrue();
        }
    }
}
