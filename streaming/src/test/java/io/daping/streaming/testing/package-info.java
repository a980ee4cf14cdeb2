/** What the tests of the streaming jobs share. */
package io.daping.streaming.testing;
