package io.ordeal.server.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** The far end of somebody's link: lets in members of this cluster, and hands on what they send. */
final class ReceptionHandler extends SimpleChannelInboundHandler<Parcel> {

    /** The opener closes a silent link itself; here it is only tidied up. */
    private static final int PATIENCE = 3;

    private final PeerSettings settings;
    private final BiConsumer<NodeId, Message> receiver;
    private final Function<NodeId, PeerTraffic> traffic;
    private final Consumer<String> log;

    private Optional<NodeId> sender = Optional.empty();
    private int quietChecks;

    /** @param log is told of every stranger */
    ReceptionHandler(
            PeerSettings settings,
            BiConsumer<NodeId, Message> receiver,
            Function<NodeId, PeerTraffic> traffic,
            Consumer<String> log) {
        super(Parcel.class);
        this.settings = settings;
        this.receiver = receiver;
        this.traffic = traffic;
        this.log = log;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        checkSilence(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Parcel parcel) throws FormatException {
        quietChecks = 0;
        switch (parcel) {
            case Parcel.Hello hello when sender.isEmpty() -> greet(context, hello);
            case Parcel.Letter(var message) when sender.isPresent() -> receiver.accept(sender.get(), message);
            case Parcel.Ping _ when sender.isPresent() -> answer(context, new Parcel.Echo());
            case Parcel.Ping _ -> {}
            case Parcel.Hello _, Parcel.Letter _, Parcel.Welcome _, Parcel.Refusal _, Parcel.Echo _ ->
                throw new FormatException("something that does not belong here");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String who = sender.map(NodeId::toString).orElse("a stranger");
        log.accept("closed a connection from " + who + " at "
                + context.channel().remoteAddress() + ": " + LinkHandler.reason(cause));
        var _ = context.close();
    }

    private void greet(ChannelHandlerContext context, Parcel.Hello hello) {
        Optional<String> objection = objection(hello);
        if (objection.isPresent()) {
            log.accept("refused a connection from " + context.channel().remoteAddress() + ": " + objection.get());
            var _ = context.writeAndFlush(
                            Unpooled.wrappedBuffer(ParcelDecoder.framed(new Parcel.Refusal(objection.get()))))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        var known = new NodeId(hello.from());
        sender = Optional.of(known);
        context.pipeline().get(ByteMeter.class).countFor(traffic.apply(known));
        context.pipeline().get(ParcelDecoder.class).trust();
        answer(context, new Parcel.Welcome());
    }

    private Optional<String> objection(Parcel.Hello hello) {
        if (hello.version() != Parcel.VERSION) {
            return Optional.of(
                    "it speaks version " + hello.version() + " of the peer protocol, this node " + Parcel.VERSION);
        }
        if (!hello.token().equals(settings.token())) {
            return Optional.of(
                    "it belongs to the cluster '" + hello.token() + "', this node to '" + settings.token() + "'");
        }
        if (!hello.to().equals(settings.self().value())) {
            return Optional.of("it looks for '" + hello.to() + "', this node is '" + settings.self() + "'");
        }
        boolean member = settings.members().stream()
                .anyMatch(id -> id.value().equals(hello.from()) && !id.equals(settings.self()));
        return member
                ? Optional.empty()
                : Optional.of("'" + hello.from() + "' is not another member of this node's cluster "
                        + settings.members().stream().sorted().toList());
    }

    /** One who sends but does not read gets no answers heaped up for it. */
    private static void answer(ChannelHandlerContext context, Parcel parcel) {
        if (context.channel().isWritable()) {
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(ParcelDecoder.framed(parcel)));
        }
    }

    private void checkSilence(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        if (quietChecks++ >= PATIENCE) {
            var _ = context.close();
            return;
        }
        var _ = context.executor()
                .schedule(() -> checkSilence(context), settings.silence().toNanos(), TimeUnit.NANOSECONDS);
    }
}
