package io.ordeal.histories.check;

import io.ordeal.histories.op.Operation;
import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Operations by number, put together only when somebody looks. */
final class Order extends AbstractList<Operation> implements RandomAccess {

    private final int[] numbers;
    private final IntFunction<Operation> origin;

    Order(int[] numbers, IntFunction<Operation> origin) {
        this.numbers = numbers;
        this.origin = origin;
    }

    @Override
    public Operation get(int index) {
        return origin.apply(numbers[index]);
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
