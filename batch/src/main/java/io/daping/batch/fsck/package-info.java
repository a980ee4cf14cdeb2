/**
 * Whether the stores are whole and agree with each other: `fsck`. A {@link
 * io.daping.batch.fsck.Check} proves one thing, {@link io.daping.batch.fsck.Fsck#checks} lists all;
 * nothing is mended here, and nothing written but the run record.
 */
package io.daping.batch.fsck;
