/** The one rule of when an order's event counts, whatever order its events arrive in. */
package io.daping.common.order;
