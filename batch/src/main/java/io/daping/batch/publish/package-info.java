/** The night's cells go to HBase under one timestamp, which a seal then makes visible at once. */
package io.daping.batch.publish;
