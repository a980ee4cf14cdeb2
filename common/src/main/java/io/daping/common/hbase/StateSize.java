package io.daping.common.hbase;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How much a table holds of what the jobs remember. Bounded by how long each is kept; what is
 * beyond that still counts until HBase's next compaction. HBase tells whole MiB of each region, the
 * smallest size but none being one.
 *
 * @param table without the prefix
 * @param diskMib in files, compressed, of all families
 * @param memoryMib written since the last file
 */
public record StateSize(
    String table,
    int regions,
    @JsonProperty("disk_mib") long diskMib,
    @JsonProperty("memory_mib") long memoryMib) {

  StateSize plus(StateSize other) {
    return new StateSize(
        table, regions + other.regions, diskMib + other.diskMib, memoryMib + other.memoryMib);
  }
}
