/**
 * Personal data: what is found in text, how it is masked for display, and how it is tokenised so
 * that rows of one person still join. Pure: keys and text come in, nothing is opened.
 *
 * <p><i>Mask</i>: readable, tells nobody who it was. <i>Token</i>: keyed HMAC-SHA256 of the
 * normalised value; equal values have equal tokens under one key. <i>Redaction</i>: what is found
 * in free text is masked in its place.
 */
package io.daping.common.privacy;
