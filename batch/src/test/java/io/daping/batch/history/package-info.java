/** Histories of persons and orders, on hand-made events. */
package io.daping.batch.history;
