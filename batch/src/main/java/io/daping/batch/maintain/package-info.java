/**
 * What keeps the stores small without anybody missing anything: `maintain`. An {@link
 * io.daping.batch.maintain.Upkeep} is one kind of work, {@link
 * io.daping.batch.maintain.Maintenance#work} lists all, in their order; done again, none has
 * anything left to do.
 */
package io.daping.batch.maintain;
