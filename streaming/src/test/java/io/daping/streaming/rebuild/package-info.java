/** Tests of the rebuild of HBase from Delta. */
package io.daping.streaming.rebuild;
