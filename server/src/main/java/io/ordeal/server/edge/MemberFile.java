package io.ordeal.server.edge;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The file in a data folder that says who its server is in its cluster: a magic number, a version, the fields of
 * {@link Standing} in their order, and a CRC-32C of all that.
 */
final class MemberFile {

    /** Its name in the folder. */
    static final String FILE = "member";

    private static final String UNFINISHED = "member.new";
    private static final long MAGIC = 0x6f72_6465_616c_4d42L;
    private static final int VERSION = 1;
    private static final int FOUNDER_BYTES = 5;

    private MemberFile() {}

    /** Says whether a file of that name is one of these. */
    static boolean claims(String name) {
        return name.equals(FILE) || name.equals(UNFINISHED);
    }

    /** Empty if there is none. */
    static Optional<Standing> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(Files.readAllBytes(file)));
        } catch (FormatException e) {
            throw new IOException(
                    "%s is damaged (%s), so that nobody knows whose data this is: put it back from a copy of the folder; or delete the folder, remove the member with DELETE /v2/members, and add a new one"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Is on the disk, as a whole, when this returns. */
    static void write(Path folder, Standing standing) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(encode(standing));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        BatchFiles.force(folder);
    }

    static byte[] encode(Standing standing) {
        var out = new Encoder()
                .int64(MAGIC)
                .int32(VERSION)
                .text(standing.id().value())
                .text(standing.token())
                .int32(standing.founders().size());
        standing.founders().forEach((node, address) -> out.text(node.value()).text(address));
        out.bool(standing.joined().isPresent());
        standing.joined().ifPresent(out::text);
        out.bool(standing.removed());
        byte[] bytes = out.toBytes();
        return out.int32(checksum(bytes, bytes.length)).toBytes();
    }

    static Standing decode(byte[] bytes) throws FormatException {
        int end = bytes.length - Integer.BYTES;
        if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new FormatException("its checksum is wrong");
        }
        var in = new Decoder(ByteBuffer.wrap(bytes, 0, end));
        if (in.int64() != MAGIC) {
            throw new FormatException("it is no such file");
        }
        int version = in.int32();
        if (version != VERSION) {
            throw new FormatException("it is of version " + version + "; this server knows version " + VERSION);
        }
        NodeId id = node(in);
        String token = in.text();
        var founders = new TreeMap<NodeId, String>();
        for (Founder founder : in.list(FOUNDER_BYTES, each -> new Founder(node(each), each.text()))) {
            founders.put(founder.node(), founder.address());
        }
        Optional<String> joined = in.bool() ? Optional.of(in.text()) : Optional.empty();
        var standing = new Standing(id, token, founders, joined, in.bool());
        in.end();
        if (founders.isEmpty() != joined.isPresent()) {
            throw new FormatException("it has neither founders nor a cluster, or both");
        }
        return standing;
    }

    private record Founder(NodeId node, String address) {}

    private static NodeId node(Decoder in) throws FormatException {
        String name = in.text();
        if (name.isEmpty()) {
            throw new FormatException("a node without a name");
        }
        return new NodeId(name);
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
