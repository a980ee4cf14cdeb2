/**
 * What readers see: one cut rule between the night's cells and the stream's, one query form, used
 * by the wall, the API, the command line and the reconciliation.
 */
package io.daping.common.serve;
