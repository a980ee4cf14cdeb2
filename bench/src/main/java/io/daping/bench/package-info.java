/** Measurements beside peers, and the experiments behind the decisions. */
package io.daping.bench;
