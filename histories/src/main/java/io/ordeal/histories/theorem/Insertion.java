package io.ordeal.histories.theorem;

/**
 * Operations that are put between those of a course.
 *
 * @param course in order
 * @param others to go between them; those in one gap keep their order
 * @param gaps by operation: before how many of the course it does not come
 */
record Insertion(int[] course, int[] others, int[] gaps) {

    /** All of them in order. */
    int[] order() {
        int[] starts = new int[course.length + 2];
        for (int operation : others) {
            starts[gaps[operation] + 1]++;
        }
        for (int gap = 0; gap <= course.length; gap++) {
            starts[gap + 1] += starts[gap] + (gap < course.length ? 1 : 0);
        }
        int[] order = new int[course.length + others.length];
        for (int operation : others) {
            order[starts[gaps[operation]]++] = operation;
        }
        for (int place = 0; place < course.length; place++) {
            order[starts[place]] = course[place];
        }
        return order;
    }
}
