/**
 * Strict JSON out of bytes, one pass and no object but what is asked for: beneath intake, which
 * reads every record with it. Other JSON, of which there is little, is Jackson's.
 */
package io.daping.common.json;
