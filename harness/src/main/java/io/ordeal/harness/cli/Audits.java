package io.ordeal.harness.cli;

import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.audit.Auditing;
import io.ordeal.histories.audit.Auditor;
import io.ordeal.histories.audit.Finding;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sends a file past an audit, event by event: it may be longer than memory. */
final class Audits {

    private final Auditor auditor;
    private final Auditing auditing;
    private long operations;
    private long ok;

    private Audits(Auditor auditor, boolean byKey) {
        this.auditor = auditor;
        this.auditing = byKey ? auditor.beginByKey() : auditor.begin();
    }

    /**
     * What {@code auditor} says of {@code file}, which is also printed.
     *
     * @throws Trouble where the file is none of its histories
     */
    static Verdict verdict(
            Auditor auditor, Path file, boolean byKey, Truncation truncation, Terminal terminal, PrintWriter out)
            throws IOException {
        var audits = new Audits(auditor, byKey);
        Finding finding = audits.read(file, truncation, terminal);
        return audits.told(file, finding, out);
    }

    /** @throws Trouble where there is no such audit */
    static Auditor named(String name) {
        String names = Arrays.stream(Auditor.values()).map(Auditor::title).collect(Collectors.joining(", "));
        return Auditor.named(name)
                .orElseThrow(
                        () -> Trouble.usage("unknown checker '" + name + "': must be linearizable or one of " + names));
    }

    private Finding read(Path file, Truncation truncation, Terminal terminal) throws IOException {
        HistoryFile.read(file, truncation, terminal, this::take);
        return auditing.finding();
    }

    private void take(Event event) {
        operations += event instanceof Invocation ? 1 : 0;
        ok += event instanceof Completion completion && completion.outcome() == Outcome.OK ? 1 : 0;
        auditing.accept(event);
    }

    private Verdict told(Path file, Finding finding, PrintWriter out) {
        out.println(
                String.format(Locale.ROOT, "%s   %s   %,d operations, %,d ok", file, auditor.title(), operations, ok));
        Verdict verdict = verdict(finding);
        switch (verdict) {
            case INVALID -> {
                out.println("  " + finding.words());
                out.println(verdict);
            }
            case VACUOUS -> out.println(verdict + "   nothing ever succeeded");
            case VALID, UNKNOWN -> out.println(verdict + "   " + finding.words());
        }
        return verdict;
    }

    private Verdict verdict(Finding finding) {
        return switch (finding) {
            case Finding.Invalid _ -> Verdict.INVALID;
            case Finding.Unknown _ -> ok == 0 ? Verdict.VACUOUS : Verdict.UNKNOWN;
            case Finding.Valid _ -> Verdict.VALID;
        };
    }
}
