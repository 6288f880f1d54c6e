package io.ordeal.server.api;

import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.Query;
import io.ordeal.server.keys.Scope;

/** What a request wants. */
public sealed interface Intent {

    /** Nothing of the node: the response is ready. */
    record Answer(Response response) implements Intent {}

    /**
     * To change the key space.
     *
     * @param terse the response shall not show nodes if all went well
     */
    record Write(Command command, boolean terse) implements Intent {}

    /**
     * To read the key space.
     *
     * @param linearizable it must see every write that ended before it began; else the node's own state will do
     */
    record Read(Query query, boolean linearizable) implements Intent {}

    /**
     * To be told of what happens to keys.
     *
     * @param stream of everything, until the client has gone; else only of what comes first
     * @param from the index from which on events count, be they past or to come; 0: those to come
     */
    record Watch(Scope scope, boolean stream, long from) implements Intent {}

    /** To know of users and roles. */
    record AskAuth(AuthQuestion question) implements Intent {}

    /** To change users and roles. */
    record ChangeAuth(AuthChange change) implements Intent {}

    /** To change who is a member. */
    record ChangeMembers(MemberChange change) implements Intent {}

    /** To know about the node and its cluster. */
    record Ask(Question question) implements Intent {}

    /** To know whether consensus makes progress. */
    record CheckHealth() implements Intent {}

    /** What can be known about a node and its cluster. */
    enum Question {
        /** Where the members serve clients. */
        MACHINES,
        /** Where the leader serves other members. */
        LEADER,
        /** All members. */
        MEMBERS,
        /** The member that leads. */
        LEADING_MEMBER,
        /** Some member by itself: that is never told. */
        ONE_MEMBER,
        /** The node's own part in the cluster. */
        SELF,
        /** How the node's followers answer, if it leads. */
        FOLLOWERS,
        /** What was done with keys. */
        STORE
    }
}
