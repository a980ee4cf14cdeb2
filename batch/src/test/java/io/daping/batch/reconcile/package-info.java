/** The causes of differences, told apart. */
package io.daping.batch.reconcile;
