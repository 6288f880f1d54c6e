package io.ordeal.server.node;

import io.ordeal.server.api.MemberChange;
import io.ordeal.server.api.MemberChange.Ending;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The changes of members that clients of this node have asked for, from their arrival to their answer. Raft is asked for
 * one again and again, since it refuses one while another is under way; that it has come about is seen in what is
 * applied. To ask once more does no harm: a change that has come about changes nothing any more.
 */
final class MemberChanges {

    private final StateMachine machine;
    private final Identity identity;
    private final Predicate<NodeId> reached;
    private final Clock clock;
    private final List<Pending> pending = new ArrayList<>();
    private List<Change> due = new ArrayList<>();

    private record Pending(Change change, long deadline, Consumer<Ending> answer) {}

    /** @param reached whether messages get to a node at the moment */
    MemberChanges(StateMachine machine, Identity identity, Predicate<NodeId> reached, Clock clock) {
        this.machine = machine;
        this.identity = identity;
        this.reached = reached;
        this.clock = clock;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** What Raft must be asked for now, for the first time or again. */
    List<Change> due() {
        List<Change> now = due;
        due = new ArrayList<>();
        return now;
    }

    /**
     * Begins a change, if it makes sense to what is applied here: in that must be all that ended before it was asked for.
     *
     * @param deadline when it is given up, on the node's clock in nanoseconds; it may yet come about then
     */
    void begin(MemberChange change, long deadline, Consumer<Ending> answer) {
        switch (change) {
            case MemberChange.Add(List<String> peerUrls) -> add(peerUrls, deadline, answer);
            case MemberChange.Remove(String id) -> remove(id, deadline, answer);
            case MemberChange.Update(String id, List<String> peerUrls) -> move(id, peerUrls, deadline, answer);
            case MemberChange.Wrong _ -> throw new IllegalArgumentException("there is nothing to begin");
        }
    }

    private void add(List<String> peerUrls, long deadline, Consumer<Ending> answer) {
        String address = Membership.address(peerUrls);
        if (!machine.membership().mayAdd(this::isReached)) {
            answer.accept(new Ending.Failed());
        } else if (machine.membership().isTaken(peerUrls, _ -> false) || isBeingAdded(peerUrls)) {
            answer.accept(new Ending.Taken());
        } else {
            open(new Change.Add(identity.newcomer(peerUrls, clock.wallMillis()), address), deadline, answer);
        }
    }

    private boolean isBeingAdded(List<String> peerUrls) {
        return pending.stream()
                .anyMatch(other -> other.change() instanceof Change.Add(NodeId _, String address)
                        && Membership.peerUrls(address).stream().anyMatch(peerUrls::contains));
    }

    private void remove(String id, long deadline, Consumer<Ending> answer) {
        Optional<NodeId> node = identity.member(id);
        if (node.isEmpty()) {
            answer.accept(identity.hasGone(id) ? new Ending.Gone() : new Ending.Unknown());
        } else if (!machine.membership().mayRemove(node.get(), this::isReached)) {
            answer.accept(new Ending.Failed());
        } else {
            open(new Change.Remove(List.of(node.get())), deadline, answer);
        }
    }

    private void move(String id, List<String> peerUrls, long deadline, Consumer<Ending> answer) {
        Optional<NodeId> node = identity.member(id);
        if (node.isEmpty()) {
            answer.accept(identity.hasGone(id) ? new Ending.Failed() : new Ending.Unknown());
        } else if (machine.membership().isTaken(peerUrls, node.get()::equals)) {
            answer.accept(new Ending.Taken());
        } else {
            open(new Change.Move(node.get(), Membership.address(peerUrls)), deadline, answer);
        }
    }

    private void open(Change change, long deadline, Consumer<Ending> answer) {
        pending.add(new Pending(change, deadline, answer));
        due.add(change);
        applied();
    }

    private boolean isReached(NodeId node) {
        return identity.isSelf(node) || reached.test(node);
    }

    /** More is applied: whoever has waited for just that is answered. */
    void applied() {
        if (!pending.isEmpty()) {
            end(each -> isDone(each.change()), each -> each.answer().accept(ending(each.change())));
        }
    }

    /** Asks again for what is still wanted, and gives up what has waited too long. */
    void tend() {
        end(each -> each.deadline() - clock.nanos() <= 0, each -> each.answer().accept(new Ending.Failed()));
        due = new ArrayList<>(pending.stream().map(Pending::change).toList());
    }

    /** Nothing will come of any of them here. */
    void giveUp() {
        end(_ -> true, each -> each.answer().accept(new Ending.Failed()));
    }

    private void end(Predicate<Pending> over, Consumer<Pending> tell) {
        List<Pending> ended = pending.stream().filter(over).toList();
        pending.removeAll(ended);
        ended.forEach(tell);
    }

    private boolean isDone(Change change) {
        Membership membership = machine.membership();
        return switch (change) {
            case Change.Add(NodeId node, String _) -> membership.current().has(node);
            case Change.Move(NodeId node, String address) ->
                membership.address(node).equals(Optional.of(address));
            case Change.Remove(List<NodeId> nodes) ->
                membership.current().removed().containsAll(nodes);
            case Change.Promote _ -> throw new IllegalArgumentException("no client asks for that");
        };
    }

    private Ending ending(Change change) {
        return change instanceof Change.Add(NodeId node, String _)
                ? new Ending.Added(identity.told(node))
                : new Ending.Done();
    }
}
