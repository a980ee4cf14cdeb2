package io.daping.common.config;

import java.time.Duration;

/**
 * How far back the tables can be read as they were.
 *
 * @param filesKeep how long files stay after no newest version names them any more
 * @param logKeep how long commits stay in the log: not shorter, for they name the files
 */
public record MaintainSettings(Duration filesKeep, Duration logKeep) {
  static MaintainSettings of(Checked c) {
    Duration filesKeep = c.positiveDuration("files-keep");
    return new MaintainSettings(filesKeep, c.durationFrom(filesKeep, "log-keep"));
  }
}
