/**
 * What every HTTP server of this module shares: the port, the shape of an error, and how exceptions
 * become answers.
 */
package io.daping.services.web;
