package io.daping.batch.check;

import io.daping.batch.DayRange;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is looked at.
 *
 * @param gold rows of the days
 * @param arrivals rows of all days
 */
record Checked(
    DayRange range,
    Settings settings,
    Catalogue catalogue,
    Dataset<Row> gold,
    Dataset<Row> arrivals) {}
