/**
 * What stands on disk behind tables and queries: files, logs, checkpoints; for `fsck` and
 * `maintain`.
 */
package io.daping.batch.store;
