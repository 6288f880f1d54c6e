package io.ordeal.server.api;

import java.util.List;

/** What a request wants changed about the members of the cluster. */
public sealed interface MemberChange {

    /**
     * A new member.
     *
     * @param peerUrls where the others will reach it
     */
    record Add(List<String> peerUrls) implements MemberChange {
        public Add {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /**
     * A member goes for ever.
     *
     * @param id as the API calls it
     */
    record Remove(String id) implements MemberChange {}

    /** A member is reached elsewhere from now on. */
    record Update(String id, List<String> peerUrls) implements MemberChange {
        public Update {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /** Nothing that makes sense: this is the response to one who may ask at all. */
    record Wrong(Response response) implements MemberChange {}

    /** How a change ended. */
    sealed interface Ending {

        record Added(NodeStatus.Member member) implements Ending {}

        record Done() implements Ending {}

        /** There is no such member. */
        record Unknown() implements Ending {}

        /** The member was removed before. */
        record Gone() implements Ending {}

        /** Another member is reached there. */
        record Taken() implements Ending {}

        /** Too few members would be left that have started; or there was no result in time. */
        record Failed() implements Ending {}
    }
}
