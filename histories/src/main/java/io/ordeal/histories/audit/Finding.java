package io.ordeal.histories.audit;

/**
 * What an audit says. Of several findings the worst one counts: invalid, then unknown, then valid. There is no way to
 * ask for "not invalid": who takes a finding for a pass has to name {@link Valid}.
 */
public sealed interface Finding {

    /** What it says, to a reader: a sentence or a few, without a stop at the end. */
    String words();

    /** The same, and more, to a program. */
    Evidence evidence();

    /** What was looked for is not there, and would have been seen. */
    record Valid(String words, Evidence evidence) implements Finding {}

    /** The history does not tell. Never a pass. */
    record Unknown(String words, Evidence evidence) implements Finding {}

    /** No correct system has such a history. */
    record Invalid(String words, Evidence evidence) implements Finding {}

    /** The same in other words. */
    default Finding withWords(String other) {
        return switch (this) {
            case Valid _ -> new Valid(other, evidence());
            case Unknown _ -> new Unknown(other, evidence());
            case Invalid _ -> new Invalid(other, evidence());
        };
    }
}
