/** What all verbs of {@code bin/daping} share: options, exit codes, and how errors are told. */
package io.daping.common.cli;
