/**
 * The whole, tried as its users do: nothing but {@code bin/daping}, files in, answers out, on real
 * services in homes of their own.
 */
package io.daping.acceptance;
