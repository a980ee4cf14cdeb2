/**
 * The processes around Spark: the verbs {@code serve}, {@code query} and {@code dump}, which read
 * published cells and write none, and {@code collect}, which brings events into Kafka.
 */
package io.daping.services;
