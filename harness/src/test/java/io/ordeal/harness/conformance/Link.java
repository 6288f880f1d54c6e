package io.ordeal.harness.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One connection, and as much of HTTP as is needed to see where an answer ends. */
final class Link implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    /** For the end of a connection after the last answer on it was read. */
    private static final int END_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean over;

    Link(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(server, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Nothing more can be asked on it. */
    boolean isOver() {
        return over;
    }

    /** @param bytes one in each char */
    void write(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The server does not want more; what it has answered is still to be read.
        }
    }

    /** The interim answer to a request that expects one; or the answer that comes instead, with which the link is over. */
    Answer readInterim(boolean head) {
        return reading(() -> {
            Answer answer = readOne(head);
            over = answer.status() != 100;
            return answer;
        });
    }

    Answer read(boolean head) {
        return reading(() -> {
            Answer answer = readOne(head);
            return answer.endsConnection() ? answer.thatEnds(ends()) : answer;
        });
    }

    private interface Reading {
        Answer read() throws IOException;
    }

    private Answer reading(Reading reading) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return reading.read();
        } catch (SocketTimeoutException e) {
            over = true;
            return Answer.SILENT;
        } catch (IOException e) {
            over = true;
            return Answer.CLOSED;
        }
    }

    private Answer readOne(boolean head) throws IOException {
        String line = readLine();
        var headers = new TreeMap<String, String>();
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            int colon = header.indexOf(':');
            headers.merge(
                    header.substring(0, Math.max(0, colon)),
                    header.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        Optional<String> length = Optional.ofNullable(headers.remove("Content-Length"));
        boolean chunked = headers.remove("Transfer-Encoding") != null;
        boolean bodiless = head || line.matches("\\S+ (1..|204|304) .*");
        String framing = chunked ? "chunked" : length.map(_ -> "length").orElse(bodiless ? "none" : "end");
        if (bodiless) {
            String told = framing + (head ? length.map(bytes -> " " + bytes).orElse("") : "");
            return new Answer(line, headers, told, new byte[0], List.of(), false);
        }
        byte[] body = switch (framing) {
            case "chunked" -> readChunks();
            case "length" -> readExactly(Integer.parseInt(length.orElseThrow()));
            default -> in.readAllBytes();
        };
        return new Answer(line, headers, framing, body, List.of(), false);
    }

    private boolean ends() throws IOException {
        over = true;
        socket.setSoTimeout(END_MILLIS);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private byte[] readChunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine().strip(), 16);
            if (size == 0) {
                while (!readLine().isEmpty()) {
                    // Trailers tell nothing here.
                }
                return body.toByteArray();
            }
            body.writeBytes(readExactly(size));
            readLine();
        }
    }

    private byte[] readExactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IOException("ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("ended in the middle of a line");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
