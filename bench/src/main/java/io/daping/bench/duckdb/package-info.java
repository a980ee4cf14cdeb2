/** The peer of the night: DuckDB answers the catalogue from the same Parquet files. */
package io.daping.bench.duckdb;
