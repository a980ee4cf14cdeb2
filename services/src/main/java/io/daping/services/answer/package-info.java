/**
 * Questions as people type them and answers as they are shown. The HTTP API and the command line
 * share both, so that the same words mean the same there and here.
 */
package io.daping.services.answer;
