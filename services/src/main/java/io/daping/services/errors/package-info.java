/**
 * The verb {@code errors}: groups of errors as people see them, and what people say of them. A
 * group is read as the union of all fingerprints that were merged into it.
 */
package io.daping.services.errors;
