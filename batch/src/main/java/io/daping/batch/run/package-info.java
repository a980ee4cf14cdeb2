/** What each step of the night did with each day: the night's memory of itself, in a table. */
package io.daping.batch.run;
