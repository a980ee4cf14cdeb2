/** What the tests of all modules share. */
package io.daping.common.testing;
