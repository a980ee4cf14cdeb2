/**
 * The wall's numbers: one loop reads them, however many browsers look on; each browser gets the
 * whole snapshot first and then what changed. When the store does not answer, the last numbers are
 * sent on, marked stale.
 */
package io.daping.services.wall;
