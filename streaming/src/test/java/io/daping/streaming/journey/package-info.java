/** Tests of the joins: real Delta, real HBase. */
package io.daping.streaming.journey;
