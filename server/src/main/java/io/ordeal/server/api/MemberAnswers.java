package io.ordeal.server.api;

/** What those are told who want other members (MEM-03 to MEM-06). */
final class MemberAnswers {

    private MemberAnswers() {}

    static Response changed(MemberChange change, MemberChange.Ending ending) {
        return switch (ending) {
            case MemberChange.Ending.Added(NodeStatus.Member member) -> Plain.json(201, StatusBodies.member(member));
            case MemberChange.Ending.Done() -> Plain.nothing();
            case MemberChange.Ending.Unknown() -> noSuch(id(change));
            case MemberChange.Ending.Gone() -> message(410, "Member permanently removed: " + id(change));
            case MemberChange.Ending.Taken() -> message(409, "membership: peerURL exists");
            case MemberChange.Ending.Failed() -> message(500, "Internal Server Error");
        };
    }

    static Response noSuch(String id) {
        return message(404, "No such member: " + id);
    }

    private static String id(MemberChange change) {
        return switch (change) {
            case MemberChange.Remove(String id) -> id;
            case MemberChange.Update(String id, var _) -> id;
            case MemberChange.Add _, MemberChange.Wrong _ -> throw new IllegalArgumentException("it names no member");
        };
    }

    private static Response message(int status, String message) {
        return Plain.json(status, StatusBodies.message(message));
    }
}
