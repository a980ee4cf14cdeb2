package io.daping.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Refusal;
import io.daping.common.privacy.KeyRing;
import io.daping.common.privacy.TokenField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the token keys. */
class KeyFileTest {
  @TempDir private Path home;

  @Test
  void firstStartMakesAKeyThatOnlyItsOwnerReadsAndLaterStartsKeepIt() throws IOException {
    KeyFile file = Configuration.defaults(home).privacy().keys();
    String token = file.readOrCreate().activeKey().token(TokenField.USER, "u1");

    assertThat(file.path()).isEqualTo(home.resolve("keys/tokens.keys"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.readOrCreate().activeKey().token(TokenField.USER, "u1")).isEqualTo(token);
  }

  @Test
  void firstStartsAtOnceHaveOneKey() throws Exception {
    int starts = 8;
    ExecutorService threads = Executors.newFixedThreadPool(starts);
    try {
      for (int round = 0; round < 20; round++) {
        KeyFile file = new KeyFile(home.resolve("round" + round).resolve("tokens.keys"));
        CyclicBarrier atOnce = new CyclicBarrier(starts);
        Callable<String> start =
            () -> {
              atOnce.await();
              return file.readOrCreate().active();
            };
        Set<String> active = new HashSet<>();
        for (Future<String> key : threads.invokeAll(Collections.nCopies(starts, start))) {
          active.add(key.get());
        }
        assertThat(active).containsExactly(file.read().active());
        assertThat(file.path().getParent()).isDirectoryNotContaining("glob:**.next");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rotationAddsAKeyAndKeepsTheOthers() {
    KeyFile file = new KeyFile(home.resolve("tokens.keys"));
    KeyRing before = file.readOrCreate();
    KeyRing after = file.rotate();

    assertThat(after.keys()).hasSize(2);
    assertThat(after.active()).isNotEqualTo(before.active());
    assertThat(after.tokens(TokenField.PHONE, "13812345678"))
        .containsAllEntriesOf(before.tokens(TokenField.PHONE, "13812345678"));
  }

  @Test
  void fileThatOthersCanReadIsRefused() throws IOException {
    KeyFile file = new KeyFile(home.resolve("tokens.keys"));
    file.readOrCreate();
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(file::read)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("may be read by others (rw-r-----)")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void missingOrBrokenFileIsRefused() throws IOException {
    KeyFile file = new KeyFile(home.resolve("tokens.keys"));
    assertThatThrownBy(file::read).isInstanceOf(Refusal.class).hasMessageContaining("no key file");

    file.readOrCreate();
    Files.writeString(file.path(), "nonsense\n");
    assertThatThrownBy(file::read).isInstanceOf(Refusal.class).hasMessageContaining("line 1");
  }
}
