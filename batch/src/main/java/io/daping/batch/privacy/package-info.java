/**
 * The proof that no personal data stands where it must not, and the erasure of a person. {@code
 * Scan} looks through tables, cells, logs and exports; {@code Forget} goes through a list of {@link
 * io.daping.batch.privacy.Forgetting} stores, erases, and looks again.
 */
package io.daping.batch.privacy;
