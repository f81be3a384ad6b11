package limner.model.geometry;

import java.util.Arrays;

/// Collects ascending edges of an [Rle]; two at one position cancel, and one at the end of the picture says nothing.
final class EdgeList {
    private final int pixels;
    private int[] edges;
    private int size;

    EdgeList(int capacity, int pixels) {
        this.edges = new int[Math.max(capacity, 8)];
        this.pixels = pixels;
    }

    void toggle(int position) {
        if (position == pixels) {
            return;
        }
        if (size > 0 && edges[size - 1] == position) {
            size--;
            return;
        }
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        edges[size++] = position;
    }

    int[] toArray() {
        return Arrays.copyOf(edges, size);
    }
}
