package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Meter;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A list that throws {@link LateException} at whoever looks into it when there is no time left. */
final class Hurried<T> extends AbstractList<T> implements RandomAccess {

    private static final int LOOKS = 1 << 10;

    private final List<T> list;
    private final Meter meter;
    private int looks;

    Hurried(List<T> list, Meter meter) {
        this.list = list;
        this.meter = meter;
    }

    @Override
    public T get(int index) {
        if (looks++ % LOOKS == 0 && !meter.lasts()) {
            throw new LateException();
        }
        return list.get(index);
    }

    @Override
    public int size() {
        return list.size();
    }
}
