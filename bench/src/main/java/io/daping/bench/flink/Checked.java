package io.daping.bench.flink;

import io.daping.bench.peers.Increments.View;
import io.daping.common.event.OrderEvent;

/**
 * An event that passed the intake, with what the query set needs of it.
 *
 * @param id hash of its event id
 * @param view null for an order's event, and for browsing that is no view
 * @param order null for browsing
 */
record Checked(long id, View view, OrderEvent order) {}
