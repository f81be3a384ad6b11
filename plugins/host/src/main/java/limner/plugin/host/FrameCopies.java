package limner.plugin.host;

import java.nio.ByteBuffer;
import limner.plugin.api.FrameView;

/// Two buffers that take turns: one is looked at while the next is filled.
///
/// A plugin gets copies because one that hangs keeps its picture for ever, and the decoder's memory is freed or used
/// again.
final class FrameCopies {

    private ByteBuffer[] buffers = {ByteBuffer.allocateDirect(0), ByteBuffer.allocateDirect(0)};
    private int turn;

    FrameView copy(FrameView frame) {
        ByteBuffer source = frame.pixels();
        turn = 1 - turn;
        if (buffers[turn].capacity() < source.remaining()) {
            buffers[turn] = ByteBuffer.allocateDirect(source.remaining());
        }
        ByteBuffer target = buffers[turn].clear();
        target.put(source).flip();
        return new FrameView(
                frame.width(), frame.height(), frame.frame(), frame.seconds(), frame.layout(), frame.stride(), target);
    }
}
