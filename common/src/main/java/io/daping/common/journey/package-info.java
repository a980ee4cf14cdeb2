/**
 * From a look to a purchase: which view of an item an order line is owed to. The rule, once; the
 * stream and the night apply it.
 */
package io.daping.common.journey;
