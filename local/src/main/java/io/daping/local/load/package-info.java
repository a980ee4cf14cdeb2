/**
 * Events for a system under trial: recorded ones sent again, and invented ones.
 *
 * <p>{@code replay} merges the {@link io.daping.local.load.Recording recordings} of a folder, one a
 * topic, and sends their lines as they are. {@code generate} simulates a shop in promotion: {@link
 * io.daping.local.load.EventSource sources} make {@link io.daping.local.load.Event events}, the
 * {@link io.daping.local.load.Simulation simulation} holds back, repeats and damages some on their
 * way, and an {@link io.daping.local.load.Outlet outlet} takes the deliveries. Each delivery bears
 * its {@link io.daping.local.load.Fate fate}: what intake must make of it.
 *
 * <p>Words: <i>event time</i> is when it happened, <i>delivery</i> is when it reaches Kafka,
 * <i>record time</i> is what Kafka keeps as the record's time. All are epoch milliseconds.
 *
 * <p>A further topic is a record beside {@link io.daping.local.load.OrderEvent}, its defects in
 * {@link io.daping.local.load.Damage}, and the shoppers' act or the source that makes it.
 */
package io.daping.local.load;
