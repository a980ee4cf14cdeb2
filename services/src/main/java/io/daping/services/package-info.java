/**
 * The processes around Spark that readers meet: the verbs {@code serve}, {@code query} and {@code
 * dump}. All of them read published cells and write none.
 */
package io.daping.services;
