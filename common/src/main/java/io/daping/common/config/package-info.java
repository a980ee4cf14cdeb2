/**
 * What can be configured and where a home keeps its things. A record a section; one reference file
 * with every key; a mistyped key fails with the nearest known one.
 */
package io.daping.common.config;
