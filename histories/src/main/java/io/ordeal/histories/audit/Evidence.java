package io.ordeal.histories.audit;

/** What a finding rests on: a record of numbers and plain values, named for programs that read them. */
public interface Evidence {}
