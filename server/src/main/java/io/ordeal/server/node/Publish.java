package io.ordeal.server.node;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.NodeId;

/**
 * The command by which a member tells all the others about itself. As bytes for the log it begins with a byte that no
 * other command begins with.
 */
record Publish(NodeId node, Attributes attributes) {

    private static final int COMMAND = 0x4d;

    /** Says whether {@code bytes} are a command of this kind, or would be one if they were unharmed. */
    static boolean isCommand(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == COMMAND;
    }

    byte[] encode() {
        var out = new Encoder().int8(COMMAND).text(node.value());
        attributes.writeTo(out);
        return out.toBytes();
    }

    /** @throws FormatException if {@code bytes} did not come from {@link #encode} */
    static Publish decode(byte[] bytes) throws FormatException {
        var in = new Decoder(bytes);
        if (in.int8() != COMMAND) {
            throw new FormatException("it is another command");
        }
        String node = in.text();
        if (node.isEmpty()) {
            throw new FormatException("a node without a name");
        }
        var publish = new Publish(new NodeId(node), Attributes.readFrom(in));
        in.end();
        return publish;
    }
}
