/** The limit: a plain Java program, a consumer a partition, totals in maps. */
package io.daping.bench.plain;
