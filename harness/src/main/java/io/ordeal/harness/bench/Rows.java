package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Row.Task;
import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.generate.Values;
import java.util.ArrayList;
import java.util.List;

/** Which rows there are, the quick ones of each group first. */
public final class Rows {

    static final Values FEW = new Values.Few(5);
    static final Values UNIQUE = new Values.Unique();

    static final int KILO = 1_000;
    static final int MEGA = 1_000_000;

    /** So many of a small history, each from a seed of its own, make up for the luck of one. */
    private static final int SMALL_HISTORIES = 20;

    private static final int KEYS = 1_000;
    private static final List<Values> VALUES = List.of(FEW, UNIQUE);
    private static final List<Integer> CLIENTS = List.of(5, 10, 20, 30);
    private static final List<Integer> SIZES = List.of(KILO, 10 * KILO, 100 * KILO, MEGA);
    private static final List<Double> CRASH_RATES = List.of(0.0, 0.001, 0.01, 0.05);

    private Rows() {}

    /** All of them. */
    public static List<Row> full() {
        var rows = new ArrayList<Row>();
        parsing(MEGA, rows);
        matrix(rows);
        huge(rows);
        keys(rows);
        comparisons(rows);
        return rows;
    }

    /** Some of each sort. */
    public static List<Row> quick() {
        var rows = new ArrayList<Row>();
        parsing(100 * KILO, rows);
        for (Values values : VALUES) {
            for (int clients : List.of(10, 30)) {
                for (double crashRate : List.of(0.0, 0.05)) {
                    rows.add(check(values, clients, KILO, crashRate, Kind.VALID));
                    rows.add(check(values, clients, KILO, crashRate, Kind.PHANTOM_MIDDLE));
                }
            }
            rows.add(check(values, 10, 10 * KILO, 0, Kind.VALID));
            rows.add(check(values, 10, 10 * KILO, 0, Kind.STALE_MIDDLE));
            rows.add(check(values, 10, MEGA, 0, Kind.VALID));
            rows.add(new Row(new Task.Compare(), values, 5, 10 * KILO, 0, Kind.VALID));
        }
        rows.add(check(UNIQUE, 30, MEGA, 0.05, Kind.STALE_END));
        rows.add(new Row(new Task.Keys(KEYS), FEW, 10, KILO, 0, Kind.VALID));
        return rows;
    }

    private static Row check(Values values, int clients, int operations, double crashRate, Kind kind) {
        int histories = operations > KILO ? 1 : SMALL_HISTORIES;
        return new Row(new Task.Check(histories), values, clients, operations, crashRate, kind);
    }

    private static void parsing(int operations, List<Row> rows) {
        for (HistoryFormat format : HistoryFormat.values()) {
            rows.add(new Row(new Task.Parse(format), FEW, 10, operations, 0, Kind.VALID));
            rows.add(new Row(new Task.Whole(format), FEW, 10, operations, 0, Kind.VALID));
        }
    }

    private static void matrix(List<Row> rows) {
        for (int operations : SIZES) {
            for (Values values : VALUES) {
                for (int clients : CLIENTS) {
                    for (double crashRate : CRASH_RATES) {
                        for (Kind kind : kinds(values, crashRate)) {
                            rows.add(check(values, clients, operations, crashRate, kind));
                        }
                    }
                }
            }
        }
    }

    /** Of few values, which is stale can be said for sure only where nobody crashes. */
    private static List<Kind> kinds(Values values, double crashRate) {
        return List.of(Kind.values()).stream()
                .filter(kind -> !kind.isStale() || values.equals(UNIQUE) || crashRate == 0)
                .toList();
    }

    private static void huge(List<Row> rows) {
        for (Kind kind : List.of(Kind.VALID, Kind.PHANTOM_MIDDLE, Kind.STALE_END)) {
            rows.add(check(FEW, 5, 10 * MEGA, 0, kind));
            rows.add(check(UNIQUE, 5, 10 * MEGA, 0, kind));
            rows.add(check(UNIQUE, 30, 10 * MEGA, 0.05, kind));
        }
        rows.add(check(FEW, 10, 10 * MEGA, 0, Kind.VALID));
        rows.add(check(FEW, 5, 10 * MEGA, 0.01, Kind.VALID));
    }

    private static void keys(List<Row> rows) {
        for (Values values : VALUES) {
            for (double crashRate : List.of(0.0, 0.01)) {
                for (Kind kind : List.of(Kind.VALID, Kind.PHANTOM_MIDDLE)) {
                    rows.add(new Row(new Task.Keys(KEYS), values, 10, KILO, crashRate, kind));
                }
            }
        }
    }

    private static void comparisons(List<Row> rows) {
        for (Values values : VALUES) {
            for (int operations : List.of(KILO, 10 * KILO, 100 * KILO)) {
                for (int clients : List.of(5, 10, 20)) {
                    for (Kind kind : List.of(Kind.VALID, Kind.PHANTOM_MIDDLE)) {
                        rows.add(new Row(new Task.Compare(), values, clients, operations, 0, kind));
                    }
                }
            }
            rows.add(new Row(new Task.Compare(), values, 5, KILO, 0.01, Kind.VALID));
            rows.add(new Row(new Task.Compare(), values, 5, KILO, 0.01, Kind.PHANTOM_MIDDLE));
        }
    }
}
