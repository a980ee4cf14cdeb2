/**
 * The read API and the wall's page over HTTP, for this machine only. {@code openapi.yaml} is the
 * contract; errors are always {@code {"error":{"code","message"}}}.
 */
package io.daping.services.api;
