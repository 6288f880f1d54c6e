package io.ordeal.server.node;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import java.util.List;

/**
 * What a member tells the others about itself.
 *
 * @param name as its operator calls it
 * @param clientUrls where it serves clients
 */
public record Attributes(String name, List<String> clientUrls) {

    /** The least that a URL takes. */
    private static final int URL_BYTES = 2;

    public Attributes {
        clientUrls = List.copyOf(clientUrls);
    }

    void writeTo(Encoder out) {
        out.text(name).int32(clientUrls.size());
        clientUrls.forEach(out::text);
    }

    static Attributes readFrom(Decoder in) throws FormatException {
        return new Attributes(in.text(), in.list(URL_BYTES, Decoder::text));
    }
}
