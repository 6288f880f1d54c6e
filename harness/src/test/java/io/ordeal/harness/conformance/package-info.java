/**
 * This server beside a real etcd: the same requests to both, and every difference either deliberate or a defect. A
 * {@link io.ordeal.harness.conformance.Family} for each surface of the API draws sequences of requests; a
 * {@link io.ordeal.harness.conformance.Duel} runs them; {@link io.ordeal.harness.conformance.Deliberate} lists what shall
 * differ.
 */
package io.ordeal.harness.conformance;
