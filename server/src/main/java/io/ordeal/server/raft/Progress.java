package io.ordeal.server.raft;

import java.util.Optional;

/**
 * How far a follower is, as its leader sees it. Always {@code match < next}.
 *
 * @param match the follower's log is known to equal the leader's up to here, durably
 * @param next the next entry to send
 * @param probing whether {@code next} is a guess: then one append is under way at a time, until one is accepted; else
 *     appends are pipelined (thesis 10.2.1)
 * @param asked whether a probe is under way
 * @param transfer the snapshot that it is being sent, because entries that it lacks are gone (§7); until it has that,
 *     no entries are sent
 * @param round the latest round of heartbeats that it answered
 * @param heard whether anything was heard of it since the last check of the quorum
 */
public record Progress(
        long match, long next, boolean probing, boolean asked, Optional<Transfer> transfer, long round, boolean heard) {

    /** At the start of a term, next to nothing is known. */
    static Progress unknown(long next) {
        return new Progress(0, next, true, false, Optional.empty(), 0, true);
    }

    Progress accepted(long matched, long answered) {
        long agreed = Math.max(match, matched);
        long latest = Math.max(round, answered);
        return transfer.isPresent()
                ? new Progress(agreed, agreed + 1, false, false, transfer, latest, true)
                : new Progress(agreed, Math.max(next, agreed + 1), false, false, transfer, latest, true);
    }

    /** Answers a round without telling anything new of the log. */
    Progress answered(long answered) {
        return new Progress(match, next, probing, asked, transfer, Math.max(round, answered), true);
    }

    /** Goes back to {@code next} and probes from there. */
    Progress probeFrom(long guess) {
        return new Progress(match, Math.max(guess, match + 1), true, false, transfer, round, heard);
    }

    Progress sentThrough(long index) {
        return new Progress(match, probing ? next : index + 1, probing, probing, transfer, round, heard);
    }

    Progress with(Transfer moved) {
        return new Progress(match, next, probing, asked, Optional.of(moved), round, heard);
    }

    /** Has what it needs of a snapshot: the entries after what it has come next. */
    Progress withoutTransfer() {
        return new Progress(match, match + 1, false, false, Optional.empty(), round, heard);
    }

    Progress unheard() {
        return new Progress(match, next, probing, asked, transfer, round, false);
    }
}
