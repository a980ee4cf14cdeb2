package io.daping.batch.fsck;

import io.daping.common.config.KeyFile;
import io.daping.common.fault.Refusal;
import io.daping.common.spark.Folders;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Who can look at what stands in clear text.
 *
 * @param closed folders that are for their owner alone
 */
record Rights(List<String> closed, KeyFile keys, Configuration hadoop) implements Check {

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public String proves() {
    return "bronze, quarantine and the token keys are for their owner alone";
  }

  @Override
  public void look(Findings found) {
    for (String folder : closed) {
      found.figure("folders", 1);
      if (!Folders.isClosed(folder, hadoop)) {
        found.add(folder + " can be looked into by others: chmod 700");
      }
    }
    if (Files.exists(keys.path())) {
      try {
        found.figure("keys", keys.read().keys().size());
      } catch (Refusal e) {
        found.add(e.getMessage());
      }
    }
  }
}
