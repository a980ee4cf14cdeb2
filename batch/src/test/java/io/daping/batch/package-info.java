/** The night on real Spark, Delta and HBase. */
package io.daping.batch;
