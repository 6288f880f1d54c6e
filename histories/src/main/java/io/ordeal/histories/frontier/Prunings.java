package io.ordeal.histories.frontier;

/**
 * Which branches are left out because another one is certain to lead as far. Each is sound by itself; switching one off
 * changes no verdict, only what it costs.
 *
 * @param earliestFirst of equal pending operations of which all or none are discharged, only the one that returns first
 *     is used: in whatever explanation uses another, the two can trade places, since both are pending from now until the
 *     earlier return. For the same reason one that has to be placed is used before an equal one of unknown outcome
 * @param usefulOnly an operation that sets the state, and is not the one that returns, is used only if something can be
 *     gained in that state. Otherwise the next change sets the state again, and absorbs it without using it up
 * @param lookAhead a state is not left while a pending or future operation needs it that returns before anybody can
 *     produce it again; and no longer does anybody use what only leads to states that nobody needs any more. Needs the
 *     future, so it says that a history cannot be explained before the prefix that shows it is complete
 * @param substitution what one configuration has used up more than another may be made up for by what it has used up
 *     less of: whatever is in reach through a move is in reach through an operation that sets the same state
 * @param hops a configuration covers another in a different state if one operation of unknown outcome that sets that
 *     state makes it do so: it can still be used then
 * @param commuting an operation that the model must be asked about is not used before one that returns if it could as
 *     well come after: then it can be used at the next return
 */
public record Prunings(
        boolean earliestFirst,
        boolean usefulOnly,
        boolean lookAhead,
        boolean substitution,
        boolean hops,
        boolean commuting) {

    /** Every one. */
    public static final Prunings ALL = new Prunings(true, true, true, true, true, true);

    /** None. */
    public static final Prunings NONE = new Prunings(false, false, false, false, false, false);

    /** Those that need not know the future. */
    public Prunings withoutLookAhead() {
        return new Prunings(earliestFirst, usefulOnly, false, substitution, hops, commuting);
    }
}
