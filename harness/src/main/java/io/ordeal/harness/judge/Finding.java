package io.ordeal.harness.judge;

/**
 * What one checker says.
 *
 * @param checker its name, one word
 * @param summary what it saw, in one line
 */
public record Finding(String checker, Verdict verdict, String summary) {}
