package io.ordeal.server.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The far end of somebody's link: lets in nodes of this cluster, and hands on what they send. */
final class ReceptionHandler extends SimpleChannelInboundHandler<Parcel> {

    /** The opener closes a silent link itself; here it is only tidied up. */
    private static final int PATIENCE = 3;

    private final PeerNetwork network;
    private final Duration silence;

    private volatile Optional<NodeId> sender = Optional.empty();
    private int quietChecks;

    ReceptionHandler(PeerNetwork network, Duration silence) {
        super(Parcel.class);
        this.network = network;
        this.silence = silence;
    }

    /** Who it is, once that is known. */
    Optional<NodeId> sender() {
        return sender;
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
            case Parcel.Letter(var message) when sender.isPresent() -> network.receive(sender.get(), message);
            case Parcel.Ping _ when sender.isPresent() -> answer(context, new Parcel.Echo());
            case Parcel.Ping _ -> {}
            case Parcel.Inquiry inquiry
            when sender.isEmpty() -> dismiss(context, network.circle().answer(inquiry));
            case Parcel.Hello _,
                    Parcel.Inquiry _,
                    Parcel.Letter _,
                    Parcel.Welcome _,
                    Parcel.Refusal _,
                    Parcel.Gone _,
                    Parcel.Told _,
                    Parcel.Echo _ -> throw new FormatException("something that does not belong here");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String who = sender.map(NodeId::toString).orElse("a stranger");
        network.complain("closed a connection from " + who + " at "
                + context.channel().remoteAddress() + ": " + LinkHandler.reason(cause));
        var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        sender.ifPresent(network::left);
        context.fireChannelInactive();
    }

    private void greet(ChannelHandlerContext context, Parcel.Hello hello) {
        Parcel answer = network.circle().answer(hello);
        if (!(answer instanceof Parcel.Welcome)) {
            dismiss(context, answer);
            return;
        }
        var known = new NodeId(hello.from());
        sender = Optional.of(known);
        context.pipeline().get(ByteMeter.class).countFor(network.trafficOf(known));
        context.pipeline().get(ParcelDecoder.class).trust();
        answer(context, answer);
        network.arrived(known, hello.address());
    }

    /** That is all that it gets. */
    private void dismiss(ChannelHandlerContext context, Parcel answer) {
        if (answer instanceof Parcel.Refusal(var reason)) {
            network.complain("refused a connection from " + context.channel().remoteAddress() + ": " + reason);
        }
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(ParcelDecoder.framed(answer)))
                .addListener(ChannelFutureListener.CLOSE);
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
        var _ = context.executor().schedule(() -> checkSilence(context), silence.toNanos(), TimeUnit.NANOSECONDS);
    }
}
