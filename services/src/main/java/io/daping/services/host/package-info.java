/**
 * The host agent: every few seconds one record of topic {@code machine} with this machine's load.
 * What the operating system does not tell is left out, never made up.
 */
package io.daping.services.host;
